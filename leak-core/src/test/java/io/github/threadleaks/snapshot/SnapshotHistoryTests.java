// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.snapshot;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

import io.github.threadleaks.lifecycle.Births;
import io.github.threadleaks.sample.Frame;
import io.github.threadleaks.sample.OldCollections;
import io.github.threadleaks.sample.SampledThread;
import io.github.threadleaks.sample.ThreadKind;
import io.github.threadleaks.sample.ThreadSample;
import io.github.threadleaks.sample.ThreadStack;
import io.github.threadleaks.sample.WaitLock;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which samples are kept, and for how long.
 */
class SnapshotHistoryTests {

	private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

	private final SnapshotHistory history = new SnapshotHistory(20, Births.UNRECORDED);

	private Instant now = BEGIN;

	static SampledThread thread(long id, String name, Thread.State state, String method, Instant firstSeen) {
		Frame frame = Frame.recorded("com.acme.Orders", method, 7, false);
		return new SampledThread(id, (int) id, name, ThreadKind.PLATFORM, true, state, new ThreadStack(List.of(frame)),
				frame, WaitLock.NONE, firstSeen, firstSeen, Instant.MAX, true);
	}

	private static ThreadSample sample(Instant at, List<SampledThread> threads, boolean complete) {
		return new ThreadSample(at, threads, threads.size(), 0, threads.size(), threads.size(), Set.of(),
				OldCollections.NONE, complete, List.of());
	}

	private static List<SampledThread> threads(int count) {
		return IntStream.range(0, count)
			.mapToObj((id) -> thread(id + 1, "worker-" + id, Thread.State.WAITING, "take", BEGIN))
			.toList();
	}

	/** Offers a sample every 5 s. */
	private void run(Duration duration, IntUnaryOperator size) {
		for (int tick = 0; tick < duration.toSeconds() / 5; tick++) {
			this.now = this.now.plusSeconds(5);
			this.history.offer(sample(this.now, threads(size.applyAsInt(tick)), true));
		}
	}

	private List<Instant> kept() {
		return this.history.states().stream().map(SnapshotHistory.States::at).toList();
	}

	private List<Long> gaps() {
		List<Instant> kept = kept();
		return IntStream.range(1, kept.size())
			.mapToObj((i) -> Duration.between(kept.get(i - 1), kept.get(i)).toSeconds())
			.toList();
	}

	@Test
	void whatStaysAsItIsIsKeptEveryFiveMinutes() {
		run(Duration.ofMinutes(60), (tick) -> 30 + tick % 2);
		assertThat(gaps()).hasSize(11).containsOnly(300L);
	}

	@Test
	void whatGrowsIsKeptEveryTenSeconds() {
		run(Duration.ofMinutes(3), (tick) -> 30 + 2 * tick);
		assertThat(gaps()).hasSize(17).containsOnly(10L);
	}

	@Test
	void ofManyThreadsAFewMoreAreNoGrowth() {
		run(Duration.ofMinutes(4), (tick) -> 1_000 + tick % 20);
		assertThat(kept()).hasSize(1);
	}

	@Test
	void theLastMinutesAreDenseAndTheFirstHourIsStillThere() {
		run(Duration.ofHours(6), (tick) -> 30 + 30 * (tick / 2 % 2));
		List<Instant> kept = kept();
		assertThat(kept).hasSize(20).isSorted();
		assertThat(kept.get(0)).isEqualTo(BEGIN.plusSeconds(5));
		List<Long> gaps = gaps();
		assertThat(gaps.get(gaps.size() - 1)).isLessThanOrEqualTo(120);
		assertThat(gaps.get(0)).isGreaterThan(gaps.get(gaps.size() - 1));
		// whatever is asked for, the nearest is not far off for its age
		for (Duration age : List.of(Duration.ofMinutes(5), Duration.ofMinutes(30), Duration.ofHours(2))) {
			Instant nearest = this.history.nearest(this.now.minus(age)).orElseThrow().at();
			assertThat(Duration.between(nearest, this.now.minus(age)).abs()).as("nearest to " + age)
				.isLessThan(age.dividedBy(2));
		}
	}

	@Test
	void afterADayASnapshotGoes() {
		run(Duration.ofMinutes(5), (tick) -> 30);
		this.now = this.now.plus(Duration.ofHours(25));
		run(Duration.ofSeconds(5), (tick) -> 30);
		assertThat(kept()).containsExactly(this.now);
	}

	@Test
	void whatLiesInTheFutureOfAClockThatStepsBackGoes() {
		run(Duration.ofMinutes(11), (tick) -> 30);
		this.now = BEGIN;
		run(Duration.ofSeconds(5), (tick) -> 30);
		assertThat(kept()).containsExactly(BEGIN.plusSeconds(5));
	}

	@Test
	void anIncompleteSampleOrOneOfCountsIsNotKept() {
		this.history.offer(sample(BEGIN, threads(30), false));
		this.history.offer(new ThreadSample(BEGIN, List.of(), 60_000, 0, 60_000, 60_000, Set.of(), OldCollections.NONE,
				true, List.of()));
		assertThat(kept()).isEmpty();
		assertThat(this.history.nearest(BEGIN)).isEmpty();
	}

	@Test
	void noneIsKeptWhereNoneIsToBe() {
		SnapshotHistory none = new SnapshotHistory(0, Births.UNRECORDED);
		none.offer(sample(BEGIN, threads(30), true));
		assertThat(none.states()).isEmpty();
	}

	@Test
	void stacksThatChangeAllTheTimeAreBounded() {
		for (int round = 0; round < 20; round++) {
			Instant at = BEGIN.plusSeconds(300L * round);
			List<SampledThread> threads = new ArrayList<>();
			for (int id = 0; id < 600; id++) {
				threads.add(thread(id + 1, "worker-" + id, Thread.State.RUNNABLE, "run" + round + "of" + id, BEGIN));
			}
			this.history.offer(sample(at, threads, true));
		}
		assertThat(kept()).hasSize(SnapshotHistory.MAX_GROUPS / 600);
		assertThat(kept().get(kept().size() - 1)).isEqualTo(BEGIN.plusSeconds(300L * 19));
	}

	@Test
	void statesAreCountedAsTheyWere() {
		List<SampledThread> threads = new ArrayList<>(threads(3));
		threads.add(thread(9, "runner", Thread.State.RUNNABLE, "run", BEGIN));
		this.history.offer(sample(BEGIN, threads, true));
		assertThat(this.history.states()).singleElement()
			.satisfies((states) -> assertThat(states.threads()).hasSize(2)
				.containsEntry(Thread.State.WAITING, 3)
				.containsEntry(Thread.State.RUNNABLE, 1));
	}

}
