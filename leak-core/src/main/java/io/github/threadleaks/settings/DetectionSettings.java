// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.settings;

import java.time.Duration;
import java.util.List;

/**
 * When growth is called a leak.
 *
 * @param window the longest time over which growth is looked for, 1 min to 7 days;
 * shorter windows are derived from it
 * @param minThreads threads that a family must have gained to be spoken of, 2 to 10,000;
 * the default 5 is three orders of magnitude below the sizes at which people find leaks
 * by themselves
 * @param stuckAfter a task that has held a pool's worker for so long without CPU is
 * stuck, 10 s to 24 h
 * @param warmUp time after the first sample in which nothing weaker than a suspicion is
 * reported, 0 to 1 h: a JVM that warms up grows in every corner
 * @param ignore families that are never judged, each with the reason
 */
public record DetectionSettings(Duration window, int minThreads, Duration stuckAfter, Duration warmUp,
		List<IgnoreRule> ignore) {

	public static final DetectionSettings DEFAULTS = new DetectionSettings(Duration.ofHours(6), 5,
			Duration.ofMinutes(10), Duration.ofMinutes(2), List.of());

	private static final String PREFIX = "threadleaks.detection.";

	public DetectionSettings {
		ignore = List.copyOf(ignore);
		InvalidSettingException.require(
				window.compareTo(Duration.ofMinutes(1)) >= 0 && window.compareTo(Duration.ofDays(7)) <= 0,
				PREFIX + "window", "be between 1m and 7d", window);
		InvalidSettingException.require(minThreads >= 2 && minThreads <= 10_000, PREFIX + "min-threads",
				"be between 2 and 10000", minThreads);
		InvalidSettingException.require(
				stuckAfter.compareTo(Duration.ofSeconds(10)) >= 0 && stuckAfter.compareTo(Duration.ofHours(24)) <= 0,
				PREFIX + "stuck-after", "be between 10s and 24h", stuckAfter);
		InvalidSettingException.require(!warmUp.isNegative() && warmUp.compareTo(Duration.ofHours(1)) <= 0,
				PREFIX + "warm-up", "be between 0s and 1h", warmUp);
	}

}
