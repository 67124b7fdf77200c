// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.sample;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

import io.github.threadleaks.fixture.Blocking;
import io.github.threadleaks.fixture.LeakedThreads;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Real threads that burn a core, and threads whose classes are hostile.
 */
class BurningThreadTests {

	/** Simulated time goes as slowly as a thread on a machine that is busy otherwise. */
	private static final Duration STEP = Duration.ofMillis(20);

	private final SlowSamples samples = new SlowSamples();

	@Test
	void aThreadThatSpinsBurnsACoreAndOneThatSleepsDoesNot() {
		try (LeakedThreads spinning = LeakedThreads.start(1, "spins-%d", Blocking.SPIN);
				LeakedThreads sleeping = LeakedThreads.start(1, "sleeps-%d", Blocking.SLEEP)) {
			spinning.awaitArrivals();
			sleeping.awaitArrivals();
			this.samples.next();
			Instant begin = this.samples.now;
			long id = spinning.ids()[0];
			for (int i = 0; i < 5; i++) {
				long before = cpu(id);
				await().until(() -> cpu(id) - before >= STEP.toNanos());
				this.samples.next();
			}
			assertThat(this.samples.find(id).burnsSince()).isBetween(begin, begin.plus(STEP));
			assertThat(this.samples.find(sleeping.ids()[0]).burnsSince()).isEqualTo(Instant.MAX);
			spinning.move(0, Blocking.LATCH);
			spinning.awaitArrivals();
			await().until(() -> {
				this.samples.next();
				return this.samples.find(id).burnsSince().equals(Instant.MAX);
			});
		}
	}

	private static long cpu(long id) {
		return ManagementFactory.getThreadMXBean().getThreadCpuTime(id);
	}

	@Test
	void aThreadWhoseClassThrowsIsLeftOutAndTheOthersAreRead() throws InterruptedException {
		AtomicBoolean hostile = new AtomicBoolean();
		CountDownLatch end = new CountDownLatch(1);
		Thread state = new Thread(() -> awaitEnd(end), "throws from getState") {
			@Override
			public State getState() {
				return answer(super.getState(), hostile);
			}
		};
		Thread id = new Thread(() -> awaitEnd(end), "throws from getId") {
			@Override
			@SuppressWarnings("deprecation") // the only one that JDK 17 has
			public long getId() {
				return answer(super.getId(), hostile);
			}
		};
		try (LeakedThreads others = LeakedThreads.start(3, "other-%d", Blocking.LATCH)) {
			others.awaitArrivals();
			state.setDaemon(true);
			id.setDaemon(true);
			state.start();
			id.start();
			hostile.set(true);
			for (int i = 0; i < 2 * Slot.ROTATION; i++) {
				ThreadSample sample = this.samples.next();
				assertThat(Samples.find(sample, others.idSet())).hasSize(3);
			}
		}
		finally {
			hostile.set(false);
			end.countDown();
			state.join();
			id.join();
		}
	}

	private static <T> T answer(T answer, AtomicBoolean hostile) {
		if (hostile.get()) {
			throw new IllegalStateException("hostile");
		}
		return answer;
	}

	private static void awaitEnd(CountDownLatch end) {
		try {
			end.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/** Samples, a step of simulated time apart. */
	private static final class SlowSamples {

		private final ThreadSampler sampler = new ThreadSampler(Samples.settings(1, 50_000),
				new SamplingBudget(Samples.settings(1, 50_000)), CpuClock.find());

		private Instant now = Samples.BEGIN;

		private Optional<ThreadSample> last = Optional.empty();

		ThreadSample next() {
			this.now = this.now.plus(STEP);
			ThreadSample sample = this.sampler.sample(this.now);
			this.last = Optional.of(sample);
			return sample;
		}

		SampledThread find(long id) {
			return Samples.find(this.last.orElseThrow(), id).orElseThrow();
		}

	}

}
