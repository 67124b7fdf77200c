// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

import io.github.threadleaks.lifecycle.VirtualThreadCount;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class DumpPaceTests {

	private static final Duration TICK = Duration.ofSeconds(5);

	private static final Duration CHEAP = Duration.ofMillis(1);

	private static final Duration MINUTE = Duration.ofMinutes(1);

	private static final int MAX = 20_000;

	private final DumpPace pace = new DumpPace(MAX, 5);

	private Instant now = Instant.parse("2026-01-01T00:00:00Z");

	private final List<Instant> dumps = new ArrayList<>();

	private static VirtualThreadCount live(long threads) {
		return new VirtualThreadCount(true, true, threads, 0);
	}

	private void run(Duration time, IntFunction<VirtualThreadCount> counts, Duration cost, boolean suspicion) {
		for (int i = 0; i < time.dividedBy(TICK); i++) {
			VirtualThreadCount count = counts.apply(i);
			if (this.pace.isDue(count, suspicion, this.now)) {
				this.dumps.add(this.now);
				this.pace.dumped(count.live(), cost, suspicion, this.now);
			}
			this.now = this.now.plus(TICK);
		}
	}

	@Test
	void noneLiveNoDump() {
		run(Duration.ofHours(1), (i) -> live(0), CHEAP, true);
		assertThat(this.dumps).isEmpty();
		assertThat(this.pace.reason()).isEmpty();
	}

	@Test
	void growthIsLookedAtAtOnceAndEveryOtherTick() {
		run(TICK, (i) -> live(0), CHEAP, false);
		run(Duration.ofMinutes(1), (i) -> live(10L + 10L * i), CHEAP, false);
		assertThat(this.dumps).hasSize(6);
	}

	@Test
	void whatStaysAsItIsIsLookedAtEverLess() {
		run(Duration.ofHours(2), (i) -> live(1_000), CHEAP, false);
		assertThat(this.dumps).hasSizeBetween(24, 32);
		int last = this.dumps.size() - 1;
		assertThat(Duration.between(this.dumps.get(last - 1), this.dumps.get(last))).isEqualTo(DumpPace.SLOW);
	}

	@Test
	void anUnsteadyNumberIsNoGrowth() {
		run(Duration.ofHours(2), (i) -> live(5_000 + (i * 7919) % 400), CHEAP, false);
		assertThat(this.dumps).hasSizeLessThan(80);
	}

	@Test
	void suspicionKeepsThePaceUp() {
		run(Duration.ofMinutes(5), (i) -> live(1_000), CHEAP, true);
		assertThat(this.dumps).hasSize(30);
	}

	@Test
	void whenHalfOfThemHaveGoneItIsLookedAtAtOnce() {
		run(Duration.ofMinutes(62), (i) -> live(1_000), CHEAP, false);
		int before = this.dumps.size();
		assertThat(this.dumps.get(before - 1)).isAfter(this.now.minus(DumpPace.SLOW)).isBefore(this.now.minus(MINUTE));
		run(TICK, (i) -> live(501), CHEAP, false);
		assertThat(this.dumps).hasSize(before);
		run(TICK, (i) -> live(500), CHEAP, false);
		assertThat(this.dumps).hasSize(before + 1);
	}

	@Test
	void theCpuShareIsKept() {
		Duration cost = Duration.ofMillis(400);
		run(Duration.ofMinutes(1), (i) -> live(10_000), cost, true);
		assertThat(this.dumps).as("enough for a verdict within a minute").hasSizeBetween(5, 6);
		run(Duration.ofHours(1), (i) -> live(10_000), cost, true);
		double used = cost.multipliedBy(this.dumps.size()).toMillis();
		assertThat(used)
			.isLessThanOrEqualTo(Duration.ofMinutes(61).toMillis() * 0.01 + DumpPace.AT_ONCE.plus(cost).toMillis());
		assertThat(this.dumps).hasSizeGreaterThan(80);
	}

	@Test
	void tooManyAreNotReadAndItSaysSo() {
		run(Duration.ofHours(1), (i) -> live(MAX + 1), CHEAP, true);
		assertThat(this.dumps).isEmpty();
		assertThat(this.pace.reason()).isEqualTo("20001 virtual threads are more than"
				+ " threadleaks.virtual-threads.max-dump=20000: they are counted, not read.");
		run(TICK, (i) -> live(MAX), CHEAP, true);
		assertThat(this.dumps).hasSize(1);
		assertThat(this.pace.reason()).isEmpty();
	}

	@Test
	void zeroMeansNever() {
		DumpPace never = new DumpPace(0, 5);
		assertThat(never.isDue(live(10), true, this.now)).isFalse();
		assertThat(never.reason()).contains("max-dump=0");
	}

	/** The events are off after a few seconds. */
	@Test
	void aRushOfShortLivedThreadsIsNeverDumped() {
		run(Duration.ofMinutes(1), (i) -> new VirtualThreadCount(true, i < 2, (i < 2) ? 300 + 997 * i : 0, 100_000),
				CHEAP, false);
		assertThat(this.dumps).isEmpty();
	}

	@Test
	void aRushThatLastsIsLookedAtNowAndThen() {
		run(Duration.ofMinutes(31), (i) -> new VirtualThreadCount(true, true, 300, 10_000), CHEAP, true);
		assertThat(this.dumps).hasSize(6);
	}

	@Test
	void uncountedThreadsAreLookedAtNowAndThenIfTheLastKnownNumberAllows() {
		run(TICK, (i) -> live(100), CHEAP, false);
		run(Duration.ofMinutes(20), (i) -> new VirtualThreadCount(true, false, 100, 30_000), CHEAP, false);
		assertThat(this.dumps).hasSize(1 + 3);
	}

	@Test
	void anUnknownNumberIsNotRisked() {
		run(Duration.ofSeconds(20), (i) -> new VirtualThreadCount(true, false, 0, 0), CHEAP, false);
		assertThat(this.pace.reason()).as("counting begins after a moment").isEmpty();
		run(Duration.ofHours(1), (i) -> new VirtualThreadCount(true, false, 0, 0), CHEAP, false);
		assertThat(this.dumps).isEmpty();
		assertThat(this.pace.reason()).contains("not known");
	}

	@Test
	void aFailedDumpIsTriedAgainLater() {
		assertThat(this.pace.isDue(live(1_000), true, this.now)).isTrue();
		this.pace.failed(this.now);
		run(Duration.ofMinutes(4), (i) -> live(2_000), CHEAP, true);
		assertThat(this.dumps).isEmpty();
		run(Duration.ofMinutes(2), (i) -> live(2_000), CHEAP, true);
		assertThat(this.dumps).isNotEmpty();
	}

	@Test
	void aClockThatIsSetBackEndsNothing() {
		run(Duration.ofMinutes(1), (i) -> live(1_000), CHEAP, true);
		int before = this.dumps.size();
		this.now = this.now.minus(Duration.ofDays(1));
		run(Duration.ofMinutes(1), (i) -> live(1_000), CHEAP, true);
		assertThat(this.dumps).hasSize(before + 6);
	}

	@Test
	void onAnOlderJdkThereIsNothingToSay() {
		run(Duration.ofHours(1), (i) -> new VirtualThreadCount(false, false, 0, 0), CHEAP, true);
		assertThat(this.dumps).isEmpty();
		assertThat(this.pace.reason()).isEmpty();
	}

	@Test
	void forThePoolsOfPlatformThreadsThereIsOneNowAndThen() {
		this.pace.isDue(live(0), false, this.now);
		assertThat(this.pace.isDueForPools(live(0), 500, this.now)).isTrue();
		this.pace.dumped(0, CHEAP, false, this.now);
		this.pace.isDue(live(0), false, this.now.plus(MINUTE));
		assertThat(this.pace.isDueForPools(live(0), 500, this.now.plus(MINUTE))).isFalse();
		assertThat(this.pace.isDueForPools(live(0), 500, this.now.plus(DumpPace.SLOW))).isTrue();
		assertThat(this.pace.isDueForPools(live(0), MAX + 1, this.now.plus(DumpPace.SLOW))).isFalse();
	}

}
