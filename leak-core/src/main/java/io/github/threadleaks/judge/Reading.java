// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.judge;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

import io.github.threadleaks.group.FamilyKey;
import io.github.threadleaks.group.FamilySample;
import io.github.threadleaks.group.GroupedSample;
import io.github.threadleaks.group.Grouper;
import io.github.threadleaks.group.Role;
import io.github.threadleaks.trend.FamilyTrend;
import io.github.threadleaks.trend.Growth;
import io.github.threadleaks.trend.Trends;

/**
 * What one sample says of one family.
 *
 * @param trend the family
 * @param shape what its growth looks like
 * @param enough whether it has grown enough for a verdict on that
 * @param growth its growth, empty while it does not grow
 */
record Reading(FamilyTrend trend, Shape shape, boolean enough, Optional<Growth.Sustained> growth) {

	static Reading of(FamilyTrend trend, Trends trends, int minThreads) {
		FamilySample family = trend.now();
		FamilyTrend line = family.key().isLine() ? trend
				: Objects.requireNonNull(trends.families().get(family.key().line()));
		boolean byPools = family.role() != Role.OWN_THREAD && family.site().idle();
		Growth judged = byPools ? trend.pools() : trend.growth();
		if (judged instanceof Growth.Sustained sustained) {
			// an idle worker that gets work has not left its pool, a busy one has ended
			// its task
			Growth.Sustained growth = byPools ? sustained.withReturnsOf(line, trends.sample().at()) : sustained;
			Shape shape = Shape.of(trend, line, growth, minThreads);
			if (shape != Shape.NONE) {
				return of(trend, shape, growth, minThreads);
			}
		}
		if ((byPools ? line : trend).lasting() instanceof Growth.Sustained sustained) {
			Growth.Sustained lasting = byPools ? withPools(sustained, trends.sample(), family.key(), Grouper.AGED)
					: sustained;
			Shape shape = Shape.ofLasting(trend, line, lasting);
			if (shape != Shape.NONE) {
				return of(trend, shape, lasting, minThreads);
			}
		}
		if (byPools && line.kept() instanceof Growth.Sustained sustained) {
			Growth.Sustained kept = withPools(sustained, trends.sample(), family.key(), Grouper.KEPT);
			Shape shape = Shape.ofKept(line, kept, sustained.withReturnsOf(line, trends.sample().at()), minThreads);
			if (shape != Shape.NONE) {
				return of(trend, shape, kept, minThreads);
			}
		}
		Growth whole = byPools ? trend.growth() : judged;
		return new Reading(trend, Shape.NONE, false,
				(whole instanceof Growth.Sustained growth) ? Optional.of(growth) : Optional.empty());
	}

	private static Reading of(FamilyTrend trend, Shape shape, Growth.Sustained growth, int minThreads) {
		return new Reading(trend, shape, shape.isEnough(trend.now(), growth, minThreads), Optional.of(growth));
	}

	/**
	 * By the pools that have come and stayed: that reached the age within the window.
	 */
	private static Growth.Sustained withPools(Growth.Sustained growth, GroupedSample sample, FamilyKey key,
			Duration age) {
		return growth.ofPools(PoolArrivals.count(sample.poolsSince(key), sample.at().minus(age), growth.window()));
	}

	/**
	 * Whether a family is judged at all: threads of their own by what they were started
	 * for, wherever they wait; workers by where they wait, as only there idle ones are
	 * told from busy ones.
	 */
	static boolean isOf(FamilyKey key, FamilySample family) {
		return key.isLine() == (family.role() == Role.OWN_THREAD);
	}

}
