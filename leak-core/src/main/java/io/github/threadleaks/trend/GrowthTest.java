// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.trend;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;

import io.github.threadleaks.settings.DetectionSettings;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a series grows, on several windows at once: short ones find a thread a
 * second within a minute, long ones a thread in ten minutes.
 */
final class GrowthTest {

	/** The least number of values whose rise can be significant. */
	static final int MIN_SAMPLES = 6;

	/** Windows, in samples; the last one is the whole of the setting. */
	private static final int[] WINDOWS = { 8, 24, 120, 720, 4_096 };

	/**
	 * A rise by chance once in 200 tests; for six values, that each is above the one
	 * before.
	 */
	private static final double SIGNIFICANT = 2.576;

	/**
	 * Of what was gained in a window, at least this share in each half: a ramp-up that
	 * saturates fails the second.
	 */
	private static final double SHARE_OF_HALF = 0.2;

	private static final double SECONDS_PER_HOUR = 3600;

	private final DetectionSettings settings;

	GrowthTest(DetectionSettings settings) {
		this.settings = settings;
	}

	/**
	 * Tests a series.
	 * @param series the sizes
	 * @param samples when samples were taken, oldest first, the last one now
	 * @return whether it grows, judged by the longest window in which it does
	 */
	Growth of(Series series, List<Instant> samples) {
		if (samples.size() < MIN_SAMPLES) {
			return new Growth.TooShort(samples.size(), MIN_SAMPLES);
		}
		Instant now = samples.get(samples.size() - 1);
		Instant horizon = latest(now.minus(this.settings.window()), latest(samples.get(0), series.first().at()));
		Growth.@Nullable Sustained found = null;
		for (int window : WINDOWS) {
			boolean last = samples.size() <= window || !samples.get(samples.size() - 1 - window).isAfter(horizon);
			Instant from = last ? horizon : samples.get(samples.size() - 1 - window);
			Growth.@Nullable Sustained growth = test(series, samples, from, now);
			if (growth != null) {
				found = (found != null) ? growth.atThePaceOf(found) : growth;
			}
			if (last) {
				break;
			}
		}
		return (found != null) ? found : new Growth.None();
	}

	private static Instant latest(Instant one, Instant other) {
		return one.isBefore(other) ? other : one;
	}

	private Growth.@Nullable Sustained test(Series series, List<Instant> samples, Instant from, Instant now) {
		SizePoint first = series.at(from);
		SizePoint last = series.last();
		if (last.threads() - first.threads() < this.settings.minThreads()) {
			return null;
		}
		int count = samplesSince(samples, from);
		// a series that begins empty begins between two samples
		int values = count + ((first.threads() == 0 && first.at().equals(series.first().at())) ? 1 : 0);
		if (values < MIN_SAMPLES) {
			return null;
		}
		double[] sizes = new double[Math.min(values, MonotonicTrend.MAX_VALUES)];
		series.resample(from, now, sizes);
		if (!bothHalvesGrow(sizes) || MonotonicTrend.mannKendall(sizes) < SIGNIFICANT) {
			return null;
		}
		Duration window = Duration.between(from, now);
		double perHour = MonotonicTrend.theilSen(sizes) * (sizes.length - 1) / (window.toMillis() / 1000.0)
				* SECONDS_PER_HOUR;
		return new Growth.Sustained(window, perHour, first.threads(), last.threads(), last.owners() - first.owners(),
				last.arrived() - first.arrived(), last.left() - first.left(), series.roseAbove(first.threads()));
	}

	private static int samplesSince(List<Instant> samples, Instant from) {
		int place = Collections.binarySearch(samples, from);
		return samples.size() - ((place < 0) ? -place - 1 : place);
	}

	private static boolean bothHalvesGrow(double[] sizes) {
		double first = sizes[0];
		double middle = sizes[sizes.length / 2];
		double last = sizes[sizes.length - 1];
		double least = (last - first) * SHARE_OF_HALF;
		return middle - first >= least && last - middle >= least && last > first;
	}

}
