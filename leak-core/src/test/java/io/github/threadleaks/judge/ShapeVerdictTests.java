// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.judge;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;

import io.github.threadleaks.simulation.Population;
import io.github.threadleaks.simulation.SimulatedJvm;
import io.github.threadleaks.simulation.Wait;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static io.github.threadleaks.judge.Families.MIN_THREADS;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * How much must have grown, and for how long.
 */
class ShapeVerdictTests {

	private static final Duration MILLI = Duration.ofMillis(1);

	private static final Instant BEGIN = SimulatedJvm.BEGIN;

	private final Families families = new Families();

	private final Population jobs = this.families.threads("job-%d", Wait.take("com.acme.Job.run"));

	private final Population idle = this.families.threads("pool-%d-thread-1", Wait.idleWorker()).eachInAPoolOfItsOwn();

	private static double number(String name) {
		return Families.number(Shape.class, name);
	}

	private static Duration duration(String name) {
		return Families.duration(Shape.class, name);
	}

	@Test
	void quickGrowthOfOwnThreadsMustBeLarger() {
		this.jobs.resize(50);
		this.families.next();
		Duration quick = duration("QUICK");
		Duration slow = duration("SLOW");
		assertEnoughFrom(slow, 11);
		assertEnoughFrom(slow.multipliedBy(3), 11);
		int quickest = (int) Math.ceil(number("QUICK_OWN_THREADS") * MIN_THREADS);
		assertEnoughFrom(quick, quickest);
		assertEnoughFrom(quick.dividedBy(4), quickest);
		// half-way by the logarithm
		Duration between = Duration
			.ofSeconds((long) Math.ceil(Math.sqrt((double) quick.toSeconds() * slow.toSeconds())));
		assertEnoughFrom(between, (int) Math.ceil((11 + number("QUICK_OWN_THREADS") * MIN_THREADS) / 2));
	}

	private void assertEnoughFrom(Duration window, int least) {
		assertThat(Shape.UNBOUNDED.isEnough(this.families.line("job-#").now(),
				Families.growth(window, least, 0, 0, BEGIN), MIN_THREADS))
			.isTrue();
		assertThat(Shape.UNBOUNDED.isEnough(this.families.line("job-#").now(),
				Families.growth(window, least - 1, 1_000, 0, BEGIN), MIN_THREADS))
			.isFalse();
	}

	@Test
	void idleWorkersAreCountedByTheirPools() {
		this.idle.resize(50);
		this.families.next();
		assertThat(Shape.SCATTERED.isEnough(this.families.family("pool-#-thread-#").now(),
				Families.growth(Duration.ofMinutes(1), 500, 16, 0, BEGIN), MIN_THREADS))
			.isTrue();
		assertThat(Shape.SCATTERED.isEnough(this.families.family("pool-#-thread-#").now(),
				Families.growth(Duration.ofMinutes(1), 500, 15, 0, BEGIN), MIN_THREADS))
			.isFalse();
		assertThat(Shape.SCATTERED.isEnough(this.families.family("pool-#-thread-#").now(),
				Families.growth(Duration.ofMinutes(20), 500, 12, 0, BEGIN), MIN_THREADS))
			.isTrue();
		assertThat(Shape.SCATTERED.isEnough(this.families.family("pool-#-thread-#").now(),
				Families.growth(Duration.ofMinutes(20), 500, 11, 0, BEGIN), MIN_THREADS))
			.isFalse();
	}

	@Test
	void ownThreadsThatBurnNeedNotBeMore() {
		int nearlyAll = (int) (100 * number("NEARLY_ALL"));
		Population burning = this.families.threads("job-%d", Wait.run("com.acme.Job.run")).burning().resize(nearlyAll);
		Population waits = this.families.threads("job-%d", Wait.run("com.acme.Job.run")).resize(100 - nearlyAll);
		this.families.next(10);
		assertEnoughInAMinuteFrom(11);
		burning.resize(nearlyAll - 1);
		waits.resize(100 - nearlyAll + 1);
		this.families.next(10);
		assertEnoughInAMinuteFrom((int) Math.ceil(number("QUICK_OWN_THREADS") * MIN_THREADS));
	}

	private void assertEnoughInAMinuteFrom(int least) {
		assertEnoughFrom(Duration.ofMinutes(1), least);
	}

	@Test
	void ownThreadsThatAreBusyWithIoMustBeMore() {
		this.families.threads("job-%d", Wait.socketRead("com.acme.Job.run")).burning().resize(50);
		this.families.next(10);
		assertEnoughInAMinuteFrom((int) Math.ceil(number("QUICK_OWN_THREADS") * MIN_THREADS));
	}

	@ParameterizedTest
	@EnumSource(Shape.class)
	void whereMembersAreMattersOnlyToShapesOfTheirWait(Shape shape) {
		assertThat(shape.anywhere()).isEqualTo(Set.of(Shape.UNBOUNDED, Shape.LASTING, Shape.KEPT).contains(shape));
	}

	@ParameterizedTest
	@EnumSource(names = { "SCATTERED", "STALLED", "UNBOUNDED", "LASTING", "KEPT" })
	void aVerdictRisesWithTheTimeAndLaterInAYoungJvm(Shape shape) {
		Duration suspect = field(shape, "suspectAfter");
		Duration confirm = field(shape, "confirmAfter");
		Duration longer = duration("WARM_UP_LONGER");
		for (Duration more : new Duration[] { Duration.ZERO, longer }) {
			boolean warmingUp = !more.isZero();
			assertThat(shape.verdict(suspect.plus(more), warmingUp)).isEqualTo(Verdict.SUSPECTED);
			assertThat(shape.verdict(suspect.plus(more).minus(MILLI), warmingUp)).isEqualTo(Verdict.WATCHING);
			assertThat(shape.verdict(confirm.plus(more), warmingUp)).isEqualTo(Verdict.CONFIRMED);
			assertThat(shape.verdict(confirm.plus(more).minus(MILLI), warmingUp)).isEqualTo(Verdict.SUSPECTED);
		}
	}

	private static Duration field(Shape shape, String name) {
		return Families.duration(shape, name);
	}

	@Test
	void withoutAShapeNothingIsSuspected() {
		assertThat(Shape.NONE.verdict(Duration.ofDays(1), false)).isEqualTo(Verdict.WATCHING);
	}

}
