// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.benchmarks.detection;

import java.util.List;

import io.github.threadleaks.simulation.trace.Trace;
import io.github.threadleaks.simulation.trace.TracePlan;
import io.github.threadleaks.simulation.trace.TraceResult;

/**
 * What is told of signals: nothing of healthy ones, and what leaked threads hold.
 */
final class SignalTable {

	private SignalTable() {
	}

	static void print(List<Watched> healthy, List<Watched> leaking, boolean onlyHealthy) {
		Table.head("signals", "traces", "hours", "with a suspected signal", "said to grow together");
		row("healthy services", healthy.stream().map(Watched::result).toList());
		if (!onlyHealthy) {
			row("beside a leak that holds none", leaking.stream().map(Watched::result).toList());
			row("of a leak whose threads hold a connection each", leaking.stream()
				.filter((watched) -> watched.result().plan().leak().filter(SignalTable::isOfOneThread).isPresent())
				.filter(Watched::isFound)
				.toList()
				.parallelStream()
				.map((watched) -> Trace.holdingConnections(watched.result().plan()))
				.toList());
		}
	}

	private static boolean isOfOneThread(TracePlan.Leaking leak) {
		return leak.shape().threads() == 1 && TraceRuns.isPromised(leak);
	}

	private static void row(String what, List<TraceResult> results) {
		Table.row(what, results.size(),
				Table.number(Math.rint(results.stream().mapToLong((each) -> each.watched().toMinutes()).sum() / 60.0)),
				results.stream().filter((each) -> !each.signals().suspected().isEmpty()).count(),
				results.stream().filter((each) -> !each.signals().together().isEmpty()).count());
		results.stream()
			.filter((each) -> !each.signals().suspected().isEmpty())
			.forEach((each) -> Table.progress(each.plan().id() + " suspects " + each.signals().suspected()));
	}

}
