// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.detection;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.threadleaks.judge.Verdict;
import io.github.threadleaks.redact.RedactedText;
import io.github.threadleaks.report.Leak;
import io.github.threadleaks.report.Status;
import io.github.threadleaks.report.ThreadLeakReport;
import io.github.threadleaks.settings.DetectionSettings;
import io.github.threadleaks.settings.IgnoreRule;
import io.github.threadleaks.settings.SamplingSettings;
import io.github.threadleaks.settings.ThreadLeakSettings;
import io.github.threadleaks.simulation.Population;
import io.github.threadleaks.simulation.Simulation;
import io.github.threadleaks.simulation.Wait;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Gaps, bounds, and threads whose owner knows them.
 */
class BoundsTests {

	private static final Duration MINUTE = Duration.ofMinutes(1);

	private final Simulation jvm = Simulation.of(ThreadLeakSettings.DEFAULTS);

	@Test
	void whatHasGrownWhileTheMachineSleptIsNoAlarm() {
		Population pool = this.jvm.threads("pool-%d-thread-1", Wait.idleWorker()).eachInAPoolOfItsOwn().resize(5);
		this.jvm.run(Duration.ofMinutes(10));
		this.jvm.passUnseen(Duration.ofHours(8));
		pool.resize(300);
		this.jvm.run(Duration.ofMinutes(10));
		assertThat(this.jvm.report().leaks()).isEmpty();
		assertThat(this.jvm.accusations()).isEmpty();
	}

	@Test
	void afterAGapObservationBeginsAnew() {
		this.jvm.threads("pool-1-thread-%d", Wait.idleWorker()).resize(5);
		this.jvm.run(Duration.ofMinutes(10));
		assertThat(this.jvm.report().status()).isEqualTo(Status.OK);
		this.jvm.passUnseen(Duration.ofHours(8)).run(MINUTE);
		assertThat(this.jvm.report().status()).isEqualTo(Status.WARMING_UP);
		assertThat(this.jvm.report().observedFor()).isLessThan(MINUTE);
	}

	@Test
	void afterAStepBackOfTheClockObservationBeginsAnew() {
		Population leaked = this.jvm.threads("pool-%d-thread-1", Wait.idleWorker()).eachInAPoolOfItsOwn();
		leaked.perMinute(60);
		this.jvm.run(MINUTE.multipliedBy(10));
		this.jvm.passUnseen(Duration.ofHours(-1)).run(MINUTE);
		assertThat(this.jvm.report().observedFor()).isLessThan(MINUTE);
		assertThat(this.jvm.accused().threads()).isEqualTo(leaked.size());
	}

	@Test
	void aMissedSampleIsNoGap() {
		Population leaked = this.jvm.threads("pool-%d-thread-1", Wait.idleWorker()).eachInAPoolOfItsOwn();
		leaked.perMinute(60);
		this.jvm.run(MINUTE.multipliedBy(3)).passUnseen(MINUTE).run(MINUTE);
		assertThat(this.jvm.report().observedFor()).isGreaterThan(MINUTE.multipliedBy(4));
		assertThat(this.jvm.accused().verdict()).isEqualTo(Verdict.CONFIRMED);
	}

	@Test
	void aThousandDistinctLeaksStayBounded() {
		Simulation large = Simulation.of(new ThreadLeakSettings(
				new SamplingSettings(Duration.ofSeconds(30), 1, 48, 50_000), DetectionSettings.DEFAULTS));
		for (int i = 0; i < 1_000; i++) {
			large.threads(word(i) + "-%d", Wait.take("com.acme." + word(i) + ".run")).perMinute(2);
		}
		large.run(Duration.ofMinutes(15));
		ThreadLeakReport report = large.report();
		assertThat(report.leaks()).hasSizeBetween(100, 500)
			.allMatch((leak) -> leak.verdict().atLeast(Verdict.WATCHING));
		assertThat(report.leaks()).extracting(Leak::id).doesNotHaveDuplicates();
		assertThat(report.leaks()).filteredOn((leak) -> !leak.examples().isEmpty()).hasSizeLessThanOrEqualTo(20);
	}

	/** A word without digits, so that masking leaves it. */
	private static String word(int number) {
		return Integer.toString(number + 1_000, 10)
			.chars()
			.mapToObj((digit) -> String.valueOf((char) (digit - '0' + 'g')))
			.reduce("", String::concat);
	}

	@Test
	void ofManyResolvedLeaksTheLastTwentyAreRemembered() {
		List<Population> leaks = new ArrayList<>();
		this.jvm.run(Duration.ofMinutes(3));
		for (int i = 0; i < 30; i++) {
			leaks.add(this.jvm.threads(word(i) + "-%d", Wait.take("com.acme." + word(i) + ".run")).perMinute(60));
		}
		this.jvm.run(Duration.ofMinutes(3));
		assertThat(this.jvm.report().leaks()).hasSize(30);
		leaks.forEach((leak) -> leak.perMinute(0).resize(0));
		this.jvm.run(MINUTE);
		assertThat(this.jvm.report().leaks()).isEmpty();
		assertThat(this.jvm.report().resolved()).hasSize(20);
	}

	@Test
	void aLeakThatOutgrowsTheSamplerIsNotResolved() {
		this.jvm.threads("http-nio-8080-exec-%d", Wait.idleTomcatWorker()).resize(10);
		Population leaked = this.jvm.threads("pool-%d-thread-1", Wait.idleWorker()).eachInAPoolOfItsOwn();
		this.jvm.run(MINUTE.multipliedBy(3));
		leaked.perMinute(60);
		this.jvm.run(MINUTE.multipliedBy(3));
		Leak before = this.jvm.accused();
		this.jvm.readingAtMost(100).run(MINUTE);
		ThreadLeakReport report = this.jvm.report();
		assertThat(report.threads().live()).isEqualTo(10 + leaked.size());
		assertThat(report.leaks()).containsExactly(before);
		assertThat(report.resolved()).isEmpty();
		assertThat(report.status()).isEqualTo(Status.LEAKING);
		assertThat(report.cost().degraded()).extracting(RedactedText::toString)
			.containsExactly("Only counts are read.");
	}

	@Test
	void whatIsStillBeingCapturedIsNotJudged() {
		this.jvm.run(MINUTE.multipliedBy(5));
		Population started = this.jvm.threads("worker-%d", Wait.take("com.acme.Worker.run")).perMinute(6_000);
		this.jvm.complete(false).run(MINUTE);
		assertThat(this.jvm.report().threads().live()).isEqualTo(6_000);
		assertThat(this.jvm.report().leaks()).isEmpty();
		started.perMinute(0);
		this.jvm.complete(true).run(MINUTE.multipliedBy(10));
		assertThat(this.jvm.accusations()).isEmpty();
	}

	@Test
	void aSamplerThatNeverCatchesUpIsJudgedByWhatItHas() {
		this.jvm.run(MINUTE.multipliedBy(5));
		this.jvm.threads("worker-%d", Wait.take("com.acme.Worker.run")).perMinute(60);
		this.jvm.complete(false).run(MINUTE.multipliedBy(10));
		assertThat(this.jvm.accused().verdict()).isEqualTo(Verdict.CONFIRMED);
	}

	@Test
	void threadsThatTheirOwnerKnowsAreNeverJudged() {
		IgnoreRule rule = IgnoreRule.of("^pool-#-thread-#$", "ThreadPoolExecutor", "One pool a tenant: see ticket 17.");
		assertThat(accusations(rule)).isEmpty();
		assertThat(rule.reason()).isEqualTo("One pool a tenant: see ticket 17.");
	}

	@Test
	void aRuleThatMatchesOtherThreadsChangesNothing() {
		assertThat(accusations(IgnoreRule.of("^pool-#-thread-#$", "com\\.acme", "Other frames."))).isNotEmpty();
		assertThat(accusations(IgnoreRule.of("^task-#$", "", "Another name."))).isNotEmpty();
	}

	private static Map<String, Verdict> accusations(IgnoreRule rule) {
		DetectionSettings defaults = DetectionSettings.DEFAULTS;
		Simulation jvm = Simulation
			.of(new ThreadLeakSettings(SamplingSettings.DEFAULTS, new DetectionSettings(defaults.window(),
					defaults.minThreads(), defaults.stuckAfter(), defaults.warmUp(), List.of(rule), Set.of())));
		jvm.threads("pool-%d-thread-1", Wait.idleWorker()).eachInAPoolOfItsOwn().perMinute(60);
		jvm.run(Duration.ofMinutes(5));
		return jvm.accusations();
	}

}
