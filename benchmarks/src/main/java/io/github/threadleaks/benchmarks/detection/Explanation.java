// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.benchmarks.detection;

import io.github.threadleaks.simulation.trace.TraceResult;

/**
 * Says of a trace what went wrong in it, and how to see it again.
 */
final class Explanation {

	private Explanation() {
	}

	static void print(Watched watched) {
		TraceResult result = watched.result();
		for (TraceResult.FalseAlarm alarm : result.falseAlarms()) {
			Table.line("- false alarm in `--trace=" + result.plan().id() + "` after " + Table.time(alarm.after())
					+ ", shape " + alarm.shape() + ", " + alarm.verdict() + ", " + alarm.summary() + " Among "
					+ result.plan().healthy());
		}
		if (!watched.leaks()) {
			return;
		}
		String outcome = result.found()
			.map((found) -> "found after " + Table.time(found.after()) + " at " + found.threads() + " threads as "
					+ found.pattern() + (found.rightPattern() ? "" : " (wrong pattern)") + ": " + found.summary())
			.orElse("missed in " + Table.time(result.watched()));
		if (!result.withinTarget() || result.told() > 1) {
			Table.line("- leak in `--trace=" + result.plan().id() + "`, begun after "
					+ Table.time(result.leakBegan().orElseThrow()) + ", " + outcome + " Told as " + result.told()
					+ ". Among " + result.plan().healthy());
		}
	}

}
