// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.report;

import java.time.Duration;
import java.util.Optional;

/**
 * When no more threads can be started, if the open leaks go on growing as they do.
 *
 * @param in time until then at the pace of now, in whole seconds, at most 365 days
 * @param earliest the same at the upper end of the pace's 95 % confidence interval, at
 * most {@code in}
 * @param latest the same at its lower end, at least {@code in}; empty if that is beyond
 * 365 days or never
 * @param limit the limit that is reached first, as a number of threads
 * @param used how many of them there are now
 * @param source what sets the limit, such as {@code cgroup pids.max}
 * @param perHour threads an hour that all leaks that are at least suspected gain, above 0
 */
public record Exhaustion(Duration in, Duration earliest, Optional<Duration> latest, long limit, long used,
		String source, double perHour) {
}
