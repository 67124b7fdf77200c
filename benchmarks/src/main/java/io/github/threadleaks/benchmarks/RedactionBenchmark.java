// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.benchmarks;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import io.github.threadleaks.redact.Redactor;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What masking a text costs that was never seen before: usual ones, and those that were
 * found to be the slowest of 2,048 characters.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class RedactionBenchmark {

	private static final int TEXTS = 64;

	private static final int LONGEST = 2_048;

	/** A kind of text; what has no name is repeated until it is as long as possible. */
	@Param({ "names", "frames", "secrets", "4111 ", "12345678 ", "1.", "%3D", "/a", "http://a@", "x" })
	public String kind = "";

	private List<String> texts = List.of();

	/**
	 * Makes texts, all of them different.
	 */
	@Setup
	public void write() {
		this.texts = IntStream.range(0, TEXTS).mapToObj(this::text).toList();
	}

	private String text(int number) {
		return switch (this.kind) {
			case "names" -> "kafka-producer-network-thread | client-" + number;
			case "frames" -> "com.acme.orders.OrderService$Export" + number + ".run(OrderService.java:42)";
			case "secrets" -> "job " + number + " of alice@example.com, password=hunter2 to https://a:b@10.0.0.1/x";
			default -> (number + this.kind.repeat(LONGEST)).substring(0, LONGEST);
		};
	}

	/**
	 * Masks all of them once, without what was remembered of them.
	 * @return how many characters are shown
	 */
	@Benchmark
	@OperationsPerInvocation(TEXTS)
	public int mask() {
		Redactor redactor = Redactor.standard(List.of());
		int shown = 0;
		for (String text : this.texts) {
			shown += redactor.redact(text).toString().length();
		}
		return shown;
	}

}
