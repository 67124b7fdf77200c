// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.trend;

import java.util.Arrays;

/**
 * Statistics of evenly spaced values that need no distribution and shrug off outliers.
 * <p>
 * Mann-Kendall: H. B. Mann, "Nonparametric tests against trend", Econometrica 13 (1945)
 * 245-259; M. G. Kendall, "Rank Correlation Methods" (1975), with the variance for ties
 * of its chapter 4. Theil-Sen: P. K. Sen, "Estimates of the regression coefficient based
 * on Kendall's tau", JASA 63 (1968) 1379-1389. Both look at all pairs: n is at most
 * {@link #MAX_VALUES}.
 */
final class MonotonicTrend {

	/**
	 * So many values give 276 pairs: 10 microseconds, and more power than a leak needs.
	 */
	static final int MAX_VALUES = 24;

	private MonotonicTrend() {
	}

	/**
	 * Mann-Kendall's test statistic, standardised, corrected for ties and continuity.
	 * @param values the values in order
	 * @return the z score: 0 without trend, above 2.58 for a rise that chance gives once
	 * in 200
	 */
	static double mannKendall(double[] values) {
		int n = values.length;
		int s = 0;
		for (int i = 0; i < n; i++) {
			for (int j = i + 1; j < n; j++) {
				s += (int) Math.signum(values[j] - values[i]);
			}
		}
		double variance = variance(values);
		if (s == 0 || variance <= 0) {
			return 0;
		}
		return (s - Math.signum((double) s)) / Math.sqrt(variance);
	}

	/** Variance of S when there is no trend. */
	private static double variance(double[] values) {
		int n = values.length;
		return (n * (n - 1.0) * (2 * n + 5) - ties(values)) / 18;
	}

	private static double ties(double[] values) {
		double[] sorted = values.clone();
		Arrays.sort(sorted);
		double correction = 0;
		int run = 1;
		for (int i = 1; i <= sorted.length; i++) {
			if (i < sorted.length && sorted[i] == sorted[i - 1]) {
				run++;
			}
			else {
				correction += run * (run - 1.0) * (2 * run + 5);
				run = 1;
			}
		}
		return correction;
	}

	/**
	 * Theil-Sen's slope: the median of the slopes of all pairs, with Sen's interval of 95
	 * % (section 6 of his paper): the slopes whose ranks lie as far from the middle as
	 * Mann-Kendall's S deviates.
	 * @param values the values in order
	 * @return the rise from one value to the next
	 */
	static Slope theilSen(double[] values) {
		int n = values.length;
		double[] slopes = new double[n * (n - 1) / 2];
		int count = 0;
		for (int i = 0; i < n; i++) {
			for (int j = i + 1; j < n; j++) {
				slopes[count++] = (values[j] - values[i]) / (j - i);
			}
		}
		Arrays.sort(slopes);
		int middle = count / 2;
		double median = (count % 2 == 1) ? slopes[middle] : (slopes[middle - 1] + slopes[middle]) / 2;
		double ranks = Pace.CONFIDENCE * Math.sqrt(variance(values));
		int low = (int) Math.max(0, Math.round((count - ranks) / 2));
		return new Slope(median, slopes[low], slopes[count - 1 - low]);
	}

	/**
	 * A slope.
	 *
	 * @param median the estimate
	 * @param low low end of its interval
	 * @param high high end of its interval
	 */
	record Slope(double median, double low, double high) {
	}

}
