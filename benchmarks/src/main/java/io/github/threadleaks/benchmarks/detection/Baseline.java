// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.benchmarks.detection;

import java.util.List;
import java.util.Optional;

/**
 * A rule that people use today.
 *
 * @param name what it says
 * @param rule the rule
 */
record Baseline(String name, Rule rule) {

	private static final double MANIFOLD = 2;

	private static final double GROWN = 1.1;

	private static final int GROWN_BY = 5;

	/** A threshold on the number of threads. */
	static Baseline above(int threads) {
		return new Baseline("more than " + Table.number(threads) + " threads", (now) -> now.threads() > threads);
	}

	static Baseline manifold() {
		return new Baseline("more than twice the threads of minute 10",
				(now) -> now.atMinute10().filter((then) -> now.threads() > MANIFOLD * then).isPresent());
	}

	static Baseline grown() {
		return new Baseline("10 % and 5 threads more than an hour ago",
				(now) -> now.anHourAgo()
					.filter((then) -> now.threads() >= then + GROWN_BY && now.threads() > GROWN * then)
					.isPresent());
	}

	/** LeakProf's rule: so many with identical stacks. */
	static Baseline alike(int threads) {
		return new Baseline("LeakProf: " + Table.number(threads) + " identical stacks",
				(now) -> now.mostAlike() >= threads);
	}

	/** The names of those that raise an alarm. */
	static List<String> alarming(Counts now) {
		return BaselineWatch.ALL.stream().filter((rule) -> rule.rule.alarms(now)).map(Baseline::name).toList();
	}

	/** When to raise an alarm. */
	@FunctionalInterface
	interface Rule {

		boolean alarms(Counts now);

	}

	/**
	 * What the rules look at.
	 *
	 * @param threads how many there are
	 * @param atMinute10 how many there were when the JVM was up for ten minutes
	 * @param anHourAgo how many there were an hour ago
	 * @param mostAlike most with the same stack
	 */
	record Counts(int threads, Optional<Integer> atMinute10, Optional<Integer> anHourAgo, int mostAlike) {
	}

}
