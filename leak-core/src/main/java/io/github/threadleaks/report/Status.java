// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.report;

import java.util.List;

import io.github.threadleaks.judge.Verdict;

/**
 * The answer in one word.
 */
public enum Status {

	/** Nothing leaks. */
	OK,

	/** Observed for too short a time to say that nothing leaks. */
	WARMING_UP,

	/** At least one leak is suspected that nobody has accepted. */
	SUSPECTED,

	/** At least one leak is confirmed or proven that nobody has accepted. */
	LEAKING;

	static Status of(List<Leak> open, boolean warmingUp) {
		Verdict worst = open.stream()
			.filter((leak) -> !leak.accepted())
			.map(Leak::verdict)
			.max(Verdict::compareTo)
			.orElse(Verdict.WATCHING);
		return switch (worst) {
			case PROVEN, CONFIRMED -> LEAKING;
			case SUSPECTED -> SUSPECTED;
			case WATCHING, RESOLVED -> warmingUp ? WARMING_UP : OK;
		};
	}

}
