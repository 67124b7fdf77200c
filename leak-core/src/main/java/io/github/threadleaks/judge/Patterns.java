// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.judge;

import io.github.threadleaks.group.FamilySample;

/**
 * Tells which mistake a family looks like.
 */
final class Patterns {

	private static final String SLEEP = "java.lang.Thread.sleep";

	private Patterns() {
	}

	static Pattern of(FamilySample family) {
		for (PatternRule rule : PatternRule.TABLE) {
			if (rule.matches(family)) {
				return rule.pattern();
			}
		}
		if (family.site().idle()) {
			return Pattern.EXECUTOR_NOT_SHUT_DOWN;
		}
		return switch (family.state()) {
			case BLOCKED -> Pattern.LOCK_NEVER_RELEASED;
			case RUNNABLE -> isMostlyRunning(family) ? Pattern.BUSY_LOOP : Pattern.UNKNOWN;
			default -> sleepsInApplicationCode(family) ? Pattern.UNBOUNDED_THREADS : Pattern.UNKNOWN;
		};
	}

	private static boolean isMostlyRunning(FamilySample family) {
		return family.site().api().isEmpty() && family.restless() * 2 > family.threads();
	}

	private static boolean sleepsInApplicationCode(FamilySample family) {
		return !family.site().caller().isEmpty() && family.site().api().startsWith(SLEEP);
	}

}
