// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.report;

import java.time.Duration;
import java.util.List;

import io.github.threadleaks.redact.RedactedText;

/**
 * What sampling costs, and what it had to leave out.
 *
 * @param lastSample CPU time of the last sample, judgement included
 * @param cpuShare share of one core used over the last minutes, 0 to 1
 * @param degraded in words, what is not as good as it could be and why; empty when all is
 * well
 */
public record SamplingCost(Duration lastSample, double cpuShare, List<RedactedText> degraded) {

	static final SamplingCost NONE = new SamplingCost(Duration.ZERO, 0, List.of());

	public SamplingCost {
		degraded = List.copyOf(degraded);
	}

}
