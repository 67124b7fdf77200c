// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.settings;

import java.time.Duration;
import java.util.List;
import java.util.Set;

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
 * @param accepted ids of leaks that an operator knows, eight lower-case hex digits each,
 * at most 1,000: they stay listed and do not alarm
 */
public record DetectionSettings(Duration window, int minThreads, Duration stuckAfter, Duration warmUp,
		List<IgnoreRule> ignore, Set<String> accepted) {

	public static final DetectionSettings DEFAULTS = new DetectionSettings(Duration.ofHours(6), 5,
			Duration.ofMinutes(10), Duration.ofMinutes(2), List.of(), Set.of());

	/**
	 * Leaks that may be accepted: far more than anybody reads, and small enough to keep
	 * (50 KB).
	 */
	public static final int MAX_ACCEPTED = 1_000;

	private static final String PREFIX = "threadleaks.detection.";

	public DetectionSettings {
		ignore = List.copyOf(ignore);
		accepted = Set.copyOf(accepted);
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
		for (String id : accepted) {
			InvalidSettingException.require(isId(id), PREFIX + "accepted", "hold ids of leaks, eight hex digits each",
					"'" + id + "'");
		}
		InvalidSettingException.require(accepted.size() <= MAX_ACCEPTED, PREFIX + "accepted",
				"hold at most " + MAX_ACCEPTED + " ids", accepted.size());
	}

	private static boolean isId(String text) {
		return text.length() == 8 && text.chars().allMatch((digit) -> "0123456789abcdef".indexOf(digit) >= 0);
	}

}
