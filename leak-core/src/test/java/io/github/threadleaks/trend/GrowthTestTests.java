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

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

class GrowthTestTests {

	private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

	private static final DetectionSettings SETTINGS = DetectionSettings.DEFAULTS;

	private static Growth growth(int samples, IntUnaryOperator sizeAtSample) {
		return growth(samples, sizeAtSample, SETTINGS);
	}

	private static Growth growth(int samples, IntUnaryOperator sizeAtSample, DetectionSettings settings) {
		List<Instant> instants = IntStream.range(0, samples).mapToObj((i) -> BEGIN.plusSeconds(5L * i)).toList();
		Series series = new Series(point(instants.get(0), sizeAtSample.applyAsInt(0)));
		IntStream.range(1, samples).forEach((i) -> series.add(point(instants.get(i), sizeAtSample.applyAsInt(i))));
		return new GrowthTest(settings).of(series, instants, instants.get(0), Measure.ALL);
	}

	private static SizePoint point(Instant at, int threads) {
		return new SizePoint(at, threads, threads, threads, 0, 0, 0, 0, 0);
	}

	private static Growth.Sustained sustained(int samples, IntUnaryOperator sizeAtSample) {
		Growth growth = growth(samples, sizeAtSample);
		assertThat(growth).isInstanceOf(Growth.Sustained.class);
		return (Growth.Sustained) growth;
	}

	@Test
	void fiveSamplesAreTooFewToSay() {
		assertThat(growth(5, (i) -> 10 * i)).isEqualTo(new Growth.TooShort(5, 6));
	}

	@Test
	void whatStandsStillFallsOrWaversDoesNotGrow() {
		assertThat(growth(500, (i) -> 50)).isEqualTo(new Growth.None());
		assertThat(growth(500, (i) -> 1_000 - i)).isEqualTo(new Growth.None());
		assertThat(growth(500, (i) -> 100 + (i * 37) % 20)).isEqualTo(new Growth.None());
	}

	@Test
	void aFewThreadsMoreAreNoGrowth() {
		assertThat(growth(500, (i) -> 50 + i / 111)).isEqualTo(new Growth.None());
		assertThat(growth(500, (i) -> 50 + i / 111, new DetectionSettings(SETTINGS.window(), 2, SETTINGS.stuckAfter(),
				SETTINGS.warmUp(), List.of(), Set.of())))
			.isInstanceOf(Growth.Sustained.class);
	}

	@Test
	void aStepIsNoGrowth() {
		assertThat(growth(400, (i) -> (i < 200) ? 10 : 100)).isEqualTo(new Growth.None());
		assertThat(growth(400, (i) -> (i < 390) ? 10 : 100)).isEqualTo(new Growth.None());
	}

	@Test
	void aRampUpThatHasEndedIsNoGrowth() {
		assertThat(growth(400, (i) -> Math.min(100, 10 + i))).isEqualTo(new Growth.None());
	}

	@Test
	void oneMoreWithEachSampleGrows() {
		Growth.Sustained growth = sustained(100, (i) -> 10 + i);
		assertThat(growth.from()).isEqualTo(10);
		assertThat(growth.to()).isEqualTo(109);
		assertThat(growth.gained()).isEqualTo(99);
		assertThat(growth.owners()).isEqualTo(99);
		assertThat(growth.arrived()).isEqualTo(99);
		assertThat(growth.left()).isZero();
		assertThat(growth.window()).isEqualTo(Duration.ofSeconds(99 * 5));
		assertThat(growth.pace().perHour()).isCloseTo(720, withinPercentage(5));
		assertThat(growth.since()).isEqualTo(BEGIN.plusSeconds(5));
	}

	@Test
	void slowGrowthIsSeenInALongWindow() {
		// one in ten minutes, for six hours
		Growth.Sustained growth = sustained(6 * 720, (i) -> 10 + i / 120);
		assertThat(growth.window()).isGreaterThan(Duration.ofHours(5));
		assertThat(growth.pace().perHour()).isCloseTo(6, withinPercentage(10));
	}

	@Test
	void theWindowIsNoLongerThanTheSetting() {
		DetectionSettings tenMinutes = new DetectionSettings(Duration.ofMinutes(10), 5, SETTINGS.stuckAfter(),
				SETTINGS.warmUp(), List.of(), Set.of());
		assertThat(growth(1_000, (i) -> i, tenMinutes)).isInstanceOfSatisfying(Growth.Sustained.class,
				(growth) -> assertThat(growth.window()).isEqualTo(Duration.ofMinutes(10)));
	}

	@Test
	void thePaceIsThatOfTheShortestWindow() {
		// one a minute for an hour, then one with each sample
		Growth.Sustained growth = sustained(720 + 40, (i) -> (i < 720) ? i / 12 : 60 + (i - 720));
		assertThat(growth.from()).isZero();
		assertThat(growth.pace().perHour()).isCloseTo(720, withinPercentage(5));
	}

	@Test
	void chanceSeldomLooksLikeGrowth() {
		Random random = new Random(17);
		int[] walk = new int[2_000];
		int alarms = 0;
		for (int series = 0; series < 200; series++) {
			for (int i = 0; i < walk.length; i++) {
				walk[i] = 100 + random.nextInt(21);
			}
			alarms += (growth(walk.length, (i) -> walk[i]) instanceof Growth.Sustained) ? 1 : 0;
		}
		// five windows, each wrong once in 200
		assertThat(alarms).isLessThanOrEqualTo(200 * 5 / 100);
	}

}
