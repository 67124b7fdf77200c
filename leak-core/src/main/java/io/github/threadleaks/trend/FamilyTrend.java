// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.trend;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

import io.github.threadleaks.group.FamilySample;

/**
 * A family as it is and as it was.
 */
public final class FamilyTrend {

	private final FamilySample now;

	private final Series series;

	private final GrowthTest test;

	private final List<Instant> samples;

	private final Instant begin;

	FamilyTrend(FamilySample now, Series series, GrowthTest test, List<Instant> samples, Instant begin) {
		this.now = now;
		this.series = series;
		this.test = test;
		this.samples = samples;
		this.begin = begin;
	}

	/**
	 * The family at the last sample.
	 * @return the family
	 */
	public FamilySample now() {
		return this.now;
	}

	/**
	 * Whether it grows. Computed when asked for, until the next sample.
	 * @return the growth
	 */
	public Growth growth() {
		return this.test.of(this.series, this.samples, this.begin, Measure.ALL);
	}

	/**
	 * Whether it grows by ever more pools. Computed when asked for, until the next
	 * sample.
	 * @return the growth of the number of pools, told in threads
	 */
	public Growth pools() {
		return this.test.of(this.series, this.samples, this.begin, Measure.POOLS);
	}

	/**
	 * Whether those of its members grow in number that have lived for
	 * {@link io.github.threadleaks.group.Grouper#KEPT}, whatever comes and goes beside
	 * them. Computed when asked for, until the next sample.
	 * @return the growth, told in such threads
	 */
	public Growth kept() {
		return this.test.of(this.series, this.samples, this.begin, Measure.KEPT);
	}

	/**
	 * Whether those of its members grow in number that have lived for
	 * {@link io.github.threadleaks.group.Grouper#AGED}, whatever comes and goes beside
	 * them. Computed when asked for, until the next sample.
	 * @return the growth, told in such threads
	 */
	public Growth lasting() {
		return this.test.of(this.series, this.samples, this.begin, Measure.LASTING);
	}

	/**
	 * Of all that ever came, how many have left.
	 * @return a share from 0 to 1
	 */
	public double returned() {
		SizePoint last = this.series.last();
		return last.left() / (double) Math.max(1, last.arrived());
	}

	/**
	 * The largest size that it had before.
	 * @param end before this instant
	 * @return the size
	 */
	public int peakBefore(Instant end) {
		return this.series.peakBefore(end, Measure.ALL::tested);
	}

	/**
	 * The most pools that it had before.
	 * @param end before this instant
	 * @return how many
	 */
	public int mostPoolsBefore(Instant end) {
		return this.series.peakBefore(end, Measure.POOLS::tested);
	}

	/**
	 * The most members that it had before which had lived for
	 * {@link io.github.threadleaks.group.Grouper#KEPT}.
	 * @param end before this instant
	 * @return how many
	 */
	public int mostKeptBefore(Instant end) {
		return this.series.peakBefore(end, Measure.KEPT::tested);
	}

	/**
	 * Its size at an instant.
	 * @param at the instant
	 * @return the size, that of the beginning for an instant before it
	 */
	public SizePoint at(Instant at) {
		return this.series.at(at);
	}

	/**
	 * Its sizes since an instant, evenly thinned.
	 * @param since the instant
	 * @param limit at most so many points, at least 2
	 * @return the points, oldest first
	 */
	public List<SizePoint> history(Instant since, int limit) {
		List<SizePoint> points = this.series.points()
			.stream()
			.dropWhile((point) -> point.at().isBefore(since))
			.toList();
		int stride = (points.size() + limit - 1) / limit;
		if (stride <= 1) {
			return points;
		}
		// the last of each stride, so that the newest is among them
		return IntStream.range(0, points.size())
			.filter((i) -> (points.size() - 1 - i) % stride == 0)
			.mapToObj(points::get)
			.toList();
	}

}
