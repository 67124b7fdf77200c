// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.trend;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class SeriesTests {

	private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

	private static Instant at(long seconds) {
		return BEGIN.plusSeconds(seconds);
	}

	private static SizePoint point(long seconds, int threads) {
		return new SizePoint(at(seconds), threads, 0, threads, 0, 0, 0, 0, 0);
	}

	private static Series series(int... threadsEveryFiveSeconds) {
		Series series = new Series(point(0, threadsEveryFiveSeconds[0]));
		for (int i = 1; i < threadsEveryFiveSeconds.length; i++) {
			series.add(point(5L * i, threadsEveryFiveSeconds[i]));
		}
		return series;
	}

	/** One thread more every five seconds. */
	private static Series rising(Duration time) {
		Series series = new Series(point(0, 0));
		for (int i = 1; i <= time.toSeconds() / 5; i++) {
			series.add(point(5L * i, i));
		}
		return series;
	}

	@Test
	void aSizeHoldsUntilTheNext() {
		Series series = series(3, 5, 5, 5, 2);
		assertThat(series.at(at(-60)).threads()).isEqualTo(3);
		assertThat(series.at(at(0)).threads()).isEqualTo(3);
		assertThat(series.at(at(4)).threads()).isEqualTo(3);
		assertThat(series.at(at(5)).threads()).isEqualTo(5);
		assertThat(series.at(at(19)).threads()).isEqualTo(5);
		assertThat(series.at(at(20)).threads()).isEqualTo(2);
		assertThat(series.at(at(9_999)).threads()).isEqualTo(2);
	}

	@Test
	void whatStaysAsItIsCostsNothing() {
		assertThat(series(3, 3, 3, 3, 3).points()).hasSize(1);
		Series turnover = new Series(new SizePoint(at(0), 3, 0, 3, 0, 0, 0, 0, 0));
		turnover.add(new SizePoint(at(5), 3, 0, 4, 1, 0, 0, 0, 0));
		assertThat(turnover.points()).hasSize(2);
	}

	@Test
	void whenItRoseForGoodIsAfterTheLastTimeItWasBelow() {
		assertThat(series(1, 9, 1, 2, 9, 9).roseAbove(2, Measure.ALL)).isEqualTo(at(20));
		assertThat(series(5, 9).roseAbove(2, Measure.ALL)).isEqualTo(at(0));
		assertThat(series(5, 9).roseAbove(100, Measure.ALL)).isEqualTo(at(5));
	}

	@Test
	void sizesAreReadAtEvenDistances() {
		double[] sizes = new double[5];
		series(0, 1, 2, 3, 4, 5, 6, 7, 8).resample(at(0), at(40), sizes, Measure.ALL::tested);
		assertThat(sizes).containsExactly(0, 2, 4, 6, 8);
		series(3).resample(at(0), at(40), sizes, Measure.ALL::tested);
		assertThat(sizes).containsOnly(3);
	}

	@Test
	void ofTheLastTenMinutesEverySampleIsKept() {
		Series series = rising(Duration.ofDays(1));
		long end = Duration.ofDays(1).toSeconds();
		for (long seconds = end - 600; seconds <= end; seconds++) {
			assertThat(series.at(at(seconds)).threads()).isEqualTo((int) (seconds / 5));
		}
	}

	@Test
	void olderSizesAreRightWithinTheirResolution() {
		Duration time = Duration.ofDays(6);
		Series series = rising(time);
		Random random = new Random(7);
		for (int i = 0; i < 10_000; i++) {
			long seconds = random.nextInt((int) time.toSeconds());
			long age = time.toSeconds() - seconds;
			// an instant in the midst of a bucket shows what held before it
			long resolution = (age <= 600) ? 5 : (age <= Duration.ofHours(6).toSeconds()) ? 65 : 605;
			assertThat((double) series.at(at(seconds)).threads()).isCloseTo(seconds / 5.0, within(resolution / 5.0));
		}
	}

	@Test
	void aMonthOfChangesStaysBounded() {
		Series series = new Series(point(0, 0));
		int most = 0;
		for (int i = 1; i <= Duration.ofDays(30).toSeconds() / 5; i++) {
			series.add(point(5L * i, i));
			most = Math.max(most, series.points().size());
		}
		assertThat(most).isLessThan(1_800);
		assertThat(Duration.between(series.first().at(), series.last().at())).isBetween(Duration.ofDays(7),
				Duration.ofDays(7).plusHours(1));
	}

}
