// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.trend;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

import io.github.threadleaks.settings.DetectionSettings;

/**
 * Remembers numbers that are no threads, by name, and says whether they grow: by the same
 * test as families, on the same windows, with the same patience for warm-ups and gaps.
 * What is remembered is the least of the last few values: what comes and goes between
 * them, as connections of a busy pool do, is not kept.
 */
public final class ValueTrends {

	/** Values of which the least counts. */
	private static final int LEAST_OF = 4;

	/** A test of what grows takes some 50 microseconds. */
	private static final int TESTED_EVERY = 3;

	/** A name that is missing for so many values is forgotten. */
	private static final int MISSING = 20;

	private final GrowthTest growthTest;

	private final SampleTimes times;

	private final Duration lag;

	private final Map<String, Past> pasts = new HashMap<>();

	private int tick;

	private int made;

	/**
	 * Makes an empty memory.
	 * @param settings when growth counts; its {@code minThreads} is the least gain
	 * @param interval the time between two values
	 */
	public ValueTrends(DetectionSettings settings, Duration interval) {
		this.growthTest = new GrowthTest(settings);
		this.times = new SampleTimes(interval);
		this.lag = interval.multipliedBy(LEAST_OF - 1);
	}

	/**
	 * Remembers values.
	 * @param at when they were read, later than those before
	 * @param values what was read, by name; what is missing for long is forgotten, so the
	 * caller bounds what is kept
	 * @return what is known of each
	 */
	public Map<String, ValueTrend> remember(Instant at, Map<String, Integer> values) {
		Instant begin = this.times.add(at);
		if (begin.equals(at)) {
			this.pasts.clear();
		}
		this.tick++;
		Instant growsFrom = this.growthTest.begin(begin, at);
		Map<String, ValueTrend> trends = new HashMap<>();
		values.forEach((name, value) -> {
			Past past = this.pasts.computeIfAbsent(name, (unused) -> new Past(at, value, this.made++ % TESTED_EVERY));
			Series series = past.add(at, value, this.tick);
			if (this.tick % TESTED_EVERY == past.turn) {
				past.growth = this.growthTest.of(series, this.times.instants(), growsFrom, Measure.ALL);
			}
			trends.put(name, new ValueTrend(series, this.lag, at, past.growth));
		});
		this.pasts.values().removeIf((past) -> this.tick - past.seenAt >= MISSING);
		return trends;
	}

	/** What is remembered of one name. */
	private static final class Past {

		private final int[] last = new int[LEAST_OF];

		private final Series series;

		/** At which of some values it is tested: not all at the same. */
		private final int turn;

		private int seenAt;

		private Growth growth = new Growth.None();

		Past(Instant at, int first, int turn) {
			this.turn = turn;
			Arrays.fill(this.last, first);
			this.series = new Series(SizePoint.of(at, first));
		}

		Series add(Instant at, int value, int tick) {
			this.last[tick % LEAST_OF] = value;
			SizePoint point = SizePoint.of(at, Arrays.stream(this.last).min().orElse(value));
			this.series.add(point);
			this.seenAt = tick;
			return this.series;
		}

	}

}
