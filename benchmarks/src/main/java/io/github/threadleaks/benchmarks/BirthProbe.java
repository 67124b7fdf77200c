// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

import io.github.threadleaks.lifecycle.BirthRecorder;
import io.github.threadleaks.lifecycle.LifecycleTotals;
import io.github.threadleaks.settings.LifecycleSettings;

/**
 * What recording its birth and its death adds to the start of a thread: CPU time of the
 * whole process, with the starter's recorder on and off in alternating JVMs.
 */
final class BirthProbe {

	private static final int PAIRS = 3;

	/** In which code is compiled, Flight Recorder's own included. */
	private static final int WARM_UP = 4;

	/** The CPU clock of a process ticks every 10 ms: 1 us a start. */
	private static final int ROUNDS = 9;

	private static final int STARTS = 10_000;

	/** Far above the second in which events are told. */
	private static final long TOLD_AFTER = TimeUnit.SECONDS.toNanos(30);

	private BirthProbe() {
	}

	/** CPU microseconds of a start, recorded and not. */
	static Paired micros() throws IOException, InterruptedException {
		return Paired.measure(PAIRS,
				(recorded) -> Double.parseDouble(ChildJvm.run(BirthProbe.class, List.of(), String.valueOf(recorded))));
	}

	/** In the child: prints the median of the rounds. */
	public static void main(String[] args) throws InterruptedException {
		List<Double> micros = new ArrayList<>();
		try (BirthRecorder recorder = new BirthRecorder(LifecycleSettings.DEFAULTS, System::nanoTime)) {
			boolean recorded = Boolean.parseBoolean(args[0]);
			if (recorded) {
				recorder.start();
				// its own thread is among those that are told
				await(() -> recorder.totals().started() > 0, recorder);
			}
			for (int i = -WARM_UP; i < ROUNDS; i++) {
				double round = round(recorder, recorded) / 1e3 / STARTS;
				if (i >= 0) {
					micros.add(round);
				}
			}
		}
		System.out.println(Paired.median(micros));
	}

	/** To be over, the last end must have been told: reading the events is a cost too. */
	private static long round(BirthRecorder recorder, boolean recorded) throws InterruptedException {
		LifecycleTotals before = recorder.totals();
		long cpu = ProcessCpu.nanos();
		for (int i = 0; i < STARTS; i++) {
			Thread thread = new Thread(() -> {
			});
			thread.start();
			thread.join();
		}
		await(() -> !recorded || recorder.totals().ended() - before.ended() >= STARTS, recorder);
		return ProcessCpu.nanos() - cpu;
	}

	private static void await(BooleanSupplier told, BirthRecorder recorder) {
		long begin = System.nanoTime();
		while (!told.getAsBoolean()) {
			if (System.nanoTime() - begin > TOLD_AFTER) {
				throw new IllegalStateException("Not told: " + recorder.totals() + " " + recorder.degraded());
			}
			LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
		}
	}

}
