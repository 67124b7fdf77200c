// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.benchmarks;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.DoubleBinaryOperator;

/**
 * One figure with a thing and without it, measured side by side or in turns, so that
 * whatever else the machine has to do meets both.
 */
final class Paired {

	private final List<Double> with = new ArrayList<>();

	private final List<Double> without = new ArrayList<>();

	void add(double figureWith, double figureWithout) {
		this.with.add(figureWith);
		this.without.add(figureWithout);
	}

	/** The median without the thing. */
	double without() {
		return median(this.without);
	}

	/** The median of what is added. */
	double added() {
		return median(pairs((on, off) -> on - off));
	}

	/** The median of what is added, in percent. */
	double addedPercent() {
		return median(pairs((on, off) -> (on / off - 1) * 100));
	}

	private List<Double> pairs(DoubleBinaryOperator both) {
		List<Double> results = new ArrayList<>();
		for (int i = 0; i < this.with.size(); i++) {
			results.add(both.applyAsDouble(this.with.get(i), this.without.get(i)));
		}
		return results;
	}

	private static double median(List<Double> values) {
		List<Double> sorted = new ArrayList<>(values);
		Collections.sort(sorted);
		return sorted.get(sorted.size() / 2);
	}

	@Override
	public String toString() {
		return "with: " + this.with + ", without: " + this.without;
	}

}
