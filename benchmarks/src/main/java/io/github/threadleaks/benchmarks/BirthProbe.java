// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

import io.github.threadleaks.lifecycle.BirthRecorder;
import io.github.threadleaks.lifecycle.LifecycleTotals;
import io.github.threadleaks.settings.LifecycleSettings;

/**
 * What recording its birth and its death adds to the start of a thread: CPU time of the
 * whole process, with the starter's recorder on and off in two JVMs that take turns.
 */
final class BirthProbe {

	private static final int PAIRS = 2;

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
	static Paired micros() throws IOException {
		Paired paired = new Paired();
		for (int i = 0; i < PAIRS; i++) {
			try (ChildJvm recorded = ChildJvm.start(BirthProbe.class, "true");
					ChildJvm bare = ChildJvm.start(BirthProbe.class, "false")) {
				for (int round = -WARM_UP; round < ROUNDS; round++) {
					double with = Double.parseDouble(recorded.answer());
					double without = Double.parseDouble(bare.answer());
					if (round >= 0) {
						paired.add(with, without);
					}
				}
			}
		}
		return paired;
	}

	/** In the child: a round for each line that is read. */
	public static void main(String[] args) throws IOException, InterruptedException {
		BufferedReader turns = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
		try (BirthRecorder recorder = new BirthRecorder(LifecycleSettings.DEFAULTS, System::nanoTime)) {
			boolean recorded = Boolean.parseBoolean(args[0]);
			if (recorded) {
				recorder.start();
				// its own thread is among those that are told
				await(() -> recorder.totals().started() > 0, recorder);
			}
			while (turns.readLine() != null) {
				System.out.println(round(recorder, recorded) / 1e3 / STARTS);
			}
		}
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
