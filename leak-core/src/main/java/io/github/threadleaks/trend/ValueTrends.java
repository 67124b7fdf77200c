// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.trend;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

import io.github.threadleaks.settings.DetectionSettings;

/**
 * Remembers numbers that are no threads, by name, and says whether they grow: by the same
 * test as families, on the same windows, with the same patience for warm-ups and gaps.
 */
public final class ValueTrends {

	private final GrowthTest growthTest;

	private final SampleTimes times;

	private final Map<String, Series> series = new HashMap<>();

	/**
	 * Makes an empty memory.
	 * @param settings when growth counts; its {@code minThreads} is the least gain
	 * @param interval the time between two values
	 */
	public ValueTrends(DetectionSettings settings, Duration interval) {
		this.growthTest = new GrowthTest(settings);
		this.times = new SampleTimes(interval);
	}

	/**
	 * Remembers values.
	 * @param at when they were read, later than those before
	 * @param values what was read, by name; what is not among them is forgotten, so the
	 * caller bounds what is kept
	 * @return whether each grows
	 */
	public Map<String, Growth> remember(Instant at, Map<String, Integer> values) {
		Instant begin = this.times.add(at);
		if (begin.equals(at)) {
			this.series.clear();
		}
		this.series.keySet().retainAll(values.keySet());
		Instant growsFrom = this.growthTest.begin(begin, at);
		Map<String, Growth> growths = new HashMap<>();
		values.forEach((name, value) -> {
			SizePoint point = SizePoint.of(at, value);
			Series known = this.series.computeIfAbsent(name, (unused) -> new Series(point));
			known.add(point);
			growths.put(name, this.growthTest.of(known, this.times.instants(), growsFrom, Measure.ALL));
		});
		return growths;
	}

}
