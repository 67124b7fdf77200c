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

	private final Growth growth;

	FamilyTrend(FamilySample now, Series series, Growth growth) {
		this.now = now;
		this.series = series;
		this.growth = growth;
	}

	/**
	 * The family at the last sample.
	 * @return the family
	 */
	public FamilySample now() {
		return this.now;
	}

	/**
	 * Whether it grows.
	 * @return the growth
	 */
	public Growth growth() {
		return this.growth;
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
