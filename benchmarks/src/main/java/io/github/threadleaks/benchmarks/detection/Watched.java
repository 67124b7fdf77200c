// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.benchmarks.detection;

import java.util.List;
import java.util.Optional;

import io.github.threadleaks.simulation.trace.Trace;
import io.github.threadleaks.simulation.trace.TracePlan;
import io.github.threadleaks.simulation.trace.TraceResult;

/**
 * A trace as the detector and the rules of today saw it.
 *
 * @param result what the detector said
 * @param alarms what the rules of today said
 */
record Watched(TraceResult result, List<BaselineWatch.Alarm> alarms) {

	static Watched run(TracePlan plan, boolean births) {
		BaselineWatch baselines = new BaselineWatch();
		TraceResult result = Trace.run(plan, baselines, births);
		return new Watched(result, List.copyOf(baselines.alarms()));
	}

	boolean leaks() {
		return this.result.leakBegan().isPresent();
	}

	boolean isFound() {
		return this.result.found().isPresent();
	}

	/** The leak that is planned; there is one. */
	TracePlan.Leaking leak() {
		return this.result.plan().leak().orElseThrow();
	}

	double hours() {
		return this.result.watched().toMinutes() / 60.0;
	}

	/** How often it had leaked when it was found. */
	Optional<Integer> usesWhenFound() {
		return this.result.found()
			.map((found) -> (found.threads() + leak().shape().threads() - 1) / leak().shape().threads());
	}

	/** The first alarm of a rule after the leak began. */
	Optional<BaselineWatch.Alarm> firstAlarm(Baseline rule) {
		return this.alarms.stream()
			.filter((alarm) -> alarm.rule().equals(rule) && alarm.after().isPresent())
			.findFirst();
	}

}
