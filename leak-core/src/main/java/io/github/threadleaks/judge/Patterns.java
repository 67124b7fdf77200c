// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.judge;

import java.util.Optional;
import java.util.Set;

import io.github.threadleaks.group.FamilySample;
import io.github.threadleaks.group.Role;

/**
 * Tells which mistake a family looks like.
 */
final class Patterns {

	private static final Set<String> SLEEPS = Set.of("java.lang.Thread.sleep", "java.util.concurrent.TimeUnit.sleep",
			"java.util.concurrent.locks.LockSupport.parkNanos");

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
			case RUNNABLE -> isMostlyRunning(family) ? Pattern.BUSY_LOOP : unknown(family);
			default -> sleepsInThreadOfItsOwn(family) ? Pattern.UNBOUNDED_THREADS : unknown(family);
		};
	}

	private static Pattern unknown(FamilySample family) {
		return (family.role() == Role.OWN_THREAD) ? Pattern.UNKNOWN : Pattern.STUCK_REQUEST;
	}

	/**
	 * The library whose client keeps these threads.
	 * @param family some threads
	 * @return the beginning of its names that the table knows, or empty
	 */
	static Optional<String> library(FamilySample family) {
		return PatternRule.TABLE.stream()
			.filter((rule) -> rule.pattern() == Pattern.CLIENT_NOT_CLOSED)
			.flatMap((rule) -> rule.match(family).stream())
			.findFirst();
	}

	private static boolean isMostlyRunning(FamilySample family) {
		return family.site().api().isEmpty() && family.restless() * 2 > family.threads();
	}

	/**
	 * A pool's worker that sleeps is stuck in its task, and their number is the pool's.
	 */
	private static boolean sleepsInThreadOfItsOwn(FamilySample family) {
		return SLEEPS.contains(family.site().api()) && family.role() == Role.OWN_THREAD;
	}

}
