// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.trend;

/**
 * How fast something grows, in threads an hour.
 *
 * @param perHour the robust slope (Theil-Sen)
 * @param low low end of its 95 % confidence interval, at most {@code perHour}
 * @param high high end of it
 */
public record Pace(double perHour, double low, double high) {

	/** It stands still. */
	public static final Pace NONE = new Pace(0, 0, 0);

	/** Two-sided 95 % of the normal distribution. */
	static final double CONFIDENCE = 1.96;

	/**
	 * Both together.
	 * @param other another pace
	 * @return the sum, with the sums of the ends: wider than the interval of the sum, as
	 * leaks of one cause do not err independently
	 */
	public Pace plus(Pace other) {
		return new Pace(this.perHour + other.perHour, this.low + other.low, this.high + other.high);
	}

	/**
	 * No narrower than what chance alone gives to so few threads: for a Poisson count n
	 * the square root is nearly normal with deviation 1/2 (F. J. Anscombe, "The
	 * transformation of Poisson, binomial and negative-binomial data", Biometrika 35,
	 * 1948), where Sen's interval of a sum of arrivals is too sure of itself.
	 */
	Pace ofCount(int threads) {
		double root = Math.sqrt(threads);
		double low = Math.pow(Math.max(0, root - CONFIDENCE / 2), 2) / threads;
		double high = Math.pow(root + CONFIDENCE / 2, 2) / threads;
		return new Pace(this.perHour, Math.min(this.low, this.perHour * low), Math.max(this.high, this.perHour * high));
	}

}
