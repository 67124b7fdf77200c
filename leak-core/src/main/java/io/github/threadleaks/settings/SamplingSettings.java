// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.settings;

import java.time.Duration;

/**
 * How often and how deep the JVM is read, and what it may cost.
 *
 * @param interval time between two samples, 1 s to 10 min; stretched rather than exceed
 * {@code maxCpuShare}
 * @param maxCpuShare share of one core that sampling may use in the long run, above 0 and
 * at most 1; the default 0.001 is 5 ms of CPU every 5 s, the cost of a tick at 10,000
 * threads with a margin of two
 * @param maxDepth frames kept of a stack, 8 to 1,024
 * @param maxThreads above so many live threads only counts are read, 100 to 1,000,000
 */
public record SamplingSettings(Duration interval, double maxCpuShare, int maxDepth, int maxThreads) {

	public static final SamplingSettings DEFAULTS = new SamplingSettings(Duration.ofSeconds(5), 0.001, 48, 50_000);

	private static final String PREFIX = "threadleaks.sampling.";

	public SamplingSettings {
		InvalidSettingException.require(interval.compareTo(Duration.ofSeconds(1)) >= 0, PREFIX + "interval",
				"be at least 1s", interval);
		InvalidSettingException.require(interval.compareTo(Duration.ofMinutes(10)) <= 0, PREFIX + "interval",
				"be at most 10m", interval);
		InvalidSettingException.require(maxCpuShare > 0 && maxCpuShare <= 1, PREFIX + "max-cpu-share",
				"be above 0 and at most 1 (a share of one core)", maxCpuShare);
		InvalidSettingException.require(maxDepth >= 8 && maxDepth <= 1024, PREFIX + "max-depth",
				"be between 8 and 1024 frames", maxDepth);
		InvalidSettingException.require(maxThreads >= 100 && maxThreads <= 1_000_000, PREFIX + "max-threads",
				"be between 100 and 1000000", maxThreads);
	}

}
