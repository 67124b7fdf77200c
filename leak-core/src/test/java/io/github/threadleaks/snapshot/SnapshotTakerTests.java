// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.snapshot;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.github.threadleaks.fixture.Blocking;
import io.github.threadleaks.fixture.Deadlock;
import io.github.threadleaks.fixture.LeakedThreads;
import io.github.threadleaks.lifecycle.Births;
import io.github.threadleaks.lifecycle.Origin;
import io.github.threadleaks.redact.Redactor;
import io.github.threadleaks.sample.SamplingBudget;
import io.github.threadleaks.sample.ThreadKind;
import io.github.threadleaks.sample.ThreadSampler;
import io.github.threadleaks.sample.VirtualLook;
import io.github.threadleaks.settings.SamplingSettings;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SnapshotTakerTests {

	private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

	private final ThreadSampler sampler = new ThreadSampler(SamplingSettings.DEFAULTS,
			new SamplingBudget(SamplingSettings.DEFAULTS));

	private Instant now = BEGIN;

	private final SnapshotTaker taker = new SnapshotTaker(this.sampler, Redactor.standard(List.of()), () -> this.now,
			Births.UNRECORDED);

	private ThreadSnapshot take(String... parameters) {
		Map<String, String> all = new HashMap<>(Map.of("name", "^taken"));
		for (int i = 0; i < parameters.length; i += 2) {
			all.put(parameters[i], parameters[i + 1]);
		}
		return (ThreadSnapshot) this.taker.take(SnapshotQuery.parse(all));
	}

	private static List<String> strings(List<SnapshotFrame> frames) {
		return frames.stream().map(SnapshotFrame::toString).toList();
	}

	@Test
	void alikeThreadsAreOneGroupTheLargestFirst() {
		try (LeakedThreads threads = LeakedThreads.start(2, "taken-b-%d", Blocking.LATCH)
			.startMore(5, "taken-a-%d", Blocking.QUEUE_TAKE)) {
			ThreadSnapshot snapshot = take();
			assertThat(snapshot.takenAt()).isEqualTo(BEGIN);
			assertThat(snapshot.detail()).isEqualTo(SnapshotDetail.GROUPED);
			assertThat(snapshot.threads()).isEqualTo(threads.ids().length);
			assertThat(snapshot.daemon()).isEqualTo(7);
			assertThat(snapshot.states()).containsExactly(Map.entry(Thread.State.WAITING, 7));
			assertThat(snapshot.all()).isEmpty();
			assertThat(snapshot.groups()).extracting(ThreadSnapshot.Group::threads).containsExactly(5, 2);
			ThreadSnapshot.Group largest = snapshot.groups().get(0);
			assertThat(largest.threadName()).hasToString("taken-a-#");
			assertThat(largest.kind()).isEqualTo(ThreadKind.PLATFORM);
			assertThat(largest.states()).containsExactly(Map.entry(Thread.State.WAITING, 5));
			assertThat(strings(largest.frames())).anyMatch((frame) -> frame
				.matches("java\\.util\\.concurrent\\.LinkedBlockingQueue\\.take\\(LinkedBlockingQueue\\.java:\\d+\\)"));
			assertThat(largest.waitsOn().orElseThrow())
				.hasToString("java.util.concurrent.locks.AbstractQueuedSynchronizer$ConditionObject");
		}
	}

	@Test
	void fullTellsEveryThread() {
		try (LeakedThreads threads = LeakedThreads.start(3, "taken-%d", Blocking.LATCH)) {
			this.sampler.sample(BEGIN.minusSeconds(60));
			ThreadSnapshot snapshot = take("detail", "full");
			assertThat(snapshot.groups()).isEmpty();
			assertThat(snapshot.all()).extracting(ThreadSnapshot.Member::id)
				.containsExactlyElementsOf(threads.idSet().stream().sorted().toList());
			assertThat(snapshot.all()).allSatisfy((member) -> {
				assertThat(member.name().toString()).matches("taken-[0-2]");
				assertThat(member.state()).isEqualTo(Thread.State.WAITING);
				assertThat(member.age()).isEqualTo(Duration.ofMinutes(1));
				assertThat(member.daemon()).isTrue();
				assertThat(strings(member.frames())).anyMatch((frame) -> frame.contains("CountDownLatch.await"));
				assertThat(member.waitsOn().orElseThrow().toString())
					.matches("java\\.util\\.concurrent\\.CountDownLatch\\$Sync@[0-9a-f]+");
				assertThat(member.lockOwner()).isEmpty();
				assertThat(member.labels()).isEmpty();
			});
		}
	}

	@Test
	void fullTellsWhoHoldsTheLock() {
		try (Deadlock deadlock = new Deadlock()) {
			ThreadSnapshot snapshot = (ThreadSnapshot) this.taker
				.take(SnapshotQuery.parse(Map.of("detail", "full", "name", "^deadlocked-1$")));
			assertThat(snapshot.all()).singleElement().satisfies((member) -> {
				assertThat(member.id()).isEqualTo(deadlock.ids().get(0));
				assertThat(member.lockOwner().orElseThrow()).hasToString("deadlocked-2");
			});
		}
	}

	@Test
	void summaryTellsCountsOnly() {
		try (LeakedThreads threads = LeakedThreads.start(3, "taken-%d", Blocking.SLEEP)) {
			ThreadSnapshot snapshot = take("detail", "summary");
			assertThat(snapshot.threads()).isEqualTo(threads.ids().length);
			assertThat(snapshot.states()).containsExactly(Map.entry(Thread.State.TIMED_WAITING, 3));
			assertThat(snapshot.groups()).isEmpty();
			assertThat(snapshot.all()).isEmpty();
		}
	}

	@Test
	void filtersNarrowItDown() {
		try (LeakedThreads threads = LeakedThreads.start(3, "taken-%d", Blocking.LATCH)
			.startMore(2, "taken-%d", Blocking.SLEEP)) {
			assertThat(take().threads()).isEqualTo(threads.ids().length);
			assertThat(take("state", "TIMED_WAITING").threads()).isEqualTo(2);
			assertThat(take("state", "WAITING,TIMED_WAITING").threads()).isEqualTo(5);
			assertThat(take("state", "BLOCKED").threads()).isZero();
			assertThat(take("frame", "CountDownLatch").threads()).isEqualTo(3);
			assertThat(take("name", "^taken-[01]$").threads()).isEqualTo(2);
			assertThat(take("frame", "CountDownLatch", "name", "^taken-4$").threads()).isZero();
		}
	}

	@Test
	void youngThreadsCanBeLeftOut() {
		try (LeakedThreads threads = LeakedThreads.start(2, "taken-%d", Blocking.LATCH)) {
			this.sampler.sample(BEGIN.minusSeconds(60));
			threads.startMore(3, "taken-%d", Blocking.LATCH);
			assertThat(take("minAge", "30s").threads()).isEqualTo(2);
			assertThat(take("minAge", "61s").threads()).isZero();
			assertThat(take("minAge", "0s").threads()).isEqualTo(5);
		}
	}

	@Test
	void topLimitsWhatIsToldAndNotWhatIsCounted() {
		try (LeakedThreads threads = LeakedThreads.start(2, "taken-b-%d", Blocking.LATCH)
			.startMore(3, "taken-a-%d", Blocking.LATCH)) {
			assertThat(take("top", "1").groups()).extracting(ThreadSnapshot.Group::threads).containsExactly(3);
			assertThat(take("top", "1").threads()).isEqualTo(threads.ids().length);
			assertThat(take("top", "4", "detail", "full").all()).hasSize(4);
		}
	}

	@Test
	void patternsSeeRedactedTextOnly() {
		try (LeakedThreads threads = LeakedThreads.start(1, "taken password=hunter2 of %d", Blocking.LATCH)) {
			assertThat(take("name", "hunter").threads()).isZero();
			assertThat(take("name", "password=h").threads()).isZero();
			assertThat(take("name", "password=\\[secret\\]").threads()).isEqualTo(threads.ids().length);
			assertThat(take("detail", "full").toString()).doesNotContain("hunter");
			assertThat(take().groups().get(0).threadName()).hasToString("taken password=[secret] of #");
		}
	}

	@Test
	void whoAsksWithinASecondSharesWhatWasCaptured() {
		try (LeakedThreads threads = LeakedThreads.start(2, "taken-%d", Blocking.LATCH)) {
			assertThat(take().threads()).isEqualTo(2);
			threads.startMore(3, "taken-%d", Blocking.LATCH);
			this.now = BEGIN.plusMillis(1_000);
			assertThat(take("detail", "full").threads()).isEqualTo(2);
			assertThat(take().takenAt()).isEqualTo(BEGIN);
			this.now = BEGIN.plusMillis(1_001);
			assertThat(take().threads()).isEqualTo(5);
			assertThat(take().takenAt()).isEqualTo(this.now);
		}
	}

	@Test
	void whoAsksForTheSameWithinASecondSharesTheAnswer() {
		ThreadSnapshot first = take("name", "a+", "detail", "full");
		assertThat(take("name", "a+", "detail", "full")).isSameAs(first);
		assertThat(take("name", "a", "detail", "full")).isNotSameAs(first);
		assertThat(take("name", "a+")).isNotSameAs(first);
		ThreadSnapshot last = take("name", "a+", "detail", "full");
		this.now = BEGIN.plusMillis(1_001);
		assertThat(take("name", "a+", "detail", "full")).isNotSameAs(last);
	}

	@Test
	void whoWaitsForALongCaptureSharesIt() {
		SnapshotTaker slow = new SnapshotTaker(this.sampler, (at) -> {
			this.now = at.plusSeconds(5);
			return VirtualLook.NONE;
		}, Redactor.standard(List.of()), () -> this.now, Births.UNRECORDED, new SnapshotHistory(0, Births.UNRECORDED));
		SnapshotQuery query = SnapshotQuery.parse(Map.of("detail", "summary"));
		assertThat(slow.take(query).takenAt()).isEqualTo(BEGIN);
		assertThat(slow.take(query).takenAt()).isEqualTo(BEGIN);
		this.now = BEGIN.plusMillis(6_000);
		slow.forget();
		assertThat(slow.take(query).takenAt()).isEqualTo(BEGIN);
		this.now = BEGIN.plusMillis(6_001);
		assertThat(slow.take(query).takenAt()).isEqualTo(this.now.minusSeconds(5));
	}

	@Test
	void whoIsFirstSeenByASampleMeanwhileIsNotLeftOut() {
		SnapshotTaker taker = new SnapshotTaker(this.sampler, (at) -> {
			this.sampler.sample(at.plusMillis(1));
			return VirtualLook.NONE;
		}, Redactor.standard(List.of()), () -> this.now, Births.UNRECORDED, new SnapshotHistory(0, Births.UNRECORDED));
		try (LeakedThreads threads = LeakedThreads.start(3, "taken-%d", Blocking.LATCH)) {
			ThreadSnapshot snapshot = (ThreadSnapshot) taker.take(SnapshotQuery.parse(Map.of("name", "^taken")));
			assertThat(snapshot.threads()).isEqualTo(threads.ids().length);
			assertThat(snapshot.groups().get(0).oldest()).isEqualTo(Duration.ZERO);
		}
	}

	@Test
	void whoWaitsForALongAnswerSharesItsCapture() {
		Births slow = (threadId) -> {
			this.now = this.now.plusSeconds(5);
			return Origin.EARLIER;
		};
		SnapshotTaker taker = new SnapshotTaker(this.sampler, Redactor.standard(List.of()), () -> this.now, slow);
		try (LeakedThreads threads = LeakedThreads.start(1, "taken-%d", Blocking.LATCH)) {
			assertThat(taker.take(SnapshotQuery.parse(Map.of("name", "^taken"))).takenAt()).isEqualTo(BEGIN);
			assertThat(this.now).isAfter(BEGIN.plusSeconds(threads.ids().length));
			this.now = this.now.plusSeconds(1);
			SnapshotQuery other = SnapshotQuery.parse(Map.of("detail", "summary"));
			assertThat(taker.take(other).takenAt()).isEqualTo(BEGIN);
			this.now = this.now.plusMillis(1);
			assertThat(taker.take(other).takenAt()).isEqualTo(this.now);
		}
	}

	@Test
	void aClockThatStepsBackDoesNotKeepAnOldSnapshotAlive() {
		try (LeakedThreads threads = LeakedThreads.start(2, "taken-%d", Blocking.LATCH)) {
			take();
			threads.startMore(1, "taken-%d", Blocking.LATCH);
			this.now = BEGIN.minusSeconds(3_600);
			assertThat(take().threads()).isEqualTo(3);
		}
	}

	@Test
	void whatIsTooOldToShareIsLetGo() {
		try (LeakedThreads threads = LeakedThreads.start(2, "taken-%d", Blocking.LATCH)) {
			take();
			this.taker.forget();
			threads.startMore(1, "taken-%d", Blocking.LATCH);
			assertThat(take().threads()).isEqualTo(2);
			this.now = BEGIN.plusSeconds(2);
			this.taker.forget();
			this.now = BEGIN;
			assertThat(take().threads()).isEqualTo(3);
		}
	}

	@Test
	void whatIsOlderThanTheRecordingIsSaidToBe() {
		Births earlier = (threadId) -> Origin.EARLIER;
		SnapshotTaker informed = new SnapshotTaker(this.sampler, Redactor.standard(List.of()), () -> this.now, earlier);
		try (LeakedThreads threads = LeakedThreads.start(2, "taken-%d", Blocking.LATCH)) {
			SnapshotQuery query = SnapshotQuery.parse(Map.of("name", "^taken"));
			assertThat(((ThreadSnapshot) informed.take(query)).groups()).singleElement().satisfies((group) -> {
				assertThat(group.threads()).isEqualTo(threads.ids().length);
				assertThat(group.createdAt()).singleElement().hasToString("(older than the recording of births)");
			});
			assertThat(((ThreadSnapshot) this.taker.take(query)).groups().get(0).createdAt()).isEmpty();
		}
	}

	@Test
	void agesAreKnownFromTheSamplesSoFar() {
		try (LeakedThreads threads = LeakedThreads.start(1, "taken-%d", Blocking.LATCH)) {
			List<Duration> ages = new ArrayList<>();
			ages.add(take().groups().get(0).oldest());
			this.sampler.sample(this.now);
			this.now = this.now.plusSeconds(5L * threads.ids().length);
			ages.add(take().groups().get(0).oldest());
			assertThat(ages).containsExactly(Duration.ZERO, Duration.ofSeconds(5));
		}
	}

}
