// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.judge;

import java.util.ArrayList;
import java.util.List;

import io.github.threadleaks.group.FamilySample;
import io.github.threadleaks.group.Grouper;
import io.github.threadleaks.settings.Words;
import io.github.threadleaks.trend.Growth;

/**
 * Writes down the facts that speak for a leak, each with its number.
 */
final class EvidenceWriter {

	/** Said of all when it is true of so many. */
	private static final double NEARLY_ALL = 0.8;

	private EvidenceWriter() {
	}

	static List<Evidence> of(FamilySample family, Growth.Sustained growth) {
		List<Evidence> facts = new ArrayList<>();
		String window = Words.of(growth.window());
		facts.add(Evidence.of(EvidenceKind.GROWTH, rounded(growth.perHour()), "threads/hour",
				"Grew from %d to %d in %s, in both halves of that time.", growth.from(), growth.to(), window));
		if (Shape.noneReturn(growth)) {
			facts.add(Evidence.of(EvidenceKind.NO_RETURN, (double) (growth.arrived() - growth.left()), "threads",
					"%d came and %s left in %s.", growth.arrived(), none(growth.left()), window));
		}
		if (family.rested() > 0) {
			facts.add(Evidence.of(EvidenceKind.DORMANT, family.rested(), "threads",
					"%d of %d have used no CPU for %d s or longer.", family.rested(), family.threads(),
					Grouper.RESTED.toSeconds()));
		}
		if (family.site().idle() && Shape.scattered(growth)) {
			facts.add(Evidence.of(EvidenceKind.SCATTERED_POOLS, family.owners(), "pools",
					"They are idle workers of %d different pools, %d more than before.", family.owners(),
					growth.owners()));
		}
		if (!family.key().isLine()) {
			facts.add(Evidence.of(EvidenceKind.SAME_SITE, family.threads(), "threads", "All %d wait in %s.",
					family.threads(), family.site().inWords()));
		}
		if (family.untimed() >= family.threads() * NEARLY_ALL) {
			facts.add(Evidence.of(EvidenceKind.UNTIMED_WAIT, family.untimed(), "threads",
					"%d of %d wait without a timeout.", family.untimed(), family.threads()));
		}
		return facts;
	}

	private static String none(long count) {
		return (count == 0) ? "none" : String.valueOf(count);
	}

	private static double rounded(double value) {
		return Math.round(value * 10) / 10.0;
	}

}
