// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.detection;

import java.time.Duration;

import io.github.threadleaks.judge.Pattern;
import io.github.threadleaks.judge.Verdict;
import io.github.threadleaks.report.Leak;
import io.github.threadleaks.report.Status;
import io.github.threadleaks.settings.DetectionSettings;
import io.github.threadleaks.settings.SamplingSettings;
import io.github.threadleaks.settings.ThreadLeakSettings;
import io.github.threadleaks.simulation.Population;
import io.github.threadleaks.simulation.Simulation;
import io.github.threadleaks.simulation.Wait;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * When an accusation is taken back, and when it stays; and what stays of much that comes
 * and goes.
 */
class TakeBackTests {

	private static final Duration MINUTE = Duration.ofMinutes(1);

	private final Simulation jvm = Simulation.of(ThreadLeakSettings.DEFAULTS).run(MINUTE.multipliedBy(5));

	private Leak suspected(Population growing) {
		growing.perMinute(60);
		Leak leak = this.jvm.runUntil((each) -> each.verdict() == Verdict.SUSPECTED, MINUTE.multipliedBy(5));
		growing.perMinute(0);
		return leak;
	}

	private Population uploads() {
		return this.jvm.threads("upload-%d", Wait.sleep("com.acme.Upload.run")).running();
	}

	@Test
	void aSuspicionThatStandsStillIsTakenBackWithWords() {
		Population uploads = uploads();
		Leak leak = suspected(uploads);
		this.jvm.run(MINUTE.multipliedBy(9));
		assertThat(this.jvm.accused().id()).isEqualTo(leak.id());
		this.jvm.run(MINUTE.multipliedBy(10));
		assertThat(this.jvm.report().leaks()).isEmpty();
		assertThat(this.jvm.report().status()).isEqualTo(Status.OK);
		assertThat(this.jvm.report().resolved()).singleElement().satisfies((resolved) -> {
			assertThat(resolved.id()).isEqualTo(leak.id());
			assertThat(resolved.summary())
				.hasToString("upload-# grew to %1$d and then stood still at %1$d for long: ".formatted(uploads.size())
						+ "the suspicion is taken back, a ramp-up looks the same while it lasts.");
		});
	}

	@Test
	void aSuspicionThatIsTakenBackComesAgainWhenItGrowsAgain() {
		Population uploads = uploads();
		Leak leak = suspected(uploads);
		this.jvm.run(MINUTE.multipliedBy(30));
		assertThat(this.jvm.report().leaks()).isEmpty();
		uploads.perMinute(60);
		assertThat(this.jvm.run(MINUTE.multipliedBy(10)).accused().id()).isEqualTo(leak.id());
		assertThat(this.jvm.accused().verdict()).isEqualTo(Verdict.CONFIRMED);
		assertThat(this.jvm.report().resolved()).isEmpty();
	}

	@Test
	void aConfirmedLeakThatStandsStillStays() {
		Population uploads = uploads().perMinute(60);
		Leak leak = this.jvm.runUntil((each) -> each.verdict() == Verdict.CONFIRMED, MINUTE.multipliedBy(10));
		uploads.perMinute(0);
		this.jvm.run(Duration.ofHours(3));
		assertThat(this.jvm.accused().id()).isEqualTo(leak.id());
		assertThat(this.jvm.accused().verdict()).isEqualTo(Verdict.CONFIRMED);
	}

	@Test
	void whatRemainsOfALeakMayBeSmall() {
		Population uploads = uploads().perMinute(60);
		this.jvm.run(MINUTE.multipliedBy(10));
		// a fifth may remain
		uploads.perMinute(0).resize(150);
		this.jvm.run(MINUTE);
		assertThat(this.jvm.accused().threads()).isEqualTo(150);
		uploads.resize(100);
		this.jvm.run(MINUTE);
		assertThat(this.jvm.report().leaks()).isEmpty();
		assertThat(this.jvm.report().resolved()).hasSize(1);
	}

	@Test
	void aLeakThatFollowsTheLoadStaysConfirmed() {
		Simulation days = Simulation
			.of(new ThreadLeakSettings(new SamplingSettings(MINUTE, 1, 48, 50_000), DetectionSettings.DEFAULTS));
		Population leaked = days.threads("mailer-%d", Wait.take("com.acme.Mailer.run"));
		days.run(Duration.ofHours(8));
		for (int day = 0; day < 2; day++) {
			leaked.perMinute(0.5);
			days.run(Duration.ofHours(10));
			assertThat(days.accused().verdict()).isEqualTo(Verdict.CONFIRMED);
			leaked.perMinute(0);
			days.run(Duration.ofHours(14));
			assertThat(days.accused().verdict()).isEqualTo(Verdict.CONFIRMED);
			assertThat(days.report().resolved()).isEmpty();
		}
		assertThat(days.accused().threads()).isEqualTo(leaked.size());
	}

	@Test
	void ofTenExecutorsThatAreMadeOneIsForgotten() {
		Population made = this.jvm.threads("pool-%d-thread-1", Wait.idleWorker()).eachInAPoolOfItsOwn();
		Population forgotten = this.jvm.threads("pool-%d-thread-1", Wait.idleWorker()).eachInAPoolOfItsOwn();
		int[] tick = new int[1];
		this.jvm.eachTick(() -> {
			int phase = tick[0]++ % 12;
			made.resize((phase < 6) ? 9 : 0);
			forgotten.resize(forgotten.size() + ((phase == 0) ? 1 : 0));
		});
		Leak leak = this.jvm.runUntil((each) -> each.verdict() == Verdict.CONFIRMED, Duration.ofHours(1));
		assertThat(leak.pattern()).isEqualTo(Pattern.EXECUTOR_NOT_SHUT_DOWN);
		assertThat(forgotten.size()).isLessThan(60);
	}

	@Test
	void ofTenExecutorsThatAreMadeAllAreShutDown() {
		Population made = this.jvm.threads("pool-%d-thread-1", Wait.idleWorker()).eachInAPoolOfItsOwn();
		int[] tick = new int[1];
		this.jvm.eachTick(() -> made.resize((tick[0]++ % 12 < 6) ? 10 : 0));
		this.jvm.run(Duration.ofHours(4));
		assertThat(this.jvm.accusations()).isEmpty();
		assertThat(this.jvm.report().resolved()).isEmpty();
	}

	@Test
	void ofManyThreadsThatComeAndGoSomeStay() {
		Population jobs = this.jvm.threads("job-%d", Wait.sleep("com.acme.Job.run")).running();
		Population stay = this.jvm.threads("job-%d", Wait.sleep("com.acme.Job.run")).running();
		int[] tick = new int[1];
		this.jvm.eachTick(() -> {
			jobs.resize(0);
			jobs.resize(20);
			stay.resize(++tick[0] / 12);
		});
		Leak leak = this.jvm.runUntil((each) -> each.verdict() == Verdict.CONFIRMED, Duration.ofHours(2));
		assertThat(leak.threadName()).hasToString("job-#");
	}

	@Test
	void ofManyThreadsThatComeAndGoNoneStays() {
		Population jobs = this.jvm.threads("job-%d", Wait.sleep("com.acme.Job.run")).running();
		Population few = this.jvm.threads("job-%d", Wait.sleep("com.acme.Job.run")).running().resize(20);
		int[] tick = new int[1];
		this.jvm.eachTick(() -> {
			jobs.resize(0);
			jobs.resize(10 + tick[0]++ % 7);
			few.replace((tick[0] % 24 == 0) ? 2 : 0);
		});
		this.jvm.run(Duration.ofHours(4));
		assertThat(this.jvm.accusations()).isEmpty();
	}

}
