// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.trend;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * When samples were taken, and since when without a gap.
 */
final class SampleTimes {

	/**
	 * A hole in the samples of so many intervals is a suspended machine or a jumped
	 * clock, not a quiet time.
	 */
	private static final int GAP_INTERVALS = 20;

	/**
	 * At least so many instants of samples are kept, for the number of samples in a
	 * window.
	 */
	private static final int MAX_INSTANTS = 4_096;

	private final List<Instant> instants = new ArrayList<>();

	private final Duration gap;

	private @Nullable Instant first;

	private @Nullable Instant last;

	/**
	 * No times yet.
	 * @param interval the time between samples
	 */
	SampleTimes(Duration interval) {
		this.gap = interval.multipliedBy(GAP_INTERVALS);
	}

	/**
	 * A sample that tells something. After a gap or a step back of the clock the past
	 * tells nothing about the pace: it begins anew.
	 * @param at when
	 * @return the first sample since when there was no gap: this one, where what was
	 * before is to be forgotten
	 */
	Instant add(Instant at) {
		Instant begin = this.first;
		Instant before = this.last;
		if (begin == null || before == null || !at.isAfter(before)
				|| Duration.between(before, at).compareTo(this.gap) > 0) {
			this.instants.clear();
			begin = at;
		}
		this.first = begin;
		this.last = at;
		this.instants.add(at);
		if (this.instants.size() >= 2 * MAX_INSTANTS) {
			this.instants.subList(0, MAX_INSTANTS).clear();
		}
		return begin;
	}

	/** There was a sample, which tells nothing. */
	void skip(Instant at) {
		this.last = at;
	}

	/** Oldest first; the list itself, which goes on. */
	List<Instant> instants() {
		return this.instants;
	}

}
