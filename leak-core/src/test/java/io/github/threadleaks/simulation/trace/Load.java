// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.simulation.trace;

/**
 * How busy the service is over time.
 *
 * @param shape how it changes
 * @param period of it, in seconds
 * @param phase where in the period the JVM starts, 0 to 1
 */
record Load(Shape shape, double period, double phase) {

	private static final double DAY = 86_400;

	private static final double REST = 0.15;

	/** In bursts, one stretch of ten is busy. */
	private static final int BURST_IN = 10;

	static Load of(Dice dice) {
		Shape shape = Shape.values()[dice.between(0, Shape.values().length - 1)];
		double period = switch (shape) {
			case DAILY -> DAY;
			case BURSTS -> dice.magnitude(60, 3_600);
			case ON_OFF -> dice.magnitude(1_800, 20_000);
			case RAMP -> dice.magnitude(120, 20_000);
			case CONSTANT -> 1;
		};
		return new Load(shape, period, dice.between(0.0, 1.0));
	}

	/**
	 * The load at a time.
	 * @param millis since the JVM started
	 * @return 0 to 1
	 */
	double at(long millis) {
		double at = millis / 1000.0 / this.period + this.phase;
		return switch (this.shape) {
			case CONSTANT -> 0.6;
			case DAILY -> REST + (1 - REST) * (0.5 - 0.5 * Math.cos(2 * Math.PI * at));
			case BURSTS -> (Long.remainderUnsigned(scramble((long) at), BURST_IN) == 0) ? 1 : REST;
			case ON_OFF -> (at - Math.floor(at) < 0.5) ? 0.8 : 0;
			case RAMP -> Math.min(1, REST + at - this.phase);
		};
	}

	private static long scramble(long value) {
		long mixed = (value + 1) * 0x9E3779B97F4A7C15L;
		return ((mixed ^ (mixed >>> 29)) * 0xBF58476D1CE4E5B9L) >>> 17;
	}

	/** How load changes. */
	enum Shape {

		/** The same all the time. */
		CONSTANT,

		/** A sine by day. */
		DAILY,

		/** Little, and now and then much. */
		BURSTS,

		/** Some, and then none. */
		ON_OFF,

		/** More and more, until it is enough. */
		RAMP

	}

}
