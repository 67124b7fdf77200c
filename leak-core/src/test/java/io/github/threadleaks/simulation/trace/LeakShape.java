// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.simulation.trace;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import io.github.threadleaks.judge.Pattern;

/**
 * A row of the table of leaks.
 *
 * @param name what it is called
 * @param threads how many threads each run leaks
 * @param patterns what may be told of it
 * @param script what leaks
 */
public record LeakShape(String name, int threads, Set<Pattern> patterns, Script script) {

	/**
	 * The table.
	 * @return all shapes
	 */
	public static List<LeakShape> all() {
		return Stream.of(PoolLeaks.ALL, ClientLeaks.ALL, RawThreadLeaks.ALL).flatMap(List::stream).toList();
	}

	/**
	 * The same as if it were healthy, to see that silence is not blindness.
	 * @param perHour how often it leaks
	 * @return a healthy shape that is none
	 */
	public HealthyShape disguised(double perHour) {
		return new HealthyShape(this.name, "a leak in disguise", (scene) -> {
			Runnable once = this.script.prepare(scene);
			scene.after(scene.dice().between(60.0, 3_600.0),
					() -> Arrivals.POISSON.begin(scene, 3_600 / perHour, once));
		});
	}

	@Override
	public String toString() {
		return this.name;
	}

	/**
	 * What leaks.
	 */
	@FunctionalInterface
	interface Script {

		/**
		 * Prepares what is there before the first leak.
		 * @return leaks once
		 */
		Runnable prepare(Scene scene);

	}

}
