// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.simulation.trace;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * What happens to a JVM from outside.
 *
 * @param at when, in milliseconds
 * @param kind what
 * @param jump by how much the clock jumps, if it does
 */
record Disturbance(long at, Kind kind, Duration jump) {

	/** Disturbances in order: few, and mostly none. */
	static List<Disturbance> some(Dice dice, long length) {
		return Stream.generate(() -> one(dice, length))
			.limit(dice.chance(0.5) ? dice.between(1, 3) : 0)
			.sorted(Comparator.comparing(Disturbance::at))
			.toList();
	}

	private static Disturbance one(Dice dice, long length) {
		Kind kind = dice.oneOf(List.of(Kind.CLOCK_JUMPS, Kind.CLOCK_JUMPS, Kind.NEW_DETECTOR, Kind.NEW_JVM));
		long seconds = Math.round(dice.chance(0.3) ? -dice.magnitude(1, 3_600) : dice.magnitude(5, 40_000));
		return new Disturbance(Math.round(dice.between(0.0, (double) length)), kind, Duration.ofSeconds(seconds));
	}

	/** Kinds of them. */
	enum Kind {

		/** The machine was suspended, or its clock was set. */
		CLOCK_JUMPS,

		/** The application's context was restarted in the same JVM. */
		NEW_DETECTOR,

		/** The service was restarted. */
		NEW_JVM

	}

}
