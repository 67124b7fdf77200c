// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.judge;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import io.github.threadleaks.sample.OldCollections;
import io.github.threadleaks.simulation.Population;
import io.github.threadleaks.simulation.SimulatedJvm;
import io.github.threadleaks.simulation.Wait;
import io.github.threadleaks.trend.Growth;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The hysteresis: when a verdict rises and when there is nothing left to say.
 */
class SuspectTests {

	private static final Duration TICK = Families.INTERVAL;

	private final Families families = new Families();

	/** Those that a collection may end, once nobody holds their client. */
	private final Population jobs = this.families.threads("HttpClient-%d", Wait.take("com.acme.Job.run")).resize(100);

	private OldCollections collections = OldCollections.NONE;

	private final Growth.Sustained growth = Families.growth(Duration.ofHours(1), 100, 0, 0, SimulatedJvm.BEGIN);

	private final Suspect suspect = suspect();

	private Suspect suspect() {
		this.families.next();
		return new Suspect(reading(Shape.STALLED), this.growth, this.collections, this.families.now());
	}

	private Reading reading(Shape shape) {
		return new Reading(this.families.line("HttpClient-#"), shape, true, Optional.of(this.growth));
	}

	private void grows(int samples, Shape shape) {
		for (int i = 0; i < samples; i++) {
			this.families.next();
			this.suspect.observe(reading(shape), this.families.now(), this.collections);
		}
	}

	private void standsStill(int samples) {
		for (int i = 0; i < samples; i++) {
			this.families.next();
			this.suspect.observe(new Reading(this.families.line("HttpClient-#"), Shape.NONE, false, Optional.empty()),
					this.families.now(), this.collections);
		}
	}

	private static int number(String name) {
		return (int) Families.number(Suspect.class, name);
	}

	private Verdict suggested() {
		return this.suspect.suggests(reading(Shape.STALLED), false);
	}

	@Test
	void samplesMustAgreeForSomeTime() {
		Duration needed = Families.duration(Shape.STALLED, "confirmAfter");
		int samples = (int) (needed.toMillis() / TICK.toMillis());
		// the first one has nothing to agree with
		grows(samples, Shape.STALLED);
		assertThat(suggested()).isEqualTo(Verdict.SUSPECTED);
		grows(1, Shape.STALLED);
		assertThat(suggested()).isEqualTo(Verdict.CONFIRMED);
	}

	@Test
	void whatDisagreesTakesAsMuchTimeAway() {
		grows(1 + 20, Shape.STALLED);
		assertThat(suggested()).isEqualTo(Verdict.CONFIRMED);
		int taken = (int) ((20 * TICK.toSeconds() - Families.duration(Shape.STALLED, "confirmAfter").toSeconds())
				/ TICK.toSeconds());
		grows(taken, Shape.NONE);
		assertThat(suggested()).isEqualTo(Verdict.CONFIRMED);
		grows(1, Shape.NONE);
		assertThat(suggested()).isEqualTo(Verdict.SUSPECTED);
		// and no more than there is
		grows(100, Shape.NONE);
		grows(1 + 1, Shape.STALLED);
		assertThat(suggested()).isEqualTo(Verdict.SUSPECTED);
	}

	@Test
	void tooFewAreOnlyWatched() {
		grows(100, Shape.STALLED);
		assertThat(this.suspect.suggests(
				new Reading(this.families.line("HttpClient-#"), Shape.STALLED, false, Optional.of(this.growth)), false))
			.isEqualTo(Verdict.WATCHING);
	}

	@Test
	void whatIsOnlyWatchedIsForgottenWhenItStandsStill() {
		grows(5, Shape.NONE);
		standsStill(number("WATCH_FOR") - 1);
		assertThat(this.suspect.isOver()).isFalse();
		grows(1, Shape.NONE);
		standsStill(number("WATCH_FOR") - 1);
		assertThat(this.suspect.isOver()).isFalse();
		standsStill(1);
		assertThat(this.suspect.isOver()).isTrue();
	}

	@Test
	void aSuspicionStandsForTenMinutesAtLeast() {
		this.suspect.rise(Verdict.SUSPECTED);
		grows(1, Shape.STALLED);
		int needed = (int) (Families.duration(Suspect.class, "STOPPED_FOR").toSeconds() / TICK.toSeconds());
		standsStill(needed - 1);
		assertThat(this.suspect.isOver()).isFalse();
		standsStill(1);
		assertThat(this.suspect.isOver()).isTrue();
		assertThat(this.suspect.resolved().ending()).isEqualTo(Ending.STOPPED);
	}

	@Test
	void aSuspicionThatGrewForLongStandsThreeTimesAsLong() {
		this.suspect.rise(Verdict.SUSPECTED);
		grows(200, Shape.STALLED);
		// since the beginning of the JVM, with the sample that made it a suspect
		int needed = number("STOPPED_TIMES") * (200 + 2 + 1 - 1);
		standsStill(needed - 1 - 1);
		assertThat(this.suspect.isOver()).isFalse();
		standsStill(number("STOPPED_TIMES") + 1);
		assertThat(this.suspect.isOver()).isTrue();
	}

	@Test
	void whatIsConfirmedIsNotTakenBack() {
		this.suspect.rise(Verdict.CONFIRMED);
		grows(1, Shape.STALLED);
		standsStill(10_000);
		assertThat(this.suspect.isOver()).isFalse();
	}

	@Test
	void aFifthMayRemain() {
		this.suspect.rise(Verdict.CONFIRMED);
		grows(2, Shape.STALLED);
		int rest = (int) (100 * Families.number(Suspect.class, "REMAINDER"));
		this.jobs.resize(rest + 1);
		standsStill(10);
		assertThat(this.suspect.isOver()).isFalse();
		this.jobs.resize(rest);
		standsStill(number("RESOLVED_AFTER") - 1);
		assertThat(this.suspect.isOver()).isFalse();
		standsStill(1);
		assertThat(this.suspect.isOver()).isTrue();
		assertThat(this.suspect.resolved().ending()).isEqualTo(Ending.SHRANK);
		assertThat(this.suspect.resolved().from()).isEqualTo(100);
	}

	@Test
	void whoComesBackInBetweenIsNotResolved() {
		this.suspect.rise(Verdict.CONFIRMED);
		grows(2, Shape.STALLED);
		for (int i = 0; i < 5; i++) {
			this.jobs.resize(0);
			gone();
			this.jobs.resize(100);
			standsStill(1);
		}
		assertThat(this.suspect.isOver()).isFalse();
	}

	private void gone() {
		this.families.next();
		this.suspect.observe(null, this.families.now(), this.collections);
	}

	@Test
	void aFamilyThatIsGoneIsResolvedWithoutPace() {
		this.suspect.rise(Verdict.CONFIRMED);
		grows(2, Shape.STALLED);
		assertThat(this.suspect.finding().pace().perHour()).isEqualTo(60);
		this.jobs.resize(0);
		gone();
		assertThat(this.suspect.finding().pace().perHour()).isZero();
		assertThat(this.suspect.finding().threads()).isZero();
		assertThat(this.suspect.isOver()).isFalse();
		gone();
		assertThat(this.suspect.isOver()).isTrue();
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 1, 2, 3, 4 })
	void aCollectionShortlyBeforeIsTheReason(int samplesLater) {
		this.suspect.rise(Verdict.CONFIRMED);
		grows(10, Shape.STALLED);
		this.collections = new OldCollections(1, this.families.now());
		standsStill(samplesLater);
		this.jobs.resize(0);
		gone();
		gone();
		assertThat(this.suspect.resolved().ending())
			.isEqualTo((samplesLater <= number("COLLECTED_WITHIN")) ? Ending.COLLECTED : Ending.SHRANK);
	}

	@Test
	void halfOfThemMustGoWithTheCollection() {
		this.suspect.rise(Verdict.CONFIRMED);
		grows(10, Shape.STALLED);
		this.collections = new OldCollections(1, this.families.now());
		this.jobs.resize(51);
		standsStill(20);
		this.jobs.resize(0);
		gone();
		gone();
		// the other half went without one
		assertThat(this.suspect.resolved().ending()).isEqualTo(Ending.SHRANK);
	}

	@Test
	void theRestMayFollowTheCollectionLater() {
		this.suspect.rise(Verdict.CONFIRMED);
		grows(10, Shape.STALLED);
		this.collections = new OldCollections(1, this.families.now());
		this.jobs.resize(50);
		standsStill(20);
		this.jobs.resize(0);
		gone();
		gone();
		assertThat(this.suspect.resolved().ending()).isEqualTo(Ending.COLLECTED);
	}

	@Test
	void itIsAsOldAsItsGrowthWhenTheClockIsSetBack() {
		grows(5, Shape.STALLED);
		Duration old = Duration.between(this.suspect.since(), this.families.now());
		Instant back = this.families.now().minusSeconds(3_600);
		this.suspect.observe(reading(Shape.NONE), back, this.collections);
		assertThat(Duration.between(this.suspect.since(), back)).isEqualTo(old);
		assertThat(suggested()).isNotEqualTo(Verdict.CONFIRMED);
	}

}
