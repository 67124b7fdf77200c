// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.benchmarks.detection;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.threadleaks.simulation.trace.Arrivals;
import io.github.threadleaks.simulation.trace.HealthyShape;
import io.github.threadleaks.simulation.trace.LeakShape;
import io.github.threadleaks.simulation.trace.Target;
import io.github.threadleaks.simulation.trace.TracePlan;

/**
 * Which traces are run, all cores at work.
 */
final class TraceRuns {

	/** Leaks an hour that are to be found. */
	private static final double[] PROMISED = { 3, 6, 12, 60, 360, 600, 1_200, 3_600, 18_000 };

	/** Leaks an hour that nobody promised to find. */
	private static final double[] SLOW = { 0.2, 0.5, 1, 2 };

	private static final int PROGRESS_EVERY = 100;

	private final SplittableRandom seeds;

	TraceRuns(long seed) {
		this.seeds = new SplittableRandom(seed);
	}

	/** Healthy traces, at least so many hours; of one shape, if only that is wanted. */
	List<TracePlan> healthy(long hours, String only) {
		List<TracePlan> plans = new ArrayList<>();
		for (double left = hours; left > 0; left -= plans.get(plans.size() - 1).length().toMinutes() / 60.0) {
			plans.add(only.isEmpty() ? TracePlan.healthy(seed()) : TracePlan.of("healthy/" + only + "/" + seed()));
		}
		return plans;
	}

	/** One of each shape, rate and arrivals; of some, if only those are wanted. */
	List<TracePlan> leaking(String only, List<Arrivals> wanted) {
		List<TracePlan> plans = new ArrayList<>();
		for (LeakShape shape : LeakShape.all()) {
			if (!only.isEmpty() && !shape.name().equals(only)) {
				continue;
			}
			for (Arrivals arrivals : wanted) {
				for (double perHour : PROMISED) {
					plans.add(TracePlan.leaking(seed(), new TracePlan.Leaking(shape, perHour, arrivals)));
				}
			}
			for (double perHour : SLOW) {
				plans.add(TracePlan.leaking(seed(), new TracePlan.Leaking(shape, perHour, Arrivals.POISSON)));
			}
		}
		return plans;
	}

	static boolean isHealthyShape(String name) {
		return HealthyShape.all().stream().anyMatch((shape) -> shape.name().equals(name));
	}

	static boolean isPromised(TracePlan.Leaking leak) {
		return leak.perHour() >= Target.LEAST_PER_HOUR;
	}

	private long seed() {
		return this.seeds.nextLong(1, 1_000_000_000);
	}

	static List<Watched> run(List<TracePlan> plans, boolean births) {
		AtomicInteger done = new AtomicInteger();
		List<TracePlan> mixed = new ArrayList<>(plans);
		// long and short ones side by side, so that no core is idle at the end
		Collections.shuffle(mixed, new Random(1));
		return mixed.parallelStream().map((plan) -> {
			Watched watched = Watched.run(plan, births);
			int count = done.incrementAndGet();
			if (count % PROGRESS_EVERY == 0) {
				Table.progress(count + " of " + plans.size() + " traces");
			}
			return watched;
		}).toList();
	}

}
