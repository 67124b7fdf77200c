// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.benchmarks.detection;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What was told of something that really ran.
 *
 * @param name what ran
 * @param leaks whether it leaks
 * @param expected the pattern that should be told
 * @param found the leak that was told, if any
 * @param told most leaks that were told at once
 * @param resolved whether the leak was told as resolved after its threads had ended;
 * empty where they cannot be ended
 * @param baselines the rules of today that raised an alarm by the time of the verdict
 */
record LiveResult(String name, boolean leaks, String expected, Optional<Found> found, int told,
		Optional<Boolean> resolved, List<String> baselines) {

	/**
	 * A leak that was told.
	 *
	 * @param after from the first use to the first suspicion
	 * @param uses uses by then
	 * @param threads threads more than before the first use
	 * @param verdict the last verdict
	 * @param pattern the last pattern
	 * @param text the last summary, advice and kinds of evidence
	 */
	record Found(Duration after, int uses, int threads, String verdict, String pattern, String text) {

		Found risen(String verdict, String pattern, String text) {
			return new Found(this.after, this.uses, this.threads, verdict, pattern, text);
		}

	}

}
