// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.simulation.trace;

import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Chance that repeats itself: the same seed gives the same throws.
 */
final class Dice {

	/** From this mean on Poisson's distribution is as good as normal. */
	private static final double NORMAL_FROM = 30;

	private final RandomGenerator random;

	Dice(long seed) {
		this.random = new SplittableRandom(seed);
	}

	long seed() {
		return this.random.nextLong(1, 1_000_000_000_000L);
	}

	/** From one number to another, both included. */
	int between(int from, int to) {
		return this.random.nextInt(from, to + 1);
	}

	double between(double from, double to) {
		return this.random.nextDouble(from, to);
	}

	/** As often between 1 and 10 as between 10 and 100. */
	double magnitude(double from, double to) {
		return Math.exp(between(Math.log(from), Math.log(to)));
	}

	boolean chance(double probability) {
		return this.random.nextDouble() < probability;
	}

	/** A waiting time without memory. */
	double exponential(double mean) {
		return this.random.nextExponential() * mean;
	}

	/** How many come when so many are to be expected. */
	int poisson(double mean) {
		if (mean >= NORMAL_FROM) {
			return (int) Math.max(0, Math.round(mean + this.random.nextGaussian() * Math.sqrt(mean)));
		}
		double limit = Math.exp(-mean);
		int count = 0;
		for (double product = this.random.nextDouble(); product > limit; product *= this.random.nextDouble()) {
			count++;
		}
		return count;
	}

	<T> T oneOf(List<T> choices) {
		return choices.get(this.random.nextInt(choices.size()));
	}

	/** Random characters out of some. */
	String token(String alphabet, int length) {
		StringBuilder token = new StringBuilder(length);
		for (int i = 0; i < length; i++) {
			token.append(alphabet.charAt(this.random.nextInt(alphabet.length())));
		}
		return token.toString();
	}

	/** An own dice for a part, so that parts do not disturb each other. */
	Dice another() {
		return new Dice(seed());
	}

}
