// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.trend;

/**
 * How fast a family grows.
 *
 * @param perHour threads an hour: the robust (Theil-Sen) slope; 0 when it stands still
 * @param low the lower end of the slope's 95 % confidence interval, threads an hour; may
 * be 0 or less, at most {@code perHour}
 * @param high its upper end, threads an hour, at least {@code perHour}
 */
public record Pace(double perHour, double low, double high) {

	/** It stands still. */
	public static final Pace NONE = new Pace(0, 0, 0);

}
