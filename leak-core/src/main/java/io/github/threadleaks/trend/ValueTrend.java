// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.trend;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A number as it was, up to its last reading.
 */
public final class ValueTrend {

	/** A time is looked at in so many parts. */
	private static final int PARTS = 4;

	/** Each of them has at least this share of what was gained. */
	private static final double SHARE_OF_PART = 0.125;

	private final Series series;

	private final Duration lag;

	private final Instant now;

	private final Growth growth;

	ValueTrend(Series series, Duration lag, Instant now, Growth growth) {
		this.series = series;
		this.lag = lag;
		this.now = now;
		this.growth = growth;
	}

	/**
	 * Whether it grows.
	 * @return the growth, in the units in which it was remembered
	 */
	public Growth growth() {
		return this.growth;
	}

	/**
	 * How much later than it happened a rise is seen, as the least of some values counts.
	 * @return the lag, at most
	 */
	public Duration lag() {
		return this.lag;
	}

	/**
	 * Since when it is known.
	 * @return the first reading
	 */
	public Instant begin() {
		return this.series.first().at();
	}

	/**
	 * What it was.
	 * @param at when
	 * @return the value then, that of the beginning for an instant before it
	 */
	public int at(Instant at) {
		return this.series.at(at).threads();
	}

	/**
	 * The most that it was.
	 * @param from since this instant
	 * @param to until that one
	 * @return the largest value
	 */
	public int peak(Instant from, Instant to) {
		return this.series.points()
			.stream()
			.filter((point) -> point.at().isAfter(from) && !point.at().isAfter(to))
			.mapToInt(SizePoint::threads)
			.reduce(at(from), Math::max);
	}

	/**
	 * What has been held from some instants on: the least value since each.
	 * @param instants oldest first
	 * @return a value for each, never less than the one before
	 */
	public int[] heldSince(List<Instant> instants) {
		int[] held = new int[instants.size()];
		List<SizePoint> points = this.series.points();
		int point = points.size() - 1;
		int least = this.series.last().threads();
		for (int i = held.length - 1; i >= 0; i--) {
			while (point >= 0 && !points.get(point).at().isBefore(instants.get(i))) {
				least = Math.min(least, points.get(point).threads());
				point--;
			}
			least = Math.min(least, at(instants.get(i)));
			held[i] = least;
		}
		return held;
	}

	/**
	 * Whether it has gained in each quarter of a time and has never given that back. What
	 * follows the load of a day comes back within it, and what fills gains ever less.
	 * @param time how long
	 * @param least the least gain
	 * @return whether it has; not, if it is known for less long
	 */
	public boolean gainedForGood(Duration time, int least) {
		Instant from = this.now.minus(time);
		if (begin().isAfter(from) || this.series.last().threads() - at(from) < least) {
			return false;
		}
		Duration part = time.dividedBy(PARTS);
		int[] held = heldSince(List.of(from, from.plus(part), from.plus(part.multipliedBy(2)),
				from.plus(part.multipliedBy(PARTS - 1)), this.now));
		int gained = held[PARTS] - held[0];
		for (int i = 0; i < PARTS; i++) {
			if (held[i + 1] - held[i] < gained * SHARE_OF_PART) {
				return false;
			}
		}
		return true;
	}

}
