// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.trend;

import java.util.Arrays;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * Slopes and how sure they are.
 */
class PaceTests {

	private static MonotonicTrend.Slope slope(double... values) {
		return MonotonicTrend.theilSen(values);
	}

	/**
	 * Slopes 1, 2, 3, 3, 4, 4, 5, 5, 6, 7; the variance of S is 5 * 4 * 15 / 18, so that
	 * the ends are those of rank (10 - 1.96 * 4.08) / 2 = 1 counted from either end.
	 */
	@Test
	void theIntervalOfSenWorkedOutByHand() {
		assertThat(slope(0, 1, 4, 9, 16)).isEqualTo(new MonotonicTrend.Slope(4, 2, 6));
	}

	/**
	 * n = 10, as in the tables of R. O. Gilbert, "Statistical Methods for Environmental
	 * Pollution Monitoring" (1987), chapter 16: 45 slopes, variance 125, so that the ends
	 * are those of rank (45 - 1.96 * 11.18) / 2 = 11.5 counted from either end.
	 */
	@Test
	void theRanksOfTheEndsAreThoseOfGilbert() {
		double[] values = { 0, 1, 4, 9, 16, 25, 36, 49, 64, 81 };
		double[] slopes = new double[45];
		int count = 0;
		for (int i = 0; i < values.length; i++) {
			for (int j = i + 1; j < values.length; j++) {
				// of squares the slope between i and j is their sum
				slopes[count++] = i + j;
			}
		}
		Arrays.sort(slopes);
		MonotonicTrend.Slope slope = slope(values);
		assertThat(slope.median()).isEqualTo(slopes[22]);
		assertThat(slope.low()).isEqualTo(slopes[12]);
		assertThat(slope.high()).isEqualTo(slopes[44 - 12]);
	}

	@Test
	void whatRisesEvenlyHasNoDoubt() {
		assertThat(slope(0, 2, 4, 6, 8, 10)).isEqualTo(new MonotonicTrend.Slope(2, 2, 2));
	}

	@Test
	void tiesNarrowTheInterval() {
		assertThat(slope(5, 5, 5, 5, 5, 5)).isEqualTo(new MonotonicTrend.Slope(0, 0, 0));
		MonotonicTrend.Slope ties = slope(0, 0, 0, 1, 1, 1, 2, 2, 2);
		assertThat(ties.low()).isLessThan(ties.median());
		assertThat(ties.high()).isGreaterThan(ties.median());
	}

	@ParameterizedTest
	@ValueSource(ints = { 2, 3, 6, 24 })
	void theMedianIsWithinItsInterval(int size) {
		Random random = new Random(size);
		for (int i = 0; i < 200; i++) {
			double[] values = random.doubles(size, 0, 100).toArray();
			MonotonicTrend.Slope slope = slope(values);
			assertThat(slope.median()).isBetween(slope.low(), slope.high());
		}
	}

	/** Nineteen times in twenty, when errors are independent. */
	@Test
	void theIntervalHoldsTheTrueSlopeAsOftenAsItSays() {
		Random random = new Random(29);
		int held = 0;
		for (int i = 0; i < 1_000; i++) {
			double[] values = new double[24];
			for (int t = 0; t < values.length; t++) {
				values[t] = 3 * t + 10 * random.nextGaussian();
			}
			MonotonicTrend.Slope slope = slope(values);
			held += (slope.low() <= 3 && 3 <= slope.high()) ? 1 : 0;
		}
		assertThat(held).isBetween(920, 980);
	}

	/**
	 * For a Poisson count of n the ends are (sqrt(n) -+ 0.98)^2: of 100, 81.4 to 120.6
	 * (exactly 81.4 to 121.6: E. S. Pearson and H. O. Hartley, "Biometrika Tables for
	 * Statisticians" I, table 40).
	 */
	@ParameterizedTest
	@CsvSource({ "100, 81.36, 120.56", "25, 16.16, 35.76", "10, 4.76, 17.16", "1, 0.0004, 3.92" })
	void fewThreadsAreNoSurerThanChanceAllows(int threads, double low, double high) {
		Pace pace = new Pace(threads, threads, threads).ofCount(threads);
		assertThat(pace.perHour()).isEqualTo(threads);
		assertThat(pace.low()).isCloseTo(low, within(0.01));
		assertThat(pace.high()).isCloseTo(high, within(0.01));
	}

	@Test
	void theFloorScalesWithThePace() {
		Pace pace = new Pace(600, 600, 600).ofCount(100);
		assertThat(pace.low()).isCloseTo(6 * 81.36, within(0.1));
		assertThat(pace.high()).isCloseTo(6 * 120.56, within(0.1));
	}

	@Test
	void aWiderIntervalStays() {
		Pace pace = new Pace(100, 10, 500);
		assertThat(pace.ofCount(100)).isEqualTo(pace);
	}

	@Test
	void twoPacesAddUp() {
		assertThat(new Pace(10, 5, 20).plus(new Pace(3, 2, 7))).isEqualTo(new Pace(13, 7, 27));
		assertThat(new Pace(10, 5, 20).plus(Pace.NONE)).isEqualTo(new Pace(10, 5, 20));
	}

}
