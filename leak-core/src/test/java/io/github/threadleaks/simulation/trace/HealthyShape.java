// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.simulation.trace;

import java.util.List;
import java.util.stream.Stream;

/**
 * A row of the table of what is healthy and looks like a leak.
 *
 * @param name what it is called
 * @param reason why it is none
 * @param script what happens
 */
public record HealthyShape(String name, String reason, Script script) {

	/**
	 * The table.
	 * @return all shapes
	 */
	public static List<HealthyShape> all() {
		return Stream.of(TomcatShapes.ALL, PoolShapes.ALL, LoopShapes.ALL, ChurnShapes.ALL, StepShapes.ALL)
			.flatMap(List::stream)
			.toList();
	}

	@Override
	public String toString() {
		return this.name;
	}

	/**
	 * What happens: schedules it.
	 */
	@FunctionalInterface
	interface Script {

		void play(Scene scene);

	}

}
