// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.group;

import java.time.Duration;
import java.time.Instant;

import io.github.threadleaks.sample.ThreadSample;

/**
 * The instants that members of a sample are compared with, in seconds since 1970 as far
 * as an int goes.
 *
 * @param rested idle since then or before: rested
 * @param dormant idle since then or before: dormant
 * @param kept first seen then or before: kept
 * @param aged first seen then or before: aged
 * @param stuck idle since then or before, within a task: stuck
 * @param spinning busy since then or before, in the same place: spinning
 * @param survived first seen then or before: survived the last old collection
 */
record Ages(int rested, int dormant, int kept, int aged, int stuck, int spinning, int survived) {

	/** Without CPU for so long, a thread counts as dormant. */
	private static final Duration DORMANT = Duration.ofMinutes(10);

	/**
	 * A core burnt for so long in the same place is no calculation that one waits for.
	 */
	private static final Duration SPINNING = Duration.ofMinutes(2);

	static Ages at(ThreadSample sample, Duration stuckAfter) {
		Instant now = sample.takenAt();
		return new Ages(seconds(now.minus(Grouper.RESTED)), seconds(now.minus(DORMANT)),
				seconds(now.minus(Grouper.KEPT)), seconds(now.minus(Grouper.AGED)), seconds(now.minus(stuckAfter)),
				seconds(now.minus(SPINNING)), seconds(sample.collections().survivedSince()));
	}

	/** Never and always stay what they are. */
	static int seconds(Instant at) {
		return (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, at.getEpochSecond()));
	}

}
