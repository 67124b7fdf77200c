// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.detection;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import io.github.threadleaks.judge.EvidenceKind;
import io.github.threadleaks.judge.Pattern;
import io.github.threadleaks.judge.Verdict;
import io.github.threadleaks.report.Leak;
import io.github.threadleaks.report.Status;
import io.github.threadleaks.settings.ThreadLeakSettings;
import io.github.threadleaks.simulation.Population;
import io.github.threadleaks.simulation.Simulation;
import io.github.threadleaks.simulation.Wait;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

/**
 * What leaks, in a JVM that has been up for five minutes.
 */
class DetectionTests {

	private static final Duration MINUTE = Duration.ofMinutes(1);

	private final Simulation jvm = Simulation.of(ThreadLeakSettings.DEFAULTS);

	@BeforeEach
	void upForFiveMinutes() {
		this.jvm.threads("http-nio-8080-exec-%d", Wait.idleTomcatWorker()).resize(10);
		this.jvm.threads("main", Wait.take("com.acme.Main.main")).resize(1);
		this.jvm.run(Duration.ofMinutes(5));
		assertThat(this.jvm.report().status()).isEqualTo(Status.OK);
	}

	private static boolean isConfirmed(Leak leak) {
		return leak.verdict() == Verdict.CONFIRMED;
	}

	private Population executors() {
		return this.jvm.threads("pool-%d-thread-1", Wait.idleWorker()).eachInAPoolOfItsOwn();
	}

	@Test
	void anExecutorASecondIsSuspectedAndThenConfirmedWithinAMinute() {
		Population leaked = executors().perMinute(60);
		Leak suspected = this.jvm.runUntil((leak) -> leak.verdict() == Verdict.SUSPECTED, MINUTE);
		assertThat(this.jvm.report().status()).isEqualTo(Status.SUSPECTED);
		Leak confirmed = this.jvm.runUntil(DetectionTests::isConfirmed,
				MINUTE.minus(Duration.between(suspected.since(), this.jvm.time())));
		assertThat(confirmed.id()).isEqualTo(suspected.id());
		assertThat(confirmed.pattern()).isEqualTo(Pattern.EXECUTOR_NOT_SHUT_DOWN);
		assertThat(confirmed.threads()).isEqualTo(leaked.size());
		assertThat(confirmed.growthPerHour()).isCloseTo(3600, withinPercentage(20));
		assertThat(confirmed.evidence()).extracting(Leak.EvidenceLine::kind)
			.contains(EvidenceKind.GROWTH, EvidenceKind.NO_RETURN, EvidenceKind.SCATTERED_POOLS, EvidenceKind.SAME_SITE,
					EvidenceKind.UNTIMED_WAIT);
		assertThat(this.jvm.report().status()).isEqualTo(Status.LEAKING);
	}

	@Test
	void growthIsThatOfNow() {
		Population leaked = executors();
		for (int perMinute : new int[] { 60, 6, 120 }) {
			leaked.perMinute(perMinute);
			this.jvm.run(Duration.ofMinutes(10));
			assertThat(this.jvm.accused().growthPerHour()).isCloseTo(60 * perMinute, withinPercentage(10));
		}
	}

	@Test
	void anExecutorEveryFiveMinutesIsFoundWithinTheHour() {
		executors().perMinute(0.2);
		Leak leak = this.jvm.runUntil(DetectionTests::isConfirmed, Duration.ofHours(1));
		assertThat(leak.threads()).isLessThan(20);
	}

	@ParameterizedTest
	@ValueSource(strings = { "HikariPool-%d housekeeper", "HikariPool-%d:housekeeper", "Cleaner-%d",
			"mysql-cj-abandoned-connection-cleanup", "JFR Event Stream %d", "boundedElastic-%d", "parallel-%d",
			"OkHttp TaskRunner", "process reaper", "RMI TCP Connection(%d)-10.0.0.17", "RMI TCP Accept-%d",
			"ForkJoinPool-%d-worker-1", "my ForkJoinPool.commonPool-worker-%d" })
	void housekeepersThatAreStuckOrGrowWithoutBoundAreFound(String name) {
		this.jvm.threads(name, Wait.take("com.acme.Stuck.run")).perMinute(60);
		this.jvm.runUntil(DetectionTests::isConfirmed, MINUTE.multipliedBy(3));
	}

	@Test
	void threadsThatTakeFromAQueueThatNobodyFeedsAreFound() {
		Population leaked = this.jvm.threads("mailer-%d", Wait.take("com.acme.Mailer.run")).perMinute(60);
		Leak leak = this.jvm.runUntil(DetectionTests::isConfirmed, MINUTE.multipliedBy(3));
		assertThat(leak.pattern()).isEqualTo(Pattern.QUEUE_NEVER_FED);
		assertThat(leak.threads()).isEqualTo(leaked.size());
		assertThat(leak.threadName()).hasToString("mailer-#");
		assertThat(leak.state()).isEqualTo(Thread.State.WAITING);
	}

	@Test
	void threadsWithoutEndThatSleepNowAndThenAreFound() {
		Population leaked = this.jvm.threads("upload-%d", Wait.sleep("com.acme.Upload.run")).running().perMinute(60);
		Leak leak = this.jvm.runUntil(DetectionTests::isConfirmed, MINUTE.multipliedBy(3));
		assertThat(leak.pattern()).isEqualTo(Pattern.UNBOUNDED_THREADS);
		assertThat(leak.threads()).isEqualTo(leaked.size());
	}

	@Test
	void eventLoopsOfClientsThatNobodyClosesAreFoundThoughTheyAreRunnable() {
		this.jvm.threads("nioEventLoopGroup-%d-1", Wait.eventLoop()).perMinute(60);
		Leak leak = this.jvm.runUntil(DetectionTests::isConfirmed, MINUTE.multipliedBy(3));
		assertThat(leak.pattern()).isEqualTo(Pattern.CLIENT_NOT_CLOSED);
		assertThat(leak.state()).isEqualTo(Thread.State.RUNNABLE);
	}

	@Test
	void timersThatNobodyCancelsAreFound() {
		this.jvm.threads("Timer-%d", Wait.idleTimer()).eachInAPoolOfItsOwn().perMinute(60);
		assertThat(this.jvm.runUntil(DetectionTests::isConfirmed, MINUTE).pattern())
			.isEqualTo(Pattern.TIMER_NOT_CANCELLED);
	}

	@Test
	void threadsBlockedByALockThatIsNeverReleasedAreFound() {
		this.jvm.threads("posting-%d", Wait.blocked("com.acme.Ledger.post")).perMinute(60);
		Leak leak = this.jvm.runUntil(DetectionTests::isConfirmed, MINUTE.multipliedBy(3));
		assertThat(leak.pattern()).isEqualTo(Pattern.LOCK_NEVER_RELEASED);
		assertThat(leak.state()).isEqualTo(Thread.State.BLOCKED);
	}

	@Test
	void aDeadlockIsProvenAtOnceAndResolvedWhenItEnds() {
		Population one = this.jvm.threads("transfer-%d", Wait.blocked("com.acme.Account.debit")).resize(1);
		Population other = this.jvm.threads("refund-%d", Wait.blocked("com.acme.Account.credit")).resize(1);
		this.jvm.deadlock(one, other);
		this.jvm.run(Duration.ofSeconds(5));
		Leak leak = this.jvm.accused();
		assertThat(leak.verdict()).isEqualTo(Verdict.PROVEN);
		assertThat(leak.pattern()).isEqualTo(Pattern.DEADLOCK);
		assertThat(leak.threads()).isEqualTo(2);
		assertThat(leak.families()).hasSize(2);
		assertThat(this.jvm.report().status()).isEqualTo(Status.LEAKING);
		this.jvm.endDeadlocks();
		one.resize(0);
		other.resize(0);
		this.jvm.run(Duration.ofSeconds(5));
		assertThat(this.jvm.report().leaks()).isEmpty();
		assertThat(this.jvm.report().resolved()).extracting(Leak::id).containsExactly(leak.id());
	}

	@Test
	void aLeakThatShrinksBackIsResolved() {
		Population leaked = executors().perMinute(60);
		Leak leak = this.jvm.runUntil(DetectionTests::isConfirmed, MINUTE);
		leaked.perMinute(0).resize(0);
		this.jvm.run(Duration.ofSeconds(15));
		assertThat(this.jvm.report().leaks()).isEmpty();
		assertThat(this.jvm.report().status()).isEqualTo(Status.OK);
		assertThat(this.jvm.report().resolved()).singleElement().satisfies((resolved) -> {
			assertThat(resolved.id()).isEqualTo(leak.id());
			assertThat(resolved.verdict()).isEqualTo(Verdict.RESOLVED);
			assertThat(resolved.threads()).isZero();
		});
		assertThat(this.jvm.report().leak(leak.id())).isPresent();
	}

	@Test
	void aLeakThatComesBackIsTheSameAndNoMoreResolved() {
		Population leaked = executors().perMinute(60);
		Leak leak = this.jvm.runUntil(DetectionTests::isConfirmed, MINUTE);
		leaked.perMinute(0).resize(0);
		this.jvm.run(Duration.ofMinutes(30));
		leaked.perMinute(60);
		assertThat(this.jvm.runUntil(DetectionTests::isConfirmed, MINUTE).id()).isEqualTo(leak.id());
		assertThat(this.jvm.report().resolved()).isEmpty();
	}

	@Test
	void aVerdictOnceGivenDoesNotFlap() {
		Population leaked = executors().perMinute(60);
		this.jvm.runUntil(DetectionTests::isConfirmed, MINUTE);
		List<Verdict> verdicts = new ArrayList<>();
		for (double perMinute : new double[] { 0, 20, 0, -2, 0, 60, 0 }) {
			leaked.perMinute(perMinute);
			for (int i = 0; i < 120; i++) {
				this.jvm.run(Duration.ofSeconds(5));
				verdicts.add(this.jvm.accused().verdict());
			}
		}
		assertThat(verdicts).containsOnly(Verdict.CONFIRMED);
	}

	@Test
	void aLeakThatStandsStillIsSaidToDoSo() {
		Population leaked = executors().perMinute(60);
		this.jvm.runUntil(DetectionTests::isConfirmed, MINUTE);
		leaked.perMinute(0);
		this.jvm.run(Duration.ofHours(7));
		assertThat(this.jvm.accused().growthPerHour()).isZero();
		assertThat(this.jvm.accused().threads()).isEqualTo(leaked.size());
	}

	@Test
	void whatAFreshLookContradictsIsNotAccused() {
		this.jvm.freshLook((ids) -> List.of());
		executors().perMinute(60);
		this.jvm.run(Duration.ofMinutes(10));
		assertThat(this.jvm.watched()).isNotEmpty();
		assertThat(this.jvm.accusations()).isEmpty();
	}

	@Test
	void idsAreTheSameInEveryJvmAndDifferFromLeakToLeak() {
		executors().perMinute(60);
		this.jvm.threads("mailer-%d", Wait.take("com.acme.Mailer.run")).perMinute(60);
		this.jvm.run(Duration.ofMinutes(5));
		Simulation other = Simulation.of(ThreadLeakSettings.DEFAULTS);
		other.threads("mailer-%d", Wait.take("com.acme.Mailer.run")).perMinute(200);
		other.run(Duration.ofMinutes(3));
		other.threads("pool-%d-thread-1", Wait.idleWorker()).eachInAPoolOfItsOwn().perMinute(12);
		other.run(Duration.ofMinutes(5));
		List<String> ids = this.jvm.report().leaks().stream().map(Leak::id).toList();
		assertThat(ids).hasSize(2)
			.doesNotHaveDuplicates()
			.allMatch((id) -> id.matches("[0-9a-f]{8}"))
			.containsExactlyInAnyOrderElementsOf(other.report().leaks().stream().map(Leak::id).toList());
	}

	@Test
	void theSurestAndLargestLeakStandsFirst() {
		executors().perMinute(60);
		this.jvm.threads("mailer-%d", Wait.take("com.acme.Mailer.run")).perMinute(120);
		this.jvm.run(Duration.ofMinutes(3));
		assertThat(this.jvm.report().leaks()).extracting(Leak::pattern)
			.containsExactly(Pattern.QUEUE_NEVER_FED, Pattern.EXECUTOR_NOT_SHUT_DOWN);
	}

	@Test
	void aLeakIsToldWithItsPastAndExamples() {
		executors().perMinute(60);
		Instant begin = this.jvm.time();
		this.jvm.run(Duration.ofMinutes(30));
		Leak leak = this.jvm.accused();
		assertThat(leak.since()).isBetween(begin, begin.plusSeconds(10));
		assertThat(leak.history()).hasSizeBetween(100, 240).isSortedAccordingTo((a, b) -> a.at().compareTo(b.at()));
		assertThat(leak.history().get(leak.history().size() - 1).threads()).isEqualTo(leak.threads());
		assertThat(leak.oldest()).isCloseTo(Duration.ofMinutes(30), Duration.ofSeconds(10));
		assertThat(leak.examples()).hasSize(3).allSatisfy((example) -> {
			assertThat(example.name().toString()).startsWith("pool-");
			assertThat(example.frames()).isNotEmpty();
		});
	}

}
