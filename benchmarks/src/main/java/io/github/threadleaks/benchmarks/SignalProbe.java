// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.benchmarks;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

import io.github.threadleaks.redact.Redactor;
import io.github.threadleaks.report.SignalWriter;
import io.github.threadleaks.report.Signs;
import io.github.threadleaks.report.ThreadLeakReport;
import io.github.threadleaks.settings.DetectionSettings;
import io.github.threadleaks.signal.JvmSignals;
import io.github.threadleaks.signal.SignalKind;
import io.github.threadleaks.signal.SignalSource;
import io.github.threadleaks.signal.Signals;

/**
 * What signals add to a tick over many threads: those of the JVM, and pools of
 * connections that all grow, which costs most, up to the most that are read.
 */
final class SignalProbe {

	private static final Duration INTERVAL = Duration.ofSeconds(5);

	/** Six hours of readings, so that all windows are there to be tested. */
	private static final int HISTORY = 4_320;

	private static final int TICKS = 900;

	private SignalProbe() {
	}

	/**
	 * Measures.
	 * @param threads how many are parked
	 * @return CPU time of a tick
	 * @throws InterruptedException if the threads could not be started
	 */
	static Result measure(int threads) throws InterruptedException {
		ParkedThreads parked = new ParkedThreads(threads, ParkedThreads.AWAKE);
		ThreadLeakReport report = Engine.settled().tick();
		Result result = measure(report);
		parked.end();
		return result;
	}

	private static Result measure(ThreadLeakReport report) {
		AtomicInteger read = new AtomicInteger();
		IntFunction<SignalSource> pool = (i) -> new SignalSource("connections:pool-" + i, SignalKind.CONNECTIONS, 1,
				() -> OptionalDouble.of(read.incrementAndGet() / 100.0));
		List<SignalSource> pools = IntStream.range(0, Signals.MAX_SOURCES).mapToObj(pool).toList();
		Signals signals = new Signals(new JvmSignals(), List.of(() -> pools), DetectionSettings.DEFAULTS, INTERVAL);
		SignalWriter writer = new SignalWriter(Redactor.standard(List.of()));
		ThreadMXBean cpu = ManagementFactory.getThreadMXBean();
		Instant at = Instant.EPOCH;
		double[] micros = new double[TICKS];
		int told = 0;
		for (int i = 0; i < HISTORY + TICKS; i++) {
			at = at.plus(INTERVAL);
			long before = cpu.getCurrentThreadCpuTime();
			Signs signs = writer.write(signals.sampled(at), report);
			if (i >= HISTORY) {
				micros[i - HISTORY] = (cpu.getCurrentThreadCpuTime() - before) / 1_000.0;
			}
			told = signs.signals().size();
		}
		double mean = Arrays.stream(micros).average().orElseThrow();
		Arrays.sort(micros);
		return new Result(told, mean, micros[TICKS * 99 / 100]);
	}

	/**
	 * CPU time of a tick.
	 *
	 * @param signals how many were told
	 * @param mean microseconds, of ticks that read and those that do not
	 * @param most what 99 of 100 ticks do not exceed
	 */
	record Result(int signals, double mean, double most) {
	}

}
