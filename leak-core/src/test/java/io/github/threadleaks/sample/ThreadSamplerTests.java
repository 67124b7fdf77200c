// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.sample;

import java.lang.management.ManagementFactory;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.github.threadleaks.fixture.Blocking;
import io.github.threadleaks.fixture.Deadlock;
import io.github.threadleaks.fixture.LeakedThreads;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class ThreadSamplerTests {

	private static final String MANY_CHANGED = "Many threads have changed at once:"
			+ " their stacks are captured over the next samples, and judged then.";

	private final Samples samples = Samples.unhurried();

	@Test
	void aThreadIsToldWithNameStateStackEntryAndLock() {
		try (LeakedThreads threads = LeakedThreads.start(1, "told-%d", Blocking.QUEUE_TAKE)) {
			SampledThread told = Samples.find(this.samples.settle(), threads.threads().get(0));
			assertThat(told.name()).isEqualTo("told-0");
			assertThat(told.kind()).isEqualTo(ThreadKind.PLATFORM);
			assertThat(told.daemon()).isTrue();
			assertThat(told.state()).isEqualTo(Thread.State.WAITING);
			assertThat(told.stack().frames()).extracting(Frame::site)
				.containsSubsequence("java.util.concurrent.LinkedBlockingQueue.take",
						"io.github.threadleaks.fixture.LeakedThreads$Traveller.run", "java.lang.Thread.run");
			assertThat(told.entry().site()).isEqualTo("io.github.threadleaks.fixture.LeakedThreads$Traveller.run");
			assertThat(told.lock().type())
				.isEqualTo("java.util.concurrent.locks.AbstractQueuedSynchronizer$ConditionObject");
			assertThat(told.lock().identity()).isNotZero();
			assertThat(told.settled()).isTrue();
			assertThat(told.firstSeen()).isEqualTo(Samples.BEGIN.plusSeconds(5));
		}
	}

	@Test
	void countsAreThoseOfTheJvm() {
		try (LeakedThreads threads = LeakedThreads.start(3, "counted-%d", Blocking.LATCH)) {
			ThreadSample sample = this.samples.next();
			assertThat(sample.live()).isEqualTo(sample.threads().size())
				.isBetween(ManagementFactory.getThreadMXBean().getThreadCount() - 4,
						ManagementFactory.getThreadMXBean().getThreadCount() + 4);
			assertThat(Samples.find(sample, threads.idSet())).hasSize(3);
			// Flight Recorder's own thread is counted and never listed on JDK 17
			long daemon = sample.threads().stream().filter(SampledThread::daemon).count();
			assertThat((long) sample.daemon()).isBetween(daemon, daemon + 4);
			assertThat(sample.peak()).isGreaterThanOrEqualTo(sample.live());
			assertThat(sample.started()).isGreaterThanOrEqualTo(sample.live());
			assertThat(sample.countsOnly()).isFalse();
			assertThat(sample.degraded()).isEmpty();
		}
	}

	@Test
	void aRenameIsSeenAtOnce() {
		try (LeakedThreads threads = LeakedThreads.start(1, "before-%d", Blocking.LATCH)) {
			Thread renamed = threads.threads().get(0);
			for (int tick = 0; tick < 2 * Slot.ROTATION; tick++) {
				String name = "after-" + tick;
				renamed.setName(name);
				assertThat(Samples.find(this.samples.next(), renamed).name()).isEqualTo(name);
			}
		}
	}

	@Test
	void aDeadThreadIsGoneInTheNextSample() {
		try (LeakedThreads threads = LeakedThreads.start(2, "mortal-%d", Blocking.LATCH)) {
			this.samples.settle();
			long dead = threads.ids()[0];
			threads.end(0);
			assertThat(Samples.find(this.samples.next(), dead)).isEmpty();
		}
	}

	@Test
	void aSlotIsUsedAgainWithoutMixingItsThreads() {
		Set<Integer> slotsOfTheDead = new HashSet<>();
		try (LeakedThreads dying = LeakedThreads.start(20, "dying-%d", Blocking.LATCH)) {
			Samples.find(this.samples.settle(), dying.idSet()).forEach((thread) -> slotsOfTheDead.add(thread.slot()));
		}
		this.samples.next();
		try (LeakedThreads heirs = LeakedThreads.start(20, "heir-%d", Blocking.OBJECT_WAIT)) {
			List<SampledThread> born = Samples.find(this.samples.next(), heirs.idSet());
			assertThat(born).extracting(SampledThread::slot)
				.doesNotHaveDuplicates()
				.containsAnyElementsOf(slotsOfTheDead);
			assertThat(born).allMatch((thread) -> thread.firstSeen().equals(this.samples.now()))
				.allMatch((thread) -> thread.name().startsWith("heir-"))
				.allMatch((thread) -> thread.stack()
					.frames()
					.stream()
					.noneMatch((frame) -> frame.site().equals(Blocking.LATCH.marker())));
		}
	}

	@Test
	void theSamplersOwnThreadIsNotCaptured() {
		for (int tick = 0; tick < 2 * Slot.ROTATION; tick++) {
			ThreadSample sample = this.samples.next();
			assertThat(Samples.find(sample, Thread.currentThread()).stack().isUnknown()).isTrue();
		}
	}

	@Test
	void sameStacksAreOneObject() {
		try (LeakedThreads threads = LeakedThreads.start(10, "alike-%d", Blocking.SEMAPHORE)) {
			List<SampledThread> alike = Samples.find(this.samples.settle(), threads.idSet());
			assertThat(alike).hasSize(10)
				.allSatisfy((thread) -> assertThat(thread.stack()).isSameAs(alike.get(0).stack()))
				.allSatisfy((thread) -> assertThat(thread.entry()).isSameAs(alike.get(0).entry()));
		}
	}

	@Test
	void anUnchangedThreadIsTheSameObjectInTheNextSample() {
		try (LeakedThreads threads = LeakedThreads.start(1, "calm-%d", Blocking.LATCH)) {
			Thread calm = threads.threads().get(0);
			SampledThread first = Samples.find(this.samples.settle(), calm);
			assertThat(Samples.find(this.samples.settle(), calm)).isSameAs(first);
		}
	}

	@Test
	void afterAMassStartCapturesSpreadOverTicksAndFinish() {
		this.samples.settle();
		try (LeakedThreads threads = LeakedThreads.start(2_000, "mass-%d", Blocking.LATCH)) {
			long before = 0;
			for (int tick = 0; before < 2_000; tick++) {
				assertThat(tick).as("ticks needed").isLessThan(12);
				ThreadSample sample = this.samples.next();
				long captured = captured(sample, threads);
				assertThat(captured - before).isBetween(1L, 600L);
				assertThat(captured == 2_000 || !sample.complete()).isTrue();
				assertThat(sample.degraded()).isEqualTo(sample.complete() ? List.of() : List.of(MANY_CHANGED));
				assertThat(Samples.find(sample, threads.idSet())).hasSize(2_000);
				before = captured;
			}
		}
	}

	@Test
	void anOverdrawnBudgetCapturesOneBatchATick() {
		Samples poor = Samples.withoutBudget();
		try (LeakedThreads threads = LeakedThreads.start(300, "mass-%d", Blocking.LATCH)) {
			long before = 0;
			for (int tick = 0; before < 300; tick++) {
				assertThat(tick).as("ticks needed").isLessThan(200);
				ThreadSample sample = poor.next();
				assertThat(Samples.find(sample, threads.idSet())).hasSize(300)
					.allMatch((thread) -> thread.state() == Thread.State.WAITING);
				long captured = captured(sample, threads);
				assertThat(captured - before).isBetween(0L, 64L);
				assertThat(sample.complete() || sample.degraded().equals(List.of(MANY_CHANGED))).isTrue();
				before = captured;
			}
		}
	}

	private static long captured(ThreadSample sample, LeakedThreads threads) {
		return Samples.find(sample, threads.idSet()).stream().filter((thread) -> !thread.stack().isUnknown()).count();
	}

	@Test
	void tooManyThreadsAreOnlyCounted() {
		Samples bounded = Samples.ofAtMost(100);
		assertThat(bounded.next().countsOnly()).isFalse();
		try (LeakedThreads threads = LeakedThreads.start(120, "many-%d", Blocking.LATCH)) {
			ThreadSample sample = bounded.next();
			assertThat(sample.threads()).isEmpty();
			assertThat(sample.countsOnly()).isTrue();
			assertThat(sample.live()).isGreaterThan(threads.threads().size());
			assertThat(sample.degraded()).containsExactly(sample.live()
					+ " threads are more than threadleaks.sampling.max-threads=100: only counts are read.");
		}
		ThreadSample after = bounded.next();
		assertThat(after.countsOnly()).isFalse();
		assertThat(after.degraded()).isEmpty();
	}

	@Test
	void aFreshLookReadsWhatHasChangedSince() {
		try (LeakedThreads threads = LeakedThreads.start(2, "moved-%d", Blocking.QUEUE_TAKE)) {
			this.samples.settle();
			long[] ids = threads.ids();
			threads.move(0, Blocking.QUEUE_TAKE_ELSEWHERE);
			threads.awaitArrivals();
			threads.end(1);
			List<SampledThread> now = this.samples.sampler().refresh(ids, this.samples.now());
			assertThat(now).hasSize(1);
			assertThat(now.get(0).id()).isEqualTo(ids[0]);
			assertThat(now.get(0).stack().frames()).extracting(Frame::site)
				.contains(Blocking.QUEUE_TAKE_ELSEWHERE.marker());
		}
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void aSnapshotHasAllThreadsWithTheirAges(boolean sparing) {
		try (LeakedThreads threads = LeakedThreads.start(300, "kept-%d", Blocking.LATCH)) {
			this.samples.next();
			List<SampledThread> all = this.samples.sampler().captureAll(this.samples.now().plusSeconds(60), sparing);
			assertThat(all).extracting(SampledThread::id).contains(threads.idSet().toArray(Long[]::new)).isSorted();
			assertThat(all).filteredOn((thread) -> threads.idSet().contains(thread.id()))
				.allMatch((thread) -> thread.firstSeen().equals(this.samples.now()));
		}
	}

	@Test
	void aDeadlockIsToldAsLongAsItLasts() {
		assertThat(this.samples.settle().deadlocked()).isEmpty();
		try (Deadlock deadlock = new Deadlock()) {
			this.samples.settle();
			assertThat(this.samples.settle().deadlocked()).containsExactlyInAnyOrderElementsOf(deadlock.ids());
		}
		assertThat(this.samples.settle().deadlocked()).isEmpty();
	}

}
