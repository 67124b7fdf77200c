// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.sample;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

import io.github.threadleaks.fixture.Blocking;
import io.github.threadleaks.fixture.LeakedThreads;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class SamplerFallbackTests {

	@Test
	void withoutACpuClockThreadsChangesAndDeathsAreFound() {
		Samples samples = Samples.withClock(Optional.empty());
		try (LeakedThreads threads = LeakedThreads.start(3, "clockless-%d", Blocking.QUEUE_TAKE)) {
			List<SampledThread> parked = Samples.find(samples.settle(), threads.idSet());
			assertThat(parked).hasSize(3).allMatch(SampledThread::settled).allMatch((thread) -> thread.lock().known());
			Thread moved = threads.threads().get(0);
			threads.move(0, Blocking.QUEUE_TAKE_ELSEWHERE);
			threads.awaitArrivals();
			assertThat(Samples.find(samples.next(), moved).stack().frames()).extracting(Frame::site)
				.contains(Blocking.QUEUE_TAKE_ELSEWHERE.marker());
			threads.end(0);
			assertThat(Samples.find(samples.next(), moved.getId())).isEmpty();
		}
	}

	@Test
	void withoutACpuClockAWakeUpEndsTheRest() {
		Samples samples = Samples.withClock(Optional.empty());
		try (LeakedThreads threads = LeakedThreads.start(1, "clockless-%d", Blocking.QUEUE_TAKE)) {
			Thread thread = threads.threads().get(0);
			SampledThread rested = Samples.find(samples.settle(), thread);
			assertThat(rested.idleSince()).isBefore(samples.now());
			threads.move(0, Blocking.QUEUE_TAKE);
			threads.awaitArrivals();
			assertThat(Samples.find(samples.next(), thread).idleSince()).isEqualTo(samples.now());
		}
	}

	@Test
	void aJvmWithoutCpuClockSaysSo() {
		assertThat(Samples.withClock(Optional.empty()).next().degraded())
			.containsExactly("This JVM does not tell threads' CPU time finely enough:"
					+ " idle threads in native code count as running.");
	}

	@Test
	void cpuTimesOfOneThreadAtATimeWillDo() {
		ThreadMXBean management = ManagementFactory.getThreadMXBean();
		Samples samples = Samples
			.withClock(Optional.of((ids) -> Arrays.stream(ids).map(management::getThreadCpuTime).toArray()));
		try (LeakedThreads threads = LeakedThreads.start(1, "single-%d", Blocking.LATCH)) {
			Thread thread = threads.threads().get(0);
			assertThat(Samples.find(samples.settle(), thread).settled()).isTrue();
			threads.move(0, Blocking.SPIN);
			threads.awaitArrivals();
			assertThat(Samples.find(samples.next(), thread).settled()).isFalse();
			assertThat(samples.next().degraded()).isEmpty();
		}
	}

	@Test
	void theClockOfThisJvmSeesShortRuns() {
		CpuClock clock = CpuClock.find().orElseThrow();
		long[] times = clock.read(new long[] { Thread.currentThread().getId(), Long.MAX_VALUE });
		assertThat(times[0]).isPositive();
		assertThat(times[1]).isEqualTo(-1);
	}

	@Test
	void aClockMayMissOneShortRunAndNoMore() {
		assertThat(clockThatMisses().seesShortRuns()).isTrue();
		assertThat(clockThatMisses(1).seesShortRuns()).isTrue();
		assertThat(clockThatMisses(CpuClock.PROBES - 1).seesShortRuns()).isTrue();
		assertThat(clockThatMisses(0, 2).seesShortRuns()).isFalse();
		CpuClock ended = (ids) -> new long[] { -1 };
		assertThat(ended.seesShortRuns()).isFalse();
	}

	/** A clock that counts a nanosecond for each run but these. */
	private static CpuClock clockThatMisses(Integer... runs) {
		AtomicInteger reads = new AtomicInteger();
		AtomicLong counted = new AtomicLong(1);
		return (ids) -> {
			int read = reads.getAndIncrement();
			// each run is behind the first of two reads
			boolean seen = read % 2 == 1 && !List.of(runs).contains(read / 2);
			return new long[] { seen ? counted.incrementAndGet() : counted.get() };
		};
	}

	@Test
	void threadsThatLieAboutTheirIdAreCountedByThePlainReader() throws InterruptedException {
		CountDownLatch go = new CountDownLatch(1);
		List<Thread> liars = Stream.<Thread>generate(() -> new Liar(go)).limit(8).toList();
		try {
			liars.forEach(Thread::start);
			Samples samples = Samples.unhurried();
			assertThat(samples.next().degraded()).isEmpty();
			assertThat(samples.next().degraded()).isEmpty();
			assertThat(samples.next().degraded()).singleElement()
				.asString()
				.matches("Not all threads can be enumerated \\(\\d+ of \\d+\\):"
						+ " each is asked of the management bean, at a higher cost\\.");
			ThreadSample after = samples.settle();
			assertThat(after.degraded()).hasSize(1);
			assertThat(after.live()).isCloseTo(ManagementFactory.getThreadMXBean().getThreadCount(), within(4));
			// before, the management bean believes them as well
			if (Runtime.version().feature() >= 21) {
				assertThat(after.threads()).filteredOn((thread) -> thread.name().equals("liar"))
					.hasSize(8)
					.allMatch(SampledThread::settled);
			}
		}
		finally {
			go.countDown();
			for (Thread liar : liars) {
				liar.join();
			}
		}
	}

	/**
	 * Overrides what should be final.
	 */
	private static final class Liar extends Thread {

		private final CountDownLatch go;

		Liar(CountDownLatch go) {
			super("liar");
			this.go = go;
		}

		@Override
		public long getId() {
			return 1_000_000_007;
		}

		@Override
		public void run() {
			try {
				this.go.await();
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		}

	}

}
