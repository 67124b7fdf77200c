// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.sample;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;

import io.github.threadleaks.fixture.Blocking;
import io.github.threadleaks.fixture.LeakedThreads;

/**
 * Threads that wander between all kinds of blocking, and a sampler whose every sample is
 * compared with full dumps.
 */
final class Wanderers implements AutoCloseable {

	static final int THREADS = 24;

	private static final int MOVES_A_ROUND = 12;

	private final Random random = new Random(20260101);

	private final LeakedThreads threads = LeakedThreads.start(THREADS, "wanderer-%d", Blocking.QUEUE_TAKE);

	private final StalenessCheck check;

	private final ThreadSampler sampler;

	private Instant now = Instant.parse("2026-01-01T00:00:00Z");

	private int transitions;

	Wanderers(StalenessCheck check, ThreadSampler sampler) {
		this.check = check;
		this.sampler = sampler;
	}

	/**
	 * Sends some threads elsewhere, half of them to where only their stack differs. A way
	 * that the CPU clock does not count (see {@link CpuClock}) is followed by another.
	 */
	void moveSome() {
		for (int i = 0; i < MOVES_A_ROUND; i++) {
			int index = this.random.nextInt(THREADS);
			long[] id = { this.threads.ids()[index] };
			long before = this.check.read(id)[0];
			do {
				this.threads.move(index, next(index));
				this.threads.awaitArrivals();
				this.transitions++;
			}
			while (this.check.read(id)[0] == before);
		}
	}

	void moveAndSample(int rounds) {
		for (int round = 0; round < rounds; round++) {
			moveSome();
			for (int i = this.random.nextInt(3); i >= 0; i--) {
				sample();
			}
		}
	}

	private Blocking next(int index) {
		if (index % 2 == 0 && this.random.nextInt(4) > 0) {
			return (this.threads.blocking(index) == Blocking.QUEUE_TAKE) ? Blocking.QUEUE_TAKE_ELSEWHERE
					: Blocking.QUEUE_TAKE;
		}
		Blocking[] all = Blocking.values();
		Blocking next = all[this.random.nextInt(all.length)];
		// one core is enough to burn
		return (next == Blocking.SPIN && index != 1) ? Blocking.SLEEP : next;
	}

	/** Sends those that run on to where they do not. */
	void calm() {
		for (int i = 0; i < THREADS; i++) {
			if (!this.threads.blocking(i).isStill()) {
				this.threads.move(i, Blocking.LATCH);
			}
		}
		this.threads.awaitArrivals();
	}

	/** Takes a sample and compares it, while no thread is told to move. */
	ThreadSample sample() {
		Map<Long, Boolean> still = new HashMap<>();
		long[] ids = this.threads.ids();
		for (int i = 0; i < ids.length; i++) {
			still.put(ids[i], this.threads.blocking(i).isStill());
		}
		Map<Long, StalenessCheck.Truth> before = this.check.dump();
		this.check.beginSample();
		this.now = this.now.plus(Duration.ofSeconds(5));
		ThreadSample sample = this.sampler.sample(this.now);
		Map<Long, StalenessCheck.Truth> after = this.check.dump();
		this.check.compare(before, sample, after, (id) -> still.getOrDefault(id, false));
		return sample;
	}

	LeakedThreads threads() {
		return this.threads;
	}

	int transitions() {
		return this.transitions;
	}

	@Override
	public void close() {
		this.threads.close();
	}

}
