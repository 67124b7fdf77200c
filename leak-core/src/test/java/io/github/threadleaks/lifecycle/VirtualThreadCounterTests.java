// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.lifecycle;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Counting in simulated time.
 */
class VirtualThreadCounterTests {

	private static final long SECOND = 1_000_000_000L;

	private final VirtualThreadCounter counter = new VirtualThreadCounter();

	private long now = 50 * SECOND;

	private boolean pass(long seconds, int startsPerSecond, int endsPerSecond) {
		boolean wanted = false;
		for (long i = 0; i < seconds; i++) {
			for (int k = 0; k < startsPerSecond; k++) {
				this.counter.started();
			}
			for (int k = 0; k < endsPerSecond; k++) {
				this.counter.ended();
			}
			this.now += SECOND;
			wanted = this.counter.flushed(this.now, this.now - SECOND / 2);
		}
		return wanted;
	}

	@Test
	void withoutTheEventsThereIsNoCount() {
		assertThat(this.counter.flushed(this.now, this.now)).isFalse();
		assertThat(this.counter.count()).isEqualTo(VirtualThreadCount.NONE);
		assertThat(this.counter.degraded()).isEmpty();
	}

	@Test
	void startsAndEndsAreCounted() {
		this.counter.begin(this.now);
		assertThat(pass(10, 30, 20)).isTrue();
		assertThat(this.counter.count()).isEqualTo(new VirtualThreadCount(true, true, 100, 30));
	}

	@Test
	void endsOfThreadsOlderThanTheCountingDoNotCountBelowZero() {
		this.counter.begin(this.now);
		pass(2, 0, 50);
		pass(2, 5, 0);
		assertThat(this.counter.count().live()).isEqualTo(10);
	}

	@Test
	void aRateThatStaysHighSwitchesTheEventsOffAndSaysWhy() {
		this.counter.begin(this.now);
		assertThat(pass(1, 30_000, 30_000)).as("a burst").isTrue();
		assertThat(pass(1, 30_000, 30_000)).isFalse();
		assertThat(this.counter.count()).isEqualTo(new VirtualThreadCount(true, false, 0, 30_000));
		assertThat(this.counter.degraded()).containsExactly("Virtual threads are not counted:"
				+ " 30000 starts a second are more than 20000, above which the events would cost over 1 % of a core."
				+ " It is tried again every 5 min.");
	}

	@Test
	void aRushIsKnownBeforeItsTwoSecondsAreOver() {
		this.counter.begin(this.now);
		pass(2, 100, 100);
		assertThat(this.counter.count().startedPerSecond()).isEqualTo(100);
		pass(1, 12_000, 11_000);
		assertThat(this.counter.count()).isEqualTo(new VirtualThreadCount(true, true, 1_000, 6_000));
		pass(1, 0, 1_000);
		assertThat(this.counter.count()).isEqualTo(new VirtualThreadCount(true, true, 0, 6_000));
		pass(2, 0, 0);
		assertThat(this.counter.count().startedPerSecond()).isZero();
	}

	@Test
	void aBurstThatIsOverIsCounted() {
		this.counter.begin(this.now);
		pass(1, 30_000, 29_000);
		assertThat(pass(1, 0, 0)).isTrue();
		assertThat(this.counter.count().live()).isEqualTo(1_000);
	}

	@Test
	void afterAPauseTheRateIsLookedAtAgain() {
		this.counter.begin(this.now);
		pass(2, 30_000, 29_000);
		long before = this.counter.count().live();
		assertThat(pass(299, 0, 0)).isFalse();
		assertThat(pass(1, 0, 0)).as("a look").isTrue();
		assertThat(this.counter.count()).isEqualTo(new VirtualThreadCount(true, false, before, 30_000));
		assertThat(pass(2, 25_000, 25_000)).as("still too many").isFalse();
		assertThat(this.counter.count()).isEqualTo(new VirtualThreadCount(true, false, before, 25_000));
		assertThat(pass(300, 0, 0)).isTrue();
		assertThat(pass(2, 100, 60)).as("few enough").isTrue();
		assertThat(this.counter.count()).isEqualTo(new VirtualThreadCount(true, true, 80, 100));
		assertThat(this.counter.degraded()).isEmpty();
	}

	@Test
	void aTrueCountIsTakenOverOnceTheEventsBeforeItAreTold() {
		this.counter.begin(this.now);
		pass(2, 10, 0);
		this.counter.correct(500, this.now);
		assertThat(this.counter.count().live()).isEqualTo(20);
		pass(1, 10, 0);
		assertThat(this.counter.count().live()).isEqualTo(500);
		pass(1, 10, 0);
		assertThat(this.counter.count().live()).isEqualTo(510);
	}

	@Test
	void aTrueCountStandsWhileNothingIsCounted() {
		this.counter.begin(this.now);
		pass(2, 30_000, 30_000);
		this.counter.correct(1_000, this.now);
		assertThat(this.counter.count()).isEqualTo(new VirtualThreadCount(true, false, 1_000, 30_000));
	}

}
