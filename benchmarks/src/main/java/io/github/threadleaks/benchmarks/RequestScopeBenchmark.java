// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.benchmarks;

import java.util.Collection;
import java.util.concurrent.TimeUnit;

import io.github.threadleaks.lifecycle.BirthRecorder;
import io.github.threadleaks.lifecycle.ContextScope;
import io.github.threadleaks.lifecycle.ServedRequest;
import io.github.threadleaks.lifecycle.ThreadContexts;
import io.github.threadleaks.settings.LifecycleSettings;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * A request with and without the scope that the starter's servlet filter puts around it.
 * The iterations are so short that other work of the machine spoils some of them only.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 40, time = 100, timeUnit = TimeUnit.MILLISECONDS)
@Fork(2)
public class RequestScopeBenchmark {

	/**
	 * About 1 us of work: too little to hide what is added, enough to overlap with it.
	 */
	private static final long WORK = 500;

	/** Whether births are recorded meanwhile, as they are by default. */
	@Param({ "true", "false" })
	public boolean recorded;

	private final ThreadContexts contexts = ThreadContexts.shared();

	private final BirthRecorder recorder = new BirthRecorder(LifecycleSettings.DEFAULTS, System::nanoTime);

	/** Microseconds that the scope adds to a request: an average, and its median. */
	static double addedMicros(boolean recorded) throws RunnerException {
		Collection<RunResult> results = new Runner(
				new OptionsBuilder().include(RequestScopeBenchmark.class.getSimpleName())
					.param("recorded", String.valueOf(recorded))
					.shouldFailOnError(true)
					.build())
			.run();
		return score(results, "scopedRequest") - score(results, "bareRequest");
	}

	private static double score(Collection<RunResult> results, String benchmark) {
		return results.stream()
			.filter((result) -> result.getParams().getBenchmark().endsWith("." + benchmark))
			.mapToDouble((result) -> result.getPrimaryResult().getStatistics().getPercentile(50))
			.findFirst()
			.orElseThrow();
	}

	/** Begins to record. */
	@Setup
	public void record() {
		if (this.recorded) {
			this.recorder.start();
			if (!this.recorder.degraded().isEmpty()) {
				throw new IllegalStateException("Not recorded: " + this.recorder.degraded());
			}
		}
	}

	/** Ends recording. */
	@TearDown
	public void close() {
		this.recorder.close();
	}

	/** Without a filter. */
	@Benchmark
	public void bareRequest() {
		Blackhole.consumeCPU(WORK);
	}

	/** As {@code ServedRequestFilter} does it. */
	@Benchmark
	public ServedRequest scopedRequest() {
		ServedRequest served = new ServedRequest();
		ContextScope scope = this.contexts.enter(served,
				"io.github.threadleaks.benchmarks.RequestScopeBenchmark.scopedRequest");
		try {
			Blackhole.consumeCPU(WORK);
		}
		finally {
			scope.close();
			this.contexts.end(served, "GET /orders/{id}", "com.acme.OrderController.get");
		}
		return served;
	}

}
