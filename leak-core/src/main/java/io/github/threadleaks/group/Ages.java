// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.group;

import java.time.Duration;
import java.time.Instant;

import io.github.threadleaks.sample.ThreadSample;

/**
 * The instants that members of a sample are compared with, in milliseconds.
 *
 * @param rested idle since then or before: rested
 * @param dormant idle since then or before: dormant
 * @param aged first seen then or before: aged
 * @param stuck idle since then or before, within a task: stuck
 * @param spinning busy since then or before, in the same place: spinning
 * @param survived first seen then or before: survived the last old collection
 */
record Ages(long rested, long dormant, long aged, long stuck, long spinning, long survived) {

	/** Without CPU for so long, a thread counts as dormant. */
	private static final Duration DORMANT = Duration.ofMinutes(10);

	/**
	 * A core burnt for so long in the same place is no calculation that one waits for.
	 */
	private static final Duration SPINNING = Duration.ofMinutes(2);

	static Ages at(ThreadSample sample, Duration stuckAfter) {
		Instant now = sample.takenAt();
		Instant survivedSince = sample.collections().survivedSince();
		return new Ages(now.minus(Grouper.RESTED).toEpochMilli(), now.minus(DORMANT).toEpochMilli(),
				now.minus(Grouper.AGED).toEpochMilli(), now.minus(stuckAfter).toEpochMilli(),
				now.minus(SPINNING).toEpochMilli(),
				survivedSince.equals(Instant.MIN) ? Long.MIN_VALUE : survivedSince.toEpochMilli());
	}

}
