// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.trend;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * The sizes of one family over time, as a step function: a point for each change, so that
 * a family that stays as it is costs nothing. Points thin out with age: each sample for
 * 10 minutes, one a minute for 6 hours, one in 10 minutes for 7 days; about 1,500 at
 * most.
 */
final class Series {

	private static final Duration ALL_FOR = Duration.ofMinutes(10);

	private static final Duration MINUTES_FOR = Duration.ofHours(6);

	private static final Duration TENS_FOR = Duration.ofDays(7);

	/**
	 * Points added before they are thinned again, so that thinning costs next to nothing
	 * a tick.
	 */
	private static final int THIN_EVERY = 128;

	private final List<SizePoint> points = new ArrayList<>();

	private int sinceThinned;

	Series(SizePoint first) {
		this.points.add(first);
	}

	void add(SizePoint point) {
		if (last().tellsTheSameAs(point)) {
			return;
		}
		this.points.add(point);
		this.sinceThinned++;
		if (this.sinceThinned >= THIN_EVERY) {
			thin(point.at());
			this.sinceThinned = 0;
		}
	}

	private void thin(Instant now) {
		List<SizePoint> kept = new ArrayList<>();
		for (int i = 0; i < this.points.size(); i++) {
			SizePoint point = this.points.get(i);
			Duration age = Duration.between(point.at(), now);
			boolean isLastBeforeHorizon = age.compareTo(TENS_FOR) > 0 && i + 1 < this.points.size()
					&& Duration.between(this.points.get(i + 1).at(), now).compareTo(TENS_FOR) <= 0;
			if (age.compareTo(TENS_FOR) > 0 && !isLastBeforeHorizon) {
				continue;
			}
			// the last point of each bucket stands for it
			boolean lastOfBucket = i + 1 == this.points.size()
					|| bucket(this.points.get(i + 1).at(), now) != bucket(point.at(), now);
			if (lastOfBucket || age.compareTo(ALL_FOR) <= 0) {
				kept.add(point);
			}
		}
		this.points.clear();
		this.points.addAll(kept);
	}

	private static long bucket(Instant at, Instant now) {
		Duration age = Duration.between(at, now);
		Duration width = (age.compareTo(MINUTES_FOR) <= 0) ? Duration.ofMinutes(1) : Duration.ofMinutes(10);
		return at.getEpochSecond() / width.toSeconds();
	}

	SizePoint first() {
		return this.points.get(0);
	}

	SizePoint last() {
		return this.points.get(this.points.size() - 1);
	}

	List<SizePoint> points() {
		return this.points;
	}

	/**
	 * What held at an instant.
	 * @param at the instant
	 * @return the point, or that of the beginning for an instant before it
	 */
	SizePoint at(Instant at) {
		int low = 0;
		int high = this.points.size() - 1;
		while (low < high) {
			int middle = (low + high + 1) >>> 1;
			if (this.points.get(middle).at().isAfter(at)) {
				high = middle - 1;
			}
			else {
				low = middle;
			}
		}
		return this.points.get(low);
	}

	/**
	 * Sizes at evenly spaced instants.
	 * @param from the first instant
	 * @param to the last instant
	 * @param sizes where to put them, one for each instant
	 * @param measure what is counted
	 */
	void resample(Instant from, Instant to, double[] sizes, ToIntFunction<SizePoint> measure) {
		long step = Duration.between(from, to).toMillis() / (sizes.length - 1);
		Instant at = from;
		for (int i = 0; i < sizes.length; i++) {
			sizes[i] = measure.applyAsInt(at((i == sizes.length - 1) ? to : at));
			at = at.plusMillis(step);
		}
	}

	/**
	 * The last instant at which the size was no more than a limit.
	 * @param limit the limit
	 * @param measure what is counted
	 * @return when the size rose above it for good, or the beginning
	 */
	Instant roseAbove(int limit, Measure measure) {
		for (int i = this.points.size() - 1; i >= 0; i--) {
			if (measure.told(this.points.get(i)) <= limit) {
				return this.points.get(Math.min(i + 1, this.points.size() - 1)).at();
			}
		}
		return first().at();
	}

	/**
	 * The largest size before an instant.
	 * @param end the instant
	 * @param measure what is counted
	 * @return the size, 0 if nothing is known of that time
	 */
	int peakBefore(Instant end, ToIntFunction<SizePoint> measure) {
		int peak = 0;
		for (SizePoint point : this.points) {
			if (!point.at().isBefore(end)) {
				break;
			}
			peak = Math.max(peak, measure.applyAsInt(point));
		}
		return peak;
	}

}
