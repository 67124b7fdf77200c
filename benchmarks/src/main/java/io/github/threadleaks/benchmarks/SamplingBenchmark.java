// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.benchmarks;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

import io.github.threadleaks.format.SnapshotFormat;
import io.github.threadleaks.report.ThreadLeakReport;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.jspecify.annotations.Nullable;
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

/**
 * One tick and one scrape of ours, beside the primitives of the JDK and Micrometer's
 * scrape, over the same threads in one run.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 3, time = 2)
@Fork(1)
public class SamplingBenchmark {

	/** How many threads are parked. */
	@Param({ "100", "1000", "10000" })
	public int threads;

	private final ThreadMXBean management = ManagementFactory.getThreadMXBean();

	private final MeterRegistry micrometer = new SimpleMeterRegistry();

	private Thread[] enumerated = new Thread[20_000];

	private @Nullable ParkedThreads parked;

	private @Nullable Engine engine;

	private @Nullable Scrape scrape;

	/**
	 * Parks the threads and lets the engine settle.
	 * @throws InterruptedException if the threads could not be started
	 */
	@Setup
	public void park() throws InterruptedException {
		this.parked = new ParkedThreads(this.threads, ParkedThreads.AWAKE);
		this.engine = Engine.settled();
		this.scrape = new Scrape();
		new JvmThreadMetrics().bindTo(this.micrometer);
	}

	/**
	 * Ends the threads.
	 * @throws InterruptedException if they could not be awaited
	 */
	@TearDown
	public void release() throws InterruptedException {
		Objects.requireNonNull(this.scrape).close();
		Objects.requireNonNull(this.parked).end();
	}

	/** Sampling, grouping, trends, judgement and report. */
	@Benchmark
	public ThreadLeakReport tick() {
		return Objects.requireNonNull(this.engine).tick();
	}

	/** A grouped snapshot, captured, redacted and written as JSON. */
	@Benchmark
	public long snapshotJson() {
		return Objects.requireNonNull(this.engine).write(SnapshotFormat.JSON);
	}

	/** The same as a profile. */
	@Benchmark
	public long snapshotPprof() {
		return Objects.requireNonNull(this.engine).write(SnapshotFormat.PPROF);
	}

	/** All gauges of the starter. */
	@Benchmark
	public double scrape() {
		return Objects.requireNonNull(this.scrape).read();
	}

	/** Micrometer's {@code jvm.threads.*}. */
	@Benchmark
	public double micrometerScrape() {
		double sum = 0;
		for (Meter meter : this.micrometer.getMeters()) {
			sum += meter.measure().iterator().next().getValue();
		}
		return sum;
	}

	/** The bare enumeration. */
	@Benchmark
	public int enumerate() {
		ThreadGroup root = Thread.currentThread().getThreadGroup();
		while (root.getParent() != null) {
			root = root.getParent();
		}
		return root.enumerate(this.enumerated, true);
	}

	/** State and lock of all threads, no stacks. */
	@Benchmark
	public ThreadInfo[] threadInfo() {
		return this.management.getThreadInfo(this.management.getAllThreadIds(), 0);
	}

	/** All stacks. */
	@Benchmark
	public ThreadInfo[] dump() {
		return this.management.dumpAllThreads(false, false, 48);
	}

	/** All stacks, monitors and synchronizers: Actuator's {@code /threaddump}. */
	@Benchmark
	public ThreadInfo[] actuatorDump() {
		return this.management.dumpAllThreads(true, true);
	}

}
