// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.detection;

import java.time.Duration;
import java.util.List;

import io.github.threadleaks.judge.EvidenceKind;
import io.github.threadleaks.judge.Pattern;
import io.github.threadleaks.judge.Verdict;
import io.github.threadleaks.report.Leak;
import io.github.threadleaks.settings.ThreadLeakSettings;
import io.github.threadleaks.simulation.Population;
import io.github.threadleaks.simulation.Simulation;
import io.github.threadleaks.simulation.Wait;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whose workers are they? And threads that are RUNNABLE while they wait.
 */
class PoolTests {

	private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);

	private final Simulation jvm = Simulation.of(ThreadLeakSettings.DEFAULTS).run(FIVE_MINUTES);

	private Leak confirmed() {
		return this.jvm.runUntil((leak) -> leak.verdict() == Verdict.CONFIRMED, FIVE_MINUTES);
	}

	private void assertSilence() {
		assertThat(this.jvm.accusations()).isEmpty();
		assertThat(this.jvm.report().resolved()).isEmpty();
	}

	@Test
	void eventLoopsWithANewGroupNumberEachAreFound() {
		this.jvm.threads("", Wait.eventLoop())
			.named((number) -> "nioEventLoopGroup-" + number / 4 + "-" + number % 4)
			.perMinute(60);
		Leak leak = confirmed();
		assertThat(leak.pattern()).isEqualTo(Pattern.CLIENT_NOT_CLOSED);
		assertThat(leak.state()).isEqualTo(Thread.State.RUNNABLE);
	}

	@Test
	void eventLoopsOfOneNameAreFound() {
		Population leaked = this.jvm.threads("", Wait.eventLoop()).named((number) -> "feed-loop").perMinute(20);
		Leak leak = confirmed();
		assertThat(leak.threads()).isEqualTo(leaked.size());
		assertThat(leak.evidence()).extracting(Leak.EvidenceLine::kind).contains(EvidenceKind.SCATTERED_POOLS);
	}

	@ParameterizedTest
	@CsvSource({ "16, 4", "16, 16", "64, 12", "64, 40" })
	void theLoopsOfOneGroupAreNoLeakWhileTheyAreStarted(int loops, int perMinute) {
		Population group = this.jvm.threads("nioEventLoopGroup-2-%d", Wait.eventLoop()).perMinute(perMinute);
		this.jvm.eachTick(() -> group.resize(Math.min(group.size(), loops)));
		this.jvm.run(Duration.ofMinutes(30));
		assertThat(group.size()).isEqualTo(loops);
		assertSilence();
	}

	@Test
	void threadsThatReadFromASilentSocketAreFound() {
		this.jvm.threads("feed-%d", Wait.socketRead("com.acme.Feed.run")).perMinute(20);
		Leak leak = confirmed();
		assertThat(leak.pattern()).isEqualTo(Pattern.IO_WITHOUT_TIMEOUT);
		assertThat(leak.state()).isEqualTo(Thread.State.RUNNABLE);
	}

	@Test
	void theSelectorsOfHttpClientsAreFound() {
		this.jvm.threads("HttpClient-%d-SelectorManager", Wait.httpSelector()).running().perMinute(20);
		Leak leak = confirmed();
		assertThat(leak.pattern()).isEqualTo(Pattern.CLIENT_NOT_CLOSED);
		assertThat(leak.state()).isEqualTo(Thread.State.RUNNABLE);
	}

	@ParameterizedTest
	@ValueSource(ints = { 10, 30, 64 })
	void threeLargePoolsThatFillUnderOneGenericNameAreNoLeak(int perMinute) {
		List<Population> pools = List.of(this.jvm.threads("pool-1-thread-%d", Wait.idleWorker()),
				this.jvm.threads("pool-2-thread-%d", Wait.idleWorker()),
				this.jvm.threads("pool-3-thread-%d", Wait.idleWorker()));
		pools.forEach((pool) -> pool.perMinute(perMinute));
		this.jvm.eachTick(() -> pools.forEach((pool) -> pool.resize(Math.min(pool.size(), 64))));
		this.jvm.run(Duration.ofHours(1));
		assertThat(pools).extracting(Population::size).containsOnly(64);
		assertSilence();
	}

	@Test
	void aPoolWhoseWorkersAreHeldOneAfterTheOtherWhileItGrowsIsALeak() {
		Population idle = this.jvm.threads("pool-1-thread-%d", Wait.idleWorker()).resize(4);
		this.jvm.threads("pool-1-thread-%d", Wait.workerThatTakes("com.acme.Order.await")).perMinute(20);
		Leak leak = confirmed();
		assertThat(leak.pattern()).isEqualTo(Pattern.QUEUE_NEVER_FED);
		assertThat(leak.threads()).isGreaterThan(idle.size());
	}

	@Test
	void aPoolThatDoesNotGrowLeaksNoThreads() {
		Population idle = this.jvm.threads("pool-1-thread-%d", Wait.idleWorker()).resize(200);
		Population held = this.jvm.threads("pool-1-thread-%d", Wait.workerThatTakes("com.acme.Order.await"));
		this.jvm.eachTick(() -> idle.move(1, held));
		this.jvm.run(Duration.ofMinutes(15));
		assertThat(held.size()).isGreaterThan(150);
		assertSilence();
	}

	@Test
	void aServersWorkersThatAreHeldAreNoGrowthOfTheServer() {
		this.jvm.threads("http-nio-8080-exec-%d", Wait.busyTomcatWorker("com.acme.Orders.list"))
			.running()
			.perMinute(20);
		this.jvm.run(Duration.ofMinutes(10));
		assertSilence();
	}

}
