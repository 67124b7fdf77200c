// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.detection;

import java.time.Duration;

import io.github.threadleaks.judge.Verdict;
import io.github.threadleaks.report.Leak;
import io.github.threadleaks.report.Status;
import io.github.threadleaks.settings.ThreadLeakSettings;
import io.github.threadleaks.simulation.Population;
import io.github.threadleaks.simulation.Simulation;
import io.github.threadleaks.simulation.Wait;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Time that passes without samples: suspended machines, stopped containers, clocks that
 * are set.
 */
class GapTests {

	private static final Duration MINUTE = Duration.ofMinutes(1);

	private final Simulation jvm = Simulation.of(ThreadLeakSettings.DEFAULTS);

	private Population executors() {
		return this.jvm.threads("pool-%d-thread-1", Wait.idleWorker()).eachInAPoolOfItsOwn();
	}

	@ParameterizedTest
	@ValueSource(strings = { "PT8H", "PT2M", "PT1M", "PT-1H", "PT-2S" })
	void whatCameInAGapIsNoGrowth(Duration gap) {
		Population pools = executors().resize(5);
		Population own = this.jvm.threads("job-%d", Wait.sleep("com.acme.Job.run")).running().resize(5);
		for (int i = 0; i < 6; i++) {
			this.jvm.run(MINUTE.multipliedBy(10)).passUnseen(gap);
			pools.resize(pools.size() + 60);
			own.resize(own.size() + 60);
			this.jvm.run(MINUTE.multipliedBy(10));
			pools.resize(5);
			own.resize(5);
		}
		assertThat(this.jvm.accusations()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "PT8H", "PT-8H" })
	void whatGrewBeforeAndAfterAGapHasToGrowEnoughOnOneSide(Duration gap) {
		Population pools = executors();
		this.jvm.run(MINUTE.multipliedBy(10));
		for (int i = 0; i < 8; i++) {
			// eight executors in two minutes, four times as long apart
			pools.perMinute(3);
			this.jvm.run(MINUTE);
			pools.perMinute(0);
			this.jvm.passUnseen(gap).run(MINUTE.multipliedBy(10));
		}
		assertThat(this.jvm.accusations()).isEmpty();
	}

	@Test
	void aRequestThatWasServedWhileTheMachineSleptIsNotStuck() {
		Population idle = this.jvm.threads("http-nio-8080-exec-%d", Wait.idleTomcatWorker()).resize(10);
		Population busy = this.jvm.threads("http-nio-8080-exec-%d", Wait.busyTomcatWorker("com.acme.Orders.list"));
		this.jvm.run(MINUTE.multipliedBy(30));
		idle.move(6, busy);
		this.jvm.run(MINUTE).passUnseen(Duration.ofHours(8)).run(MINUTE.multipliedBy(5));
		busy.move(6, idle);
		this.jvm.run(MINUTE.multipliedBy(20));
		assertThat(this.jvm.accusations()).isEmpty();
	}

	@Test
	void aRequestThatIsStillStuckAfterAGapIsToldWhenItHasBeenObservedForLong() {
		this.jvm.threads("http-nio-8080-exec-%d", Wait.busyTomcatWorker("com.acme.Orders.list")).resize(1);
		this.jvm.run(MINUTE).passUnseen(Duration.ofHours(8)).run(MINUTE.multipliedBy(10));
		assertThat(this.jvm.accusations()).isEmpty();
		assertThat(this.jvm.run(MINUTE).accused().verdict()).isEqualTo(Verdict.SUSPECTED);
	}

	@Test
	void afterAGapTheStatusSaysThatObservationBeginsAnew() {
		executors().resize(5);
		this.jvm.run(MINUTE.multipliedBy(10)).passUnseen(Duration.ofMinutes(2)).run(MINUTE);
		assertThat(this.jvm.report().status()).isEqualTo(Status.WARMING_UP);
		this.jvm.run(MINUTE.multipliedBy(2));
		assertThat(this.jvm.report().status()).isEqualTo(Status.OK);
	}

	@Test
	void aPauseOfAMinuteInterruptsNothing() {
		executors().resize(5);
		this.jvm.run(MINUTE.multipliedBy(10)).passUnseen(MINUTE).run(MINUTE);
		assertThat(this.jvm.report().status()).isEqualTo(Status.OK);
		assertThat(this.jvm.report().observedFor()).isGreaterThan(MINUTE.multipliedBy(11));
	}

	@ParameterizedTest
	@ValueSource(strings = { "PT8H", "PT2M", "PT-1H" })
	void aLeakThatGoesOnAfterAGapIsTheSame(Duration gap) {
		Population leaked = executors().perMinute(60);
		this.jvm.run(MINUTE.multipliedBy(10));
		String id = this.jvm.accused().id();
		this.jvm.passUnseen(gap).run(MINUTE.multipliedBy(10));
		Leak leak = this.jvm.accused();
		assertThat(leak.id()).isEqualTo(id);
		assertThat(leak.verdict()).isEqualTo(Verdict.CONFIRMED);
		assertThat(leak.threads()).isEqualTo(leaked.size());
		assertThat(leak.growthPerHour()).isBetween(3_000.0, 4_200.0);
		assertThat(this.jvm.report().resolved()).isEmpty();
	}

	@Test
	void aLeakThatHadEndedInAGapIsFoundAgainUnderItsId() {
		Population leaked = executors().perMinute(60);
		this.jvm.run(MINUTE.multipliedBy(10));
		String id = this.jvm.accused().id();
		leaked.resize(0).perMinute(0);
		this.jvm.passUnseen(Duration.ofHours(8)).run(MINUTE);
		assertThat(this.jvm.report().leaks()).isEmpty();
		assertThat(this.jvm.report().resolved()).extracting(Leak::id).containsExactly(id);
		leaked.perMinute(60);
		this.jvm.run(MINUTE.multipliedBy(5));
		assertThat(this.jvm.accused().id()).isEqualTo(id);
		assertThat(this.jvm.report().resolved()).isEmpty();
	}

	@Test
	void aClockThatIsSetBackDoesNotMakeAWatchedFamilyOlder() {
		Population jobs = this.jvm.threads("job-%d", Wait.sleep("com.acme.Job.run")).running();
		this.jvm.run(MINUTE.multipliedBy(10));
		jobs.perMinute(60);
		this.jvm.runUntil((leak) -> leak.verdict() == Verdict.WATCHING, MINUTE);
		this.jvm.passUnseen(Duration.ofHours(-1));
		Leak leak = this.jvm.runUntil((each) -> each.verdict().atLeast(Verdict.SUSPECTED), MINUTE.multipliedBy(4));
		assertThat(leak.verdict()).isEqualTo(Verdict.SUSPECTED);
		assertThat(this.jvm.report().observedFor()).isGreaterThan(Duration.ofSeconds(30));
	}

	@Test
	void afterAStepBackOfTheClockALeakIsStillAsOldAsItWas() {
		executors().perMinute(60);
		this.jvm.run(MINUTE.multipliedBy(10)).passUnseen(Duration.ofHours(-1)).run(MINUTE.multipliedBy(2));
		Leak leak = this.jvm.accused();
		assertThat(leak.summary().toString()).contains(" grew 5 to 720 in 12 min ");
		assertThat(leak.since()).isBefore(this.jvm.time().minus(MINUTE.multipliedBy(11)));
		assertThat(leak.oldest()).isPositive();
		assertThat(leak.history()).isNotEmpty();
	}

}
