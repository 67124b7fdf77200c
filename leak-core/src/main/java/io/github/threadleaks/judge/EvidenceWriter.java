// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.judge;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import io.github.threadleaks.group.FamilySample;
import io.github.threadleaks.group.Grouper;
import io.github.threadleaks.group.Role;
import io.github.threadleaks.settings.Words;
import io.github.threadleaks.trend.Growth;
import io.github.threadleaks.trend.Pace;

/**
 * Writes down the facts behind a verdict.
 */
final class EvidenceWriter {

	/** What a cleaner or finalizer may end, once nobody holds it. */
	private static final Set<Pattern> PERHAPS_UNTIL_GC = Set.of(Pattern.EXECUTOR_NOT_SHUT_DOWN,
			Pattern.TIMER_NOT_CANCELLED, Pattern.CLIENT_NOT_CLOSED);

	private EvidenceWriter() {
	}

	/**
	 * The facts about a family that grows.
	 * @param family the family
	 * @param growth its growth
	 * @param shape what that looks like
	 * @param pattern which mistake it looks like
	 * @param collections old and full collections since the growth began
	 * @return the facts, that of the growth first
	 */
	static List<Evidence> of(FamilySample family, Growth.Sustained growth, Shape shape, Pattern pattern,
			long collections) {
		List<Evidence> facts = new ArrayList<>();
		facts.add(growth(growth, shape));
		if (Shape.noneReturn(growth)) {
			facts.add(noReturn(growth, shape));
		}
		if (family.rested() > 0) {
			facts.add(Evidence.of(EvidenceKind.DORMANT, family.rested(), "threads",
					"%d of %d have used no CPU for %d s or longer.", family.rested(), family.threads(),
					Grouper.RESTED.toSeconds()));
		}
		if (family.role() != Role.OWN_THREAD && growth.owners() > 1) {
			facts.add(Evidence.of(EvidenceKind.SCATTERED_POOLS, family.owners(), "pools",
					family.site().idle() ? "They are idle workers of %d different pools, %d more than before."
							: "They are workers of %d different pools, %d more than before.",
					family.owners(), growth.owners()));
		}
		if (family.atSite() >= family.threads() * Shape.NEARLY_ALL) {
			facts.add(sameSite(family));
		}
		if (family.untimed() >= family.threads() * Shape.NEARLY_ALL) {
			facts.add(Evidence.of(EvidenceKind.UNTIMED_WAIT, family.untimed(), "threads",
					"%d of %d wait without a timeout.", family.untimed(), family.threads()));
		}
		survivedGc(family, pattern, collections, facts);
		if (family.spinning() > 0) {
			facts.add(spinning(family));
		}
		return facts;
	}

	private static Evidence growth(Growth.Sustained growth, Shape shape) {
		Pace pace = growth.pace();
		String who = shape.age().isZero() ? "Grew" : "Those that had lived for " + Words.of(shape.age()) + " grew";
		return Evidence.of(EvidenceKind.GROWTH, rounded(pace.perHour()), "threads/hour",
				who + " from %d to %d in %s, in both halves of that time; now by %s an hour"
						+ " (95 %% confidence: %s to %s).",
				growth.from(), growth.to(), Words.of(growth.window()), told(pace.perHour()), told(pace.low()),
				told(pace.high()));
	}

	private static Evidence noReturn(Growth.Sustained growth, Shape shape) {
		boolean lasting = !shape.age().isZero();
		return Evidence.of(EvidenceKind.NO_RETURN, (double) (growth.arrived() - growth.left()),
				lasting ? Evidence.LASTING_THREADS : "threads",
				lasting ? "%d lived for " + Words.of(shape.age()) + ", and %s of those left in %s."
						: "%d came and %s left in %s.",
				growth.arrived(), none(growth.left()), Words.of(growth.window()));
	}

	private static void survivedGc(FamilySample family, Pattern pattern, long collections, List<Evidence> facts) {
		if (collections > 0) {
			facts.add(Evidence.of(EvidenceKind.SURVIVED_GC, family.survived(), "threads",
					"%d of %d have survived a full or old garbage collection; %d ran since the growth began.",
					family.survived(), family.threads(), collections));
		}
		else if (endsByGc(pattern)) {
			facts.add(Evidence.of(EvidenceKind.SURVIVED_GC, 0, "threads",
					"No full or old garbage collection was seen since the growth began: the next may still end some."));
		}
	}

	/**
	 * Whether a garbage collection may end such threads, once nobody holds what owns
	 * them.
	 * @param pattern which mistake it is
	 * @return whether an executor, a timer or a client owns them
	 */
	static boolean endsByGc(Pattern pattern) {
		return PERHAPS_UNTIL_GC.contains(pattern);
	}

	static Evidence sameSite(FamilySample family) {
		return Evidence.of(EvidenceKind.SAME_SITE, family.atSite(), "threads", "%d of %d wait in %s.", family.atSite(),
				family.threads(), family.site().inWords());
	}

	static Evidence stuck(FamilySample family, Duration stuckAfter) {
		return Evidence.of(EvidenceKind.STUCK, family.stuck(), "threads",
				"%d %s been held by one request for more than %s, without using CPU.", family.stuck(),
				has(family.stuck()), Words.of(stuckAfter));
	}

	static Evidence spinning(FamilySample family) {
		return Evidence.of(EvidenceKind.SPINNING, family.spinning(), "threads",
				"%d %s kept a core busy in the same place for 2 min or longer: %s.", family.spinning(),
				has(family.spinning()), family.site().inWords());
	}

	private static String has(int threads) {
		return (threads == 1) ? "has" : "have";
	}

	private static String none(long count) {
		return (count == 0) ? "none" : String.valueOf(count);
	}

	private static Number told(double perHour) {
		if (perHour >= 10) {
			return Math.round(perHour);
		}
		return rounded(perHour);
	}

	private static double rounded(double value) {
		return Math.round(value * 10) / 10.0;
	}

}
