// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.simulation.trace;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import io.github.threadleaks.judge.Verdict;
import io.github.threadleaks.report.Signal;
import io.github.threadleaks.report.Signs;

/**
 * Writes down what is told of signals.
 */
final class SignalVerdicts {

	private final Set<String> suspected = new LinkedHashSet<>();

	private final Set<String> together = new LinkedHashSet<>();

	void judge(Signs signs) {
		signs.together()
			.ifPresentOrElse((sentence) -> this.together.add(sentence.toString()), () -> signs.signals()
				.stream()
				.filter((
						signal) -> signal.verdict().filter((verdict) -> verdict.atLeast(Verdict.SUSPECTED)).isPresent())
				.map(Signal::name)
				.forEach((name) -> this.suspected.add(name.toString())));
	}

	TraceResult.SignalsTold told() {
		return new TraceResult.SignalsTold(List.copyOf(this.suspected), List.copyOf(this.together));
	}

}
