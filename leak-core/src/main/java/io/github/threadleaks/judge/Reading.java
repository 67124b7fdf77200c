// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.judge;

import java.util.Objects;
import java.util.Optional;

import io.github.threadleaks.group.FamilyKey;
import io.github.threadleaks.group.FamilySample;
import io.github.threadleaks.group.Role;
import io.github.threadleaks.trend.FamilyTrend;
import io.github.threadleaks.trend.Growth;
import io.github.threadleaks.trend.Trends;

/**
 * What one sample says of one family.
 *
 * @param trend the family
 * @param shape what its growth looks like
 * @param growth its growth, empty while it does not grow
 */
record Reading(FamilyTrend trend, Shape shape, Optional<Growth.Sustained> growth) {

	static Reading of(FamilyTrend trend, Trends trends, int minThreads) {
		FamilyTrend line = Objects.requireNonNull(trends.families().get(trend.now().key().line()));
		Optional<Growth.Sustained> growth = Optional.empty();
		if (trend.growth() instanceof Growth.Sustained sustained) {
			Shape shape = Shape.of(trend, line, sustained, minThreads);
			if (shape != Shape.NONE) {
				return new Reading(trend, shape, Optional.of(sustained));
			}
			growth = Optional.of(sustained);
		}
		if (trend.lasting() instanceof Growth.Sustained lasting) {
			Shape shape = Shape.ofLasting(trend, line, lasting, minThreads);
			if (shape != Shape.NONE) {
				return new Reading(trend, shape, Optional.of(lasting));
			}
		}
		return new Reading(trend, Shape.NONE, growth);
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
