// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.detection;

import java.time.Duration;

import io.github.threadleaks.judge.EvidenceKind;
import io.github.threadleaks.judge.Pattern;
import io.github.threadleaks.judge.Verdict;
import io.github.threadleaks.report.Leak;
import io.github.threadleaks.report.Status;
import io.github.threadleaks.settings.DetectionSettings;
import io.github.threadleaks.settings.ThreadLeakSettings;
import io.github.threadleaks.simulation.Population;
import io.github.threadleaks.simulation.Simulation;
import io.github.threadleaks.simulation.Wait;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Threads that neither grow nor get on: held by a request, or running in circles.
 */
class StandstillTests {

	private static final Duration MINUTE = Duration.ofMinutes(1);

	private static final Duration STUCK_AFTER = DetectionSettings.DEFAULTS.stuckAfter();

	private static final int MIN_THREADS = DetectionSettings.DEFAULTS.minThreads();

	private final Simulation jvm = Simulation.of(ThreadLeakSettings.DEFAULTS);

	private final Population idle = this.jvm.threads("http-nio-8080-exec-%d", Wait.idleTomcatWorker()).resize(20);

	private final Population held = this.jvm.threads("http-nio-8080-exec-%d",
			Wait.busyTomcatWorker("com.acme.Orders.list"));

	@Test
	void aRequestWorkerIsSuspectedWhenOneRequestHasHeldItForLong() {
		this.jvm.run(MINUTE.multipliedBy(30));
		this.idle.move(1, this.held);
		this.jvm.run(STUCK_AFTER);
		assertThat(this.jvm.report().status()).isEqualTo(Status.OK);
		Leak leak = this.jvm.run(Duration.ofSeconds(10)).accused();
		assertThat(leak.verdict()).isEqualTo(Verdict.SUSPECTED);
		assertThat(leak.threads()).isEqualTo(1);
		assertThat(leak.pattern()).isEqualTo(Pattern.IO_WITHOUT_TIMEOUT);
		assertThat(leak.growthPerHour()).isZero();
		assertThat(leak.evidence()).extracting(Leak.EvidenceLine::kind)
			.containsExactly(EvidenceKind.STUCK, EvidenceKind.SAME_SITE);
	}

	@Test
	void atMinThreadsItIsConfirmed() {
		this.jvm.run(MINUTE.multipliedBy(30));
		this.idle.move(MIN_THREADS - 1, this.held);
		assertThat(this.jvm.run(STUCK_AFTER.plus(MINUTE)).accused().verdict()).isEqualTo(Verdict.SUSPECTED);
		String id = this.jvm.accused().id();
		this.idle.move(1, this.held);
		Leak leak = this.jvm.run(STUCK_AFTER.plus(MINUTE)).accused();
		assertThat(leak.verdict()).isEqualTo(Verdict.CONFIRMED);
		assertThat(leak.threads()).isEqualTo(MIN_THREADS);
		assertThat(leak.id()).isEqualTo(id);
		assertThat(leak.history()).extracting(Leak.Size::threads).containsExactly(MIN_THREADS - 1, MIN_THREADS);
		assertThat(leak.since()).isEqualTo(leak.history().get(0).at());
	}

	@Test
	void whoReturnsIsResolved() {
		this.jvm.run(MINUTE.multipliedBy(30));
		this.idle.move(3, this.held);
		String id = this.jvm.run(STUCK_AFTER.plus(MINUTE)).accused().id();
		this.held.move(3, this.idle);
		this.jvm.run(Duration.ofSeconds(5));
		assertThat(this.jvm.report().leaks()).isEmpty();
		assertThat(this.jvm.report().resolved()).singleElement().satisfies((leak) -> {
			assertThat(leak.id()).isEqualTo(id);
			assertThat(leak.verdict()).isEqualTo(Verdict.RESOLVED);
			assertThat(leak.threads()).isZero();
		});
	}

	@Test
	void whoIsHeldAgainIsTheSameAndNoMoreResolved() {
		this.jvm.run(MINUTE.multipliedBy(30));
		this.idle.move(3, this.held);
		String id = this.jvm.run(STUCK_AFTER.plus(MINUTE)).accused().id();
		this.held.move(3, this.idle);
		this.jvm.run(MINUTE);
		this.idle.move(2, this.held);
		Leak leak = this.jvm.run(STUCK_AFTER.plus(MINUTE)).accused();
		assertThat(leak.id()).isEqualTo(id);
		assertThat(leak.history()).extracting(Leak.Size::threads).containsExactly(2);
		assertThat(this.jvm.report().resolved()).isEmpty();
	}

	@Test
	void longPollsAreSilent() {
		this.jvm.run(MINUTE.multipliedBy(5));
		for (int i = 0; i < 12; i++) {
			this.idle.move(10, this.held);
			this.jvm.run(MINUTE.multipliedBy(9));
			this.held.move(10, this.idle);
			this.jvm.run(Duration.ofSeconds(20));
		}
		assertThat(this.jvm.accusations()).isEmpty();
	}

	@Test
	void aConsumerInAGenericPoolIsSilent() {
		this.jvm.threads("pool-1-thread-%d", Wait.workerThatTakes("com.acme.Consumer.run")).resize(8);
		this.jvm.threads("consumer-%d", Wait.take("com.acme.Consumer.run")).resize(8);
		this.jvm.run(Duration.ofHours(2));
		assertThat(this.jvm.accusations()).isEmpty();
		assertThat(this.jvm.report().leaks()).isEmpty();
	}

	@Test
	void idleWorkersOfAServerAreNotStuck() {
		this.jvm.run(Duration.ofHours(2));
		assertThat(this.jvm.report().leaks()).isEmpty();
	}

	@Test
	void aThreadThatBurnsACoreIsWatchedAndNoMore() {
		this.jvm.run(MINUTE.multipliedBy(5));
		this.jvm.threads("parser-%d", Wait.run("com.acme.Parser.skip")).burning().resize(1);
		this.jvm.run(MINUTE.multipliedBy(2));
		assertThat(this.jvm.report().leaks()).isEmpty();
		this.jvm.run(Duration.ofHours(2));
		assertThat(this.jvm.report().status()).isEqualTo(Status.OK);
		assertThat(this.jvm.accusations()).isEmpty();
		assertThat(this.jvm.report().leaks()).singleElement().satisfies((leak) -> {
			assertThat(leak.verdict()).isEqualTo(Verdict.WATCHING);
			assertThat(leak.pattern()).isEqualTo(Pattern.BUSY_LOOP);
			assertThat(leak.threads()).isEqualTo(1);
			assertThat(leak.waitsAt()).extracting(Object::toString).startsWith("com.acme.Parser.skip");
			assertThat(leak.evidence()).extracting(Leak.EvidenceLine::kind).containsExactly(EvidenceKind.SPINNING);
		});
	}

	@Test
	void whoMovesOnDoesNotSpin() {
		Population parser = this.jvm.threads("parser-%d", Wait.run("com.acme.Parser.skip")).burning().resize(3);
		int[] tick = new int[1];
		this.jvm.eachTick(() -> {
			if (tick[0]++ % 12 == 0) {
				parser.doing(Wait.run("com.acme.Parser.step" + (char) ('a' + tick[0] / 12 % 20)));
			}
		});
		this.jvm.run(MINUTE.multipliedBy(30));
		assertThat(this.jvm.report().leaks()).isEmpty();
	}

	@Test
	void whatSpinsAndGrowsIsALeakWithThatEvidence() {
		this.jvm.run(MINUTE.multipliedBy(5));
		this.jvm.threads("parser-%d", Wait.run("com.acme.Parser.skip")).burning().perMinute(10);
		Leak leak = this.jvm.run(MINUTE.multipliedBy(10)).accused();
		assertThat(leak.verdict()).isEqualTo(Verdict.CONFIRMED);
		assertThat(leak.pattern()).isEqualTo(Pattern.BUSY_LOOP);
		assertThat(leak.evidence()).extracting(Leak.EvidenceLine::kind)
			.contains(EvidenceKind.GROWTH, EvidenceKind.SPINNING);
		assertThat(this.jvm.report().leaks()).hasSize(1);
	}

	@Test
	void whatSpinsAndIsWatchedAsItGrowsIsToldOnce() {
		this.jvm.run(MINUTE.multipliedBy(10));
		this.jvm.threads("parser-%d", Wait.run("com.acme.Parser.skip")).burning().perMinute(1);
		this.jvm.run(MINUTE.multipliedBy(9));
		assertThat(this.jvm.accusations()).isEmpty();
		assertThat(this.jvm.report().leaks()).singleElement()
			.satisfies((leak) -> assertThat(leak.evidence()).extracting(Leak.EvidenceLine::kind)
				.containsExactly(EvidenceKind.SPINNING));
	}

}
