// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.trend;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a value has been, and whether it gains for good.
 */
class ValueTrendTests {

	private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

	private static final Duration DAY = Duration.ofHours(4);

	private static Instant at(double hours) {
		return BEGIN.plusMillis(Math.round(hours * 3_600_000));
	}

	/** A value each hour, the last one now. */
	private static ValueTrend hourly(int... values) {
		Series series = new Series(SizePoint.of(BEGIN, values[0]));
		for (int i = 1; i < values.length; i++) {
			series.add(SizePoint.of(at(i), values[i]));
		}
		return new ValueTrend(series, Duration.ZERO, at(values.length - 1), new Growth.None());
	}

	@Test
	void theMostIsLookedForBetweenTwoInstants() {
		ValueTrend trend = hourly(2, 5, 9, 7);
		assertThat(trend.peak(at(0), at(1))).isEqualTo(5);
		assertThat(trend.peak(at(0), at(1.5))).isEqualTo(5);
		assertThat(trend.peak(at(1), at(2))).isEqualTo(9);
		assertThat(trend.peak(at(2), at(3))).isEqualTo(9);
		assertThat(trend.peak(at(2.5), at(2.6))).isEqualTo(9);
		assertThat(trend.peak(at(3), at(4))).isEqualTo(7);
	}

	@Test
	void heldIsTheLeastSince() {
		assertThat(hourly(5, 3, 8, 6).heldSince(List.of(at(0), at(1), at(1.5), at(2), at(3)))).containsExactly(3, 3, 3,
				6, 6);
		assertThat(hourly(5, 3, 8).heldSince(List.of(at(2), at(3)))).containsExactly(8, 8);
	}

	@ParameterizedTest
	@CsvSource({ "10, 12, 14, 16, 18, 8, true", "10, 12, 14, 16, 18, 9, false", "10, 11, 14, 16, 18, 8, true",
			"10, 10, 14, 16, 18, 8, false", "10, 14, 14, 16, 18, 8, false", "10, 12, 16, 16, 18, 8, false",
			"10, 12, 14, 18, 18, 8, false", "10, 12, 14, 17, 18, 8, true", "10, 16, 12, 17, 18, 8, false",
			"18, 16, 14, 12, 10, 8, false" })
	void eachQuarterGainsAnEighth(int first, int second, int third, int fourth, int last, int least, boolean gained) {
		assertThat(hourly(first, second, third, fourth, last).gainedForGood(DAY, least)).isEqualTo(gained);
	}

	@Test
	void whatIsKnownForLessLongHasNotGained() {
		ValueTrend trend = hourly(10, 12, 14, 16, 18);
		assertThat(trend.gainedForGood(DAY, 8)).isTrue();
		assertThat(trend.gainedForGood(DAY.plusMillis(1), 8)).isFalse();
	}

}
