// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.judge;

import java.util.ArrayList;
import java.util.List;

import io.github.threadleaks.group.FamilySample;
import io.github.threadleaks.group.Grouper;
import io.github.threadleaks.group.WaitSite;
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
		facts.add(
				new Evidence(EvidenceKind.GROWTH, Words.format("Grew from %d to %d in %s, in both halves of that time.",
						growth.from(), growth.to(), window), rounded(growth.perHour()), "threads/hour"));
		if (Shape.noneReturn(growth)) {
			facts.add(new Evidence(EvidenceKind.NO_RETURN,
					Words.format("%d came and %s left in %s.", growth.arrived(), none(growth.left()), window),
					growth.arrived() - growth.left(), "threads"));
		}
		if (family.rested() > 0) {
			facts.add(new Evidence(EvidenceKind.DORMANT, Words.format("%d of %d have used no CPU for %d s or longer.",
					family.rested(), family.threads(), Grouper.RESTED.toSeconds()), family.rested(), "threads"));
		}
		if (family.site().idle() && Shape.scattered(growth)) {
			facts.add(new Evidence(EvidenceKind.SCATTERED_POOLS,
					Words.format("They are idle workers of %d different pools, %d more than before.", family.owners(),
							growth.owners()),
					family.owners(), "pools"));
		}
		if (!family.key().isLine()) {
			facts.add(new Evidence(EvidenceKind.SAME_SITE,
					Words.format("All %d wait in %s.", family.threads(), place(family.site())), family.threads(),
					"threads"));
		}
		if (family.untimed() >= family.threads() * NEARLY_ALL) {
			facts.add(new Evidence(EvidenceKind.UNTIMED_WAIT,
					Words.format("%d of %d wait without a timeout.", family.untimed(), family.threads()),
					family.untimed(), "threads"));
		}
		return facts;
	}

	private static String place(WaitSite wait) {
		if (wait.caller().isEmpty()) {
			return wait.api();
		}
		return wait.api().isEmpty() ? wait.caller() : wait.api() + ", called by " + wait.caller();
	}

	private static String none(long count) {
		return (count == 0) ? "none" : String.valueOf(count);
	}

	private static double rounded(double value) {
		return Math.round(value * 10) / 10.0;
	}

}
