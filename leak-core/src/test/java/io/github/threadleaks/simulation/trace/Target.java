// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.simulation.trace;

import java.time.Duration;

/**
 * How soon a leak is to be found: three an hour within six hours, one a minute within
 * twenty minutes, one a second within a minute. Between these the time is interpolated on
 * a logarithmic scale of both; faster ones have a minute, slower ones are not promised.
 */
public final class Target {

	/** Slower leaks are not promised to be found. */
	public static final double LEAST_PER_HOUR = 3;

	/** Threads that may have leaked by then, or as many as leak in the first minute. */
	public static final int THREADS = 20;

	private static final double[] PER_HOUR = { LEAST_PER_HOUR, 60, 3_600 };

	private static final double[] SECONDS = { 21_600, 1_200, 60 };

	private Target() {
	}

	/**
	 * The time that a leak may take to be found.
	 * @param perHour how often it leaks
	 * @return the time
	 */
	public static Duration within(double perHour) {
		if (perHour >= PER_HOUR[2]) {
			return Duration.ofSeconds((long) SECONDS[2]);
		}
		if (perHour <= PER_HOUR[0]) {
			return Duration.ofSeconds((long) SECONDS[0]);
		}
		int i = (perHour < PER_HOUR[1]) ? 0 : 1;
		double share = Math.log(perHour / PER_HOUR[i]) / Math.log(PER_HOUR[i + 1] / PER_HOUR[i]);
		return Duration.ofSeconds(Math.round(SECONDS[i] * Math.pow(SECONDS[i + 1] / SECONDS[i], share)));
	}

}
