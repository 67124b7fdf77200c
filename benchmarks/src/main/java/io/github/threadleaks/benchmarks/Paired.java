// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * One figure with a thing and without it, measured in turns.
 *
 * @param with the median with it
 * @param without the median without it
 */
record Paired(double with, double without) {

	/**
	 * Measures.
	 * @param pairs how many times each; an odd number, for the median
	 * @param measurement is told whether the thing is to be on
	 */
	static Paired measure(int pairs, Measurement measurement) throws IOException, InterruptedException {
		List<Double> with = new ArrayList<>();
		List<Double> without = new ArrayList<>();
		for (int i = 0; i < pairs; i++) {
			// who is first changes, as a machine grows warmer or busier meanwhile
			boolean first = i % 2 == 0;
			(first ? with : without).add(measurement.measure(first));
			(first ? without : with).add(measurement.measure(!first));
		}
		System.err.println("With: " + with + ", without: " + without);
		return new Paired(median(with), median(without));
	}

	static double median(List<Double> values) {
		List<Double> sorted = new ArrayList<>(values);
		Collections.sort(sorted);
		return sorted.get(sorted.size() / 2);
	}

	double added() {
		return this.with - this.without;
	}

	double addedPercent() {
		return added() / this.without * 100;
	}

	/** One measurement. */
	interface Measurement {

		double measure(boolean on) throws IOException, InterruptedException;

	}

}
