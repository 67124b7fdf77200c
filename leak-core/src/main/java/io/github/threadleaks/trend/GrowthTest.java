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
 * second within a minute, long ones a thread in half an hour.
 * <p>
 * Growth is what is significant (Mann-Kendall), and goes on (both halves of the window),
 * and has no single cause in time (several steps, none of them half of it): a deployment,
 * a resized pool or two of them are change points, not growth.
 */
final class GrowthTest {

	/** The least number of values whose rise can be significant. */
	static final int MIN_SAMPLES = 6;

	/**
	 * Windows, in samples, each twice the one before, so that growth of any age nearly
	 * fills one of them; the last one is the whole of the setting.
	 */
	private static final int[] WINDOWS = { 8, 12, 16, 24, 32, 48, 64, 96, 128, 192, 256, 384, 512, 768, 1_024, 1_536,
			2_048, 3_072, 4_096 };

	/**
	 * A rise by chance once in 200 tests; for six values, that each is above the one
	 * before.
	 */
	static final double SIGNIFICANT = 2.576;

	/**
	 * Of what was gained in a window, at least this share in each half: a ramp-up that
	 * saturates fails the second. Ten threads that come at random keep it 9 times in 10.
	 */
	private static final double SHARE_OF_HALF = 0.25;

	/** A window is looked at in so many parts, if it has as many samples. */
	private static final int PARTS = 8;

	/**
	 * It must rise in so many of them: two deployments, each at a border of parts, rise
	 * in four. Of eleven threads that come at random 15 in 16 do.
	 */
	private static final int RISING_PARTS = 5;

	/**
	 * In less time it must rise in all parts but one: a deployment takes half a minute.
	 */
	private static final Duration QUICK = Duration.ofMinutes(2);

	/** A single part gives at most this share of the growth. */
	private static final double SHARE_OF_PART = 0.5;

	/**
	 * When so many times the warm-up has passed, what grew in the warm-up is left out.
	 */
	private static final int WARM_UPS = 3;

	private static final double SECONDS_PER_HOUR = 3600;

	private final DetectionSettings settings;

	private final Duration warmUps;

	GrowthTest(DetectionSettings settings) {
		this.settings = settings;
		this.warmUps = settings.warmUp().multipliedBy(WARM_UPS);
	}

	/**
	 * Tests a family.
	 * @param series the sizes
	 * @param samples when samples were taken, oldest first, the last one now
	 * @param begin what was before is left out: see {@link #begin}
	 * @param measure what is to grow
	 * @return whether it grows, judged by the longest window in which it does
	 */
	Growth of(Series series, List<Instant> samples, Instant begin, Measure measure) {
		if (samples.size() < MIN_SAMPLES) {
			return new Growth.TooShort(samples.size(), MIN_SAMPLES);
		}
		Instant now = samples.get(samples.size() - 1);
		Instant horizon = latest(now.minus(this.settings.window()), latest(begin, series.first().at()));
		// as nearly all families of a service are
		if (isQuietSince(series, horizon, now)) {
			return new Growth.None();
		}
		Growth.@Nullable Sustained found = null;
		for (int window : WINDOWS) {
			boolean last = samples.size() <= window || !samples.get(samples.size() - 1 - window).isAfter(horizon);
			Instant from = last ? horizon : samples.get(samples.size() - 1 - window);
			Growth.@Nullable Sustained growth = test(series, samples, from, measure, found);
			found = (growth != null) ? growth : found;
			if (last) {
				break;
			}
		}
		return (found != null) ? found : new Growth.None();
	}

	/**
	 * When growth counts from: an application that starts grows in every corner, and has
	 * grown only once.
	 * @param first the first sample
	 * @param now the last sample
	 * @return the first sample, or the end of the warm-up when that is long past
	 */
	Instant begin(Instant first, Instant now) {
		return first.plus(this.warmUps).isAfter(now) ? first : first.plus(this.settings.warmUp());
	}

	private static Instant latest(Instant one, Instant other) {
		return one.isBefore(other) ? other : one;
	}

	private Growth.@Nullable Sustained test(Series series, List<Instant> samples, Instant from, Measure measure,
			Growth.@Nullable Sustained shorter) {
		Instant now = samples.get(samples.size() - 1);
		if (isQuietSince(series, from, now)) {
			return null;
		}
		Duration window = Duration.between(from, now);
		SizePoint last = series.last();
		SizePoint first = series.at(from);
		int values = samplesSince(samples, from);
		if (measure.tested(last) - measure.tested(first) < this.settings.minThreads() || values < MIN_SAMPLES) {
			return null;
		}
		double[] sizes = new double[Math.min(values, MonotonicTrend.MAX_VALUES)];
		series.resample(from, now, sizes, measure::tested);
		if (!bothHalvesGrow(sizes) || !inSeveralSteps(sizes, window)
				|| MonotonicTrend.mannKendall(sizes) < SIGNIFICANT) {
			return null;
		}
		int gained = measure.told(last) - measure.told(first);
		long left = measure.left(last) - measure.left(first);
		if (shorter == null) {
			series.resample(from, now, sizes, measure::told);
		}
		// the slope is dear and told of the shortest window only
		Pace pace = (shorter != null) ? shorter.pace() : pace(sizes, window).ofCount(Math.max(1, gained));
		return new Growth.Sustained(window, pace, measure.told(first), measure.told(last),
				last.owners() - first.owners(), gained + left, left, series.roseAbove(measure.told(first), measure));
	}

	/**
	 * Whether it has not changed in the second half of a window, nor in that of a
	 * shorter.
	 */
	private static boolean isQuietSince(Series series, Instant from, Instant now) {
		long begin = from.toEpochMilli();
		return series.last().at().toEpochMilli() <= begin + (now.toEpochMilli() - begin) / 2;
	}

	private static Pace pace(double[] sizes, Duration window) {
		double perHour = (sizes.length - 1) / (window.toMillis() / 1000.0) * SECONDS_PER_HOUR;
		MonotonicTrend.Slope slope = MonotonicTrend.theilSen(sizes);
		return new Pace(slope.median() * perHour, slope.low() * perHour, slope.high() * perHour);
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
		return middle - first >= least && last - middle >= least;
	}

	private static boolean inSeveralSteps(double[] sizes, Duration window) {
		int parts = Math.min(PARTS, sizes.length - 1);
		int rising = 0;
		double largest = 0;
		for (int i = 0; i < parts; i++) {
			double step = sizes[(i + 1) * (sizes.length - 1) / parts] - sizes[i * (sizes.length - 1) / parts];
			rising += (step > 0) ? 1 : 0;
			largest = Math.max(largest, step);
		}
		double gained = sizes[sizes.length - 1] - sizes[0];
		int needed = (window.compareTo(QUICK) < 0) ? parts - 1 : Math.min(parts, RISING_PARTS);
		return rising >= Math.min(needed, gained) && largest <= gained * SHARE_OF_PART;
	}

}
