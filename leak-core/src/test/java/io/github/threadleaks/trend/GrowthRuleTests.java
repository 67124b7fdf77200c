// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.trend;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

import io.github.threadleaks.settings.DetectionSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

/**
 * What is growth, and what only rises.
 */
class GrowthRuleTests {

	private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

	private static final int MIN_THREADS = DetectionSettings.DEFAULTS.minThreads();

	private static final int HOUR = 720;

	private static Growth growth(int samples, IntUnaryOperator sizeAtSample) {
		return growth(samples, sizeAtSample, BEGIN, DetectionSettings.DEFAULTS);
	}

	private static Growth growth(int samples, IntUnaryOperator sizeAtSample, Instant begin,
			DetectionSettings settings) {
		List<Instant> instants = IntStream.range(0, samples).mapToObj(GrowthRuleTests::at).toList();
		Series series = new Series(SizePoint.of(BEGIN, sizeAtSample.applyAsInt(0)));
		IntStream.range(1, samples).forEach((i) -> series.add(SizePoint.of(at(i), sizeAtSample.applyAsInt(i))));
		return new GrowthTest(settings).of(series, instants, begin, Measure.ALL);
	}

	private static Instant at(int sample) {
		return BEGIN.plusSeconds(5L * sample);
	}

	private static boolean grows(int samples, IntUnaryOperator sizeAtSample) {
		return growth(samples, sizeAtSample) instanceof Growth.Sustained;
	}

	@Test
	void sixSamplesCanTell() {
		assertThat(grows(6, (i) -> 10 * i)).isTrue();
		assertThat(growth(6, (i) -> 5)).isEqualTo(new Growth.None());
		assertThat(growth(5, (i) -> 10 * i)).isEqualTo(new Growth.TooShort(5, 6));
	}

	@Test
	void minThreadsMustBeGained() {
		assertThat(grows(6, (i) -> 10 + i * MIN_THREADS / 5)).isTrue();
		assertThat(grows(6, (i) -> 10 + Math.max(0, i - 1) * MIN_THREADS / 5)).isFalse();
	}

	@ParameterizedTest
	@CsvSource({ "8, 1", "16, 1", "100, 1", "720, 4", "4320, 120" })
	void aThreadASecondAndAThreadInTenMinutesAreBothGrowth(int samples, int samplesAThread) {
		assertThat(growth(samples, (i) -> 10 + i / samplesAThread)).isInstanceOfSatisfying(Growth.Sustained.class,
				(growth) -> assertThat(growth.pace().perHour()).isCloseTo(3_600 / (5.0 * samplesAThread),
						withinPercentage(15)));
	}

	@Test
	void growthThatHasJustBegunIsSeenBesideALongPast() {
		assertThat(grows(4 * HOUR, (i) -> 10 + Math.max(0, i - (4 * HOUR - 8)))).isTrue();
		assertThat(grows(4 * HOUR, (i) -> 10 + Math.max(0, i - (4 * HOUR - 20)) / 2)).isTrue();
	}

	/** Of 100 that are gained, a quarter in each half. */
	@ParameterizedTest
	@CsvSource({ "40, true", "29, true", "22, false", "5, false", "0, false" })
	void bothHalvesMustGrow(int ofAHundredInOneHalf, boolean grows) {
		int half = 12;
		// straight lines of two slopes, in one window of 24 values; and the other way
		// round
		IntUnaryOperator later = (i) -> (i < half) ? ofAHundredInOneHalf * i * 10 / half
				: ofAHundredInOneHalf * 10 + (100 - ofAHundredInOneHalf) * (i - half) * 10 / (half - 1);
		assertThat(growsInOneWindow(later)).isEqualTo(grows);
		IntUnaryOperator earlier = (i) -> 1_000 - later.applyAsInt(23 - i);
		assertThat(growsInOneWindow(earlier)).isEqualTo(grows);
	}

	@Test
	void aQuarterInEachHalfIsEnough() {
		// at the thirteenth of 24 values the second half begins
		assertThat(growsInOneWindow((i) -> 500 + ((i < 12) ? 250 * i / 12 : 250 + 750 * (i - 12) / 11))).isTrue();
		assertThat(growsInOneWindow((i) -> 500 + ((i < 12) ? 249 * i / 12 : 249 + 751 * (i - 12) / 11))).isFalse();
		assertThat(growsInOneWindow((i) -> 500 + ((i < 12) ? 750 * i / 12 : 750 + 250 * (i - 12) / 11))).isTrue();
		assertThat(growsInOneWindow((i) -> 500 + ((i < 12) ? 751 * i / 12 : 751 + 249 * (i - 12) / 11))).isFalse();
	}

	/** The sixth to the eighth sample are the third of eight parts. */
	@Test
	void onePartGivesAtMostHalfOfTheGrowth() {
		assertThat(growsInOneWindow((i) -> 500 + 10 * i + ((i > 6) ? 170 : 0))).isTrue();
		assertThat(growsInOneWindow((i) -> 500 + 10 * i + ((i > 6) ? 171 : 0))).isFalse();
	}

	/** The short windows see a straight line: only the longest one is looked at. */
	private static boolean growsInOneWindow(IntUnaryOperator size) {
		return growth(24, size) instanceof Growth.Sustained growth
				&& growth.window().equals(Duration.ofSeconds(5L * 23));
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 2 })
	void oneOrTwoDeploymentsAreSilentAnywhereInTheWindow(int deployments) {
		for (int first = 0; first < 2 * HOUR; first += 17) {
			int one = first;
			int other = (first * 7 + 300) % (2 * HOUR);
			assertThat(grows(2 * HOUR, (i) -> 20 + ((i >= one) ? 40 : 0) + ((i >= other && deployments == 2) ? 40 : 0)))
				.as("%d and %d", one, other)
				.isFalse();
		}
	}

	@Test
	void aSingleStepIsMostOfTheGrowth() {
		// one a minute, and sixty at once
		assertThat(grows(HOUR, (i) -> 20 + i / 12 + ((i > 690) ? 70 : 0))).isFalse();
		assertThat(grows(HOUR, (i) -> 20 + i / 12 + ((i > 300) ? 20 : 0))).isTrue();
	}

	@Test
	void aStaircaseThatHasComeToItsEndIsFlat() {
		// four deployments an hour apart, and quiet since
		assertThat(grows(7 * HOUR, (i) -> 20 + 10 * Math.min(3, i / HOUR))).isFalse();
		assertThat(grows(4 * HOUR, (i) -> 20 + 10 * Math.min(2, i / HOUR))).isFalse();
	}

	@ParameterizedTest
	@ValueSource(ints = { 12, 60, 180 })
	void growthInBurstsIsFound(int samplesBetween) {
		assertThat(grows(6 * HOUR, (i) -> 20 + 5 * (i / samplesBetween))).isTrue();
	}

	@Test
	void growthAtRandomIsFound() {
		Random random = new Random(23);
		int found = 0;
		for (int trial = 0; trial < 100; trial++) {
			int[] sizes = new int[HOUR];
			for (int i = 1; i < HOUR; i++) {
				sizes[i] = sizes[i - 1] + ((random.nextInt(24) == 0) ? 1 : 0);
			}
			found += grows(HOUR, (i) -> sizes[i]) ? 1 : 0;
		}
		assertThat(found).isGreaterThan(90);
	}

	@Test
	void whatGrewInTheWarmUpIsLeftOutLater() {
		GrowthTest test = new GrowthTest(DetectionSettings.DEFAULTS);
		Duration warmUp = DetectionSettings.DEFAULTS.warmUp();
		assertThat(test.begin(BEGIN, BEGIN.plus(warmUp.multipliedBy(3)).minusMillis(1))).isEqualTo(BEGIN);
		assertThat(test.begin(BEGIN, BEGIN.plus(warmUp.multipliedBy(3)))).isEqualTo(BEGIN.plus(warmUp));
	}

	@Test
	void whatWasBeforeTheBeginningIsNotCounted() {
		assertThat(growth(HOUR, (i) -> 10 + i, at(HOUR / 2), DetectionSettings.DEFAULTS))
			.isInstanceOfSatisfying(Growth.Sustained.class, (growth) -> {
				// sizes of half an hour ago are kept by the minute
				assertThat(growth.from()).isBetween(10 + HOUR / 2 - 12, 10 + HOUR / 2);
				assertThat(growth.window()).isEqualTo(Duration.ofSeconds(5L * (HOUR / 2 - 1)));
			});
		assertThat(growth(HOUR, (i) -> Math.min(200, 10 + i), at(300), DetectionSettings.DEFAULTS))
			.isEqualTo(new Growth.None());
	}

	@Test
	void aWindowOfAMinuteIsTheShortestSetting() {
		DetectionSettings minute = new DetectionSettings(Duration.ofMinutes(1), MIN_THREADS, Duration.ofMinutes(10),
				Duration.ZERO, List.of(), Set.of());
		assertThat(growth(HOUR, (i) -> 10 + i, BEGIN, minute)).isInstanceOfSatisfying(Growth.Sustained.class,
				(growth) -> assertThat(growth.window()).isEqualTo(Duration.ofMinutes(1)));
	}

	@Test
	void whoCameAndLeftIsCounted() {
		List<Instant> instants = IntStream.range(0, 100).mapToObj(GrowthRuleTests::at).toList();
		Series series = new Series(new SizePoint(BEGIN, 10, 10, 10, 0, 0, 0, 0, 0));
		IntStream.range(1, 100)
			.forEach((i) -> series
				.add(new SizePoint(at(i), 10 + i, 10 + 2 * i, 10 + 3L * i, 2L * i, 3 * i, 5L * i, i, 4L * i)));
		GrowthTest test = new GrowthTest(DetectionSettings.DEFAULTS);
		assertThat(test.of(series, instants, BEGIN, Measure.ALL)).isInstanceOfSatisfying(Growth.Sustained.class,
				(growth) -> {
					assertThat(growth.left()).isEqualTo(198);
					assertThat(growth.arrived()).isEqualTo(99 + 198);
					assertThat(growth.owners()).isEqualTo(198);
				});
		assertThat(test.of(series, instants, BEGIN, Measure.POOLS)).isInstanceOfSatisfying(Growth.Sustained.class,
				(growth) -> {
					assertThat(growth.gained()).isEqualTo(99);
					assertThat(growth.left()).isEqualTo(198);
					assertThat(growth.pace().perHour()).isCloseTo(720, withinPercentage(5));
				});
		assertThat(test.of(series, instants, BEGIN, Measure.KEPT)).isInstanceOfSatisfying(Growth.Sustained.class,
				(growth) -> {
					assertThat(growth.to()).isEqualTo(297);
					assertThat(growth.left()).isEqualTo(495);
				});
		assertThat(test.of(series, instants, BEGIN, Measure.LASTING)).isInstanceOfSatisfying(Growth.Sustained.class,
				(growth) -> {
					assertThat(growth.from()).isZero();
					assertThat(growth.to()).isEqualTo(99);
					assertThat(growth.left()).isEqualTo(396);
				});
	}

}
