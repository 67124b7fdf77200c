// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.trend;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.github.threadleaks.group.Grouper;
import io.github.threadleaks.lifecycle.Births;
import io.github.threadleaks.sample.OldCollections;
import io.github.threadleaks.sample.ThreadSample;
import io.github.threadleaks.settings.DetectionSettings;
import io.github.threadleaks.simulation.Population;
import io.github.threadleaks.simulation.SimulatedJvm;
import io.github.threadleaks.simulation.Wait;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is remembered over a gap, and of whom.
 */
class GapHistoryTests {

	private static final Duration INTERVAL = Duration.ofSeconds(5);

	private final SimulatedJvm jvm = new SimulatedJvm(INTERVAL);

	private final Grouper grouper = new Grouper(Duration.ofMinutes(10), Births.UNRECORDED);

	private final History history = new History(DetectionSettings.DEFAULTS, INTERVAL);

	private final Population jobs = this.jvm.threads("job-%d", Wait.sleep("com.acme.Job.run"));

	private Duration late = Duration.ZERO;

	private Trends next() {
		ThreadSample sample = this.jvm.next();
		Instant at = sample.takenAt().plus(this.late);
		return this.history.remember(
				this.grouper.group(new ThreadSample(at, sample.threads(), sample.live(), sample.daemon(), sample.peak(),
						sample.started(), sample.deadlocked(), OldCollections.NONE, true, sample.degraded())));
	}

	private Trends next(int samples) {
		Trends trends = next();
		for (int i = 1; i < samples; i++) {
			trends = next();
		}
		return trends;
	}

	private static FamilyTrend line(Trends trends) {
		return trends.families()
			.values()
			.stream()
			.filter((trend) -> trend.now().key().isLine() && trend.now().key().name().equals("job-#"))
			.findFirst()
			.orElseThrow();
	}

	/** Twenty intervals are a pause, more are a gap. */
	@ParameterizedTest
	@CsvSource({ "0, false", "95000, false", "95001, true", "28800000, true", "-5000, true", "-5001, true",
			"-4999, false" })
	void aGapBeginsTheHistoryAnew(long millis, boolean anew) {
		this.jobs.resize(10);
		next(20);
		this.jobs.resize(20);
		this.late = Duration.ofMillis(millis);
		Trends trends = next();
		assertThat(trends.observedFor().isZero()).isEqualTo(anew);
		assertThat(line(trends).history(Instant.MIN, 100).stream().map(SizePoint::threads).distinct())
			.isEqualTo(anew ? List.of(20) : List.of(10, 20));
		assertThat(line(trends).growth() instanceof Growth.TooShort).isEqualTo(anew);
		assertThat(line(trends).returned()).isZero();
	}

	@Test
	void whoEndedInAGapHasNotLeftSinceThen() {
		this.jobs.resize(10);
		next(20);
		this.late = Duration.ofHours(1);
		this.jobs.resize(0);
		this.jobs.resize(4);
		Trends trends = next(2);
		assertThat(line(trends).at(this.jvm.now()).left()).isZero();
		assertThat(line(trends).at(this.jvm.now()).arrived()).isEqualTo(4);
	}

	@Test
	void theShareOfThoseWhoLeft() {
		this.jobs.resize(10);
		next();
		this.jobs.resize(6);
		assertThat(line(next()).returned()).isEqualTo(0.4);
		this.jobs.resize(16);
		assertThat(line(next()).returned()).isEqualTo(4 / 20.0);
	}

	@Test
	void theLargestSizeBeforeAnInstant() {
		this.jobs.resize(10);
		next(5);
		this.jobs.resize(30);
		next();
		Instant large = this.jvm.now();
		this.jobs.resize(5);
		FamilyTrend trend = line(next());
		assertThat(trend.peakBefore(large)).isEqualTo(10);
		assertThat(trend.peakBefore(large.plusMillis(1))).isEqualTo(30);
		assertThat(trend.peakBefore(SimulatedJvm.BEGIN)).isZero();
	}

	@Test
	void theMostPoolsBeforeAnInstant() {
		Population pools = this.jvm.threads("pool-%d", Wait.idleWorker()).eachInAPoolOfItsOwn().resize(7);
		next(5);
		pools.resize(9);
		next();
		Trends trends = next();
		FamilyTrend trend = trends.families()
			.values()
			.stream()
			.filter((each) -> each.now().key().name().equals("pool-#") && !each.now().key().isLine())
			.findFirst()
			.orElseThrow();
		assertThat(trend.mostPoolsBefore(this.jvm.now().minusSeconds(5))).isEqualTo(7);
		assertThat(trend.mostPoolsBefore(this.jvm.now())).isEqualTo(9);
	}

	@Test
	void whoHasLivedForLongLeavesAsOneOfThose() {
		this.jobs.resize(10);
		next((int) (Grouper.AGED.toSeconds() / 5) + 1);
		this.jobs.resize(13);
		next((int) (Grouper.KEPT.toSeconds() / 5));
		this.jobs.resize(15);
		next();
		// the oldest end first: three of age, then all
		this.jobs.resize(12);
		assertThat(line(next()).at(this.jvm.now()).agedLeft()).isEqualTo(3);
		this.jobs.resize(1);
		SizePoint last = line(next()).at(this.jvm.now());
		assertThat(last.agedLeft()).isEqualTo(10);
		assertThat(last.keptLeft()).isEqualTo(13);
		assertThat(last.left()).isEqualTo(14);
	}

}
