// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.trend;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * Against what was computed by hand: S is the number of pairs that rise less those that
 * fall, its variance n(n-1)(2n+5)/18 less t(t-1)(2t+5)/18 for each group of t ties, and z
 * = (S - 1) / the root of that.
 */
class MonotonicTrendTests {

	@Test
	void sixRisingValuesAreSignificant() {
		// S = 15, variance = 510/18
		assertThat(MonotonicTrend.mannKendall(new double[] { 1, 2, 3, 4, 5, 6 })).isCloseTo(14 / Math.sqrt(510 / 18.0),
				within(1e-9));
		assertThat(MonotonicTrend.mannKendall(new double[] { 1, 2, 3, 4, 5, 6 })).isCloseTo(2.6301, within(1e-4));
	}

	@Test
	void fiveAreNot() {
		// S = 10, variance = 300/18
		assertThat(MonotonicTrend.mannKendall(new double[] { 1, 2, 3, 4, 5 })).isCloseTo(2.2045, within(1e-4));
	}

	@Test
	void fallingIsRisingUpsideDown() {
		assertThat(MonotonicTrend.mannKendall(new double[] { 6, 5, 4, 3, 2, 1 })).isCloseTo(-2.6301, within(1e-4));
	}

	@Test
	void tiesWeaken() {
		// S = 12, variance = (510 - 3 * 18)/18
		assertThat(MonotonicTrend.mannKendall(new double[] { 1, 1, 2, 2, 3, 3 })).isCloseTo(2.1855, within(1e-4));
	}

	@Test
	void aMixedSeriesIsCountedPairByPair() {
		// S = 7 + 3 + 5 + 1 + 3 + 2 + 0 = 21, variance = (1176 - 3 * 18)/18
		assertThat(MonotonicTrend.mannKendall(new double[] { 10, 22, 21, 30, 22, 30, 40, 40 })).isCloseTo(2.5332,
				within(1e-4));
	}

	@Test
	void whatStandsStillOrGoesUpAndDownHasNoTrend() {
		assertThat(MonotonicTrend.mannKendall(new double[] { 7, 7, 7, 7, 7, 7 })).isZero();
		assertThat(MonotonicTrend.mannKendall(new double[] { 1, 2, 1, 2, 1, 2, 1, 2 })).isLessThan(2);
		// S = 1: continuity takes one away
		assertThat(MonotonicTrend.mannKendall(new double[] { 1, 2, 0, 2 })).isEqualTo(0);
		assertThat(MonotonicTrend.mannKendall(new double[] { 1 })).isZero();
	}

	@Test
	void theSlopeIsTheMedianOfAllSlopes() {
		assertThat(MonotonicTrend.theilSen(new double[] { 1, 2, 3, 4 }).median()).isEqualTo(1);
		// slopes 1, 1.5, 2
		assertThat(MonotonicTrend.theilSen(new double[] { 0, 1, 3 }).median()).isEqualTo(1.5);
		// slopes 1, 1, 1, 3, 4, 7
		assertThat(MonotonicTrend.theilSen(new double[] { 0, 1, 2, 9 }).median()).isEqualTo(2);
	}

	@Test
	void anOutlierDoesNotChangeTheSlope() {
		// slopes -26, -12.5, six times 1, 14.5, 28
		assertThat(MonotonicTrend.theilSen(new double[] { 1, 2, 30, 4, 5 }).median()).isEqualTo(1);
	}

}
