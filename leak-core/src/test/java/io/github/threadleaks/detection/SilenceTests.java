// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.detection;

import java.time.Duration;
import java.util.List;

import io.github.threadleaks.judge.Verdict;
import io.github.threadleaks.report.Status;
import io.github.threadleaks.settings.DetectionSettings;
import io.github.threadleaks.settings.SamplingSettings;
import io.github.threadleaks.settings.ThreadLeakSettings;
import io.github.threadleaks.simulation.Population;
import io.github.threadleaks.simulation.Simulation;
import io.github.threadleaks.simulation.Wait;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What looks like a leak and is none.
 */
class SilenceTests {

	private final Simulation jvm = Simulation.of(ThreadLeakSettings.DEFAULTS);

	private void assertSilence() {
		assertThat(this.jvm.accusations()).isEmpty();
		assertThat(this.jvm.report().status()).isEqualTo(Status.OK);
		assertThat(this.jvm.report().resolved()).isEmpty();
	}

	@Test
	void anEmptyJvmIsQuiet() {
		this.jvm.run(Duration.ofMinutes(5));
		assertThat(this.jvm.report().leaks()).isEmpty();
		assertSilence();
	}

	@Test
	void aYoungJvmIsNotCalledOkYet() {
		this.jvm.run(Duration.ofMinutes(1));
		assertThat(this.jvm.report().status()).isEqualTo(Status.WARMING_UP);
	}

	@Test
	void steadyPoolIsNotALeak() {
		this.jvm.threads("pool-1-thread-%d", Wait.idleWorker()).resize(50);
		this.jvm.run(Duration.ofHours(1));
		assertThat(this.jvm.report().leaks()).isEmpty();
		assertSilence();
	}

	@Test
	void aJvmThatStartsIsQuiet() {
		this.jvm.threads("http-nio-8080-exec-%d", Wait.idleTomcatWorker()).perMinute(30);
		this.jvm.threads("nioEventLoopGroup-2-%d", Wait.eventLoop()).perMinute(8);
		this.jvm.threads("scheduling-%d", Wait.idleWorker()).eachInAPoolOfItsOwn().perMinute(2);
		this.jvm.threads("reader-%d", Wait.take("com.acme.Reader.run")).perMinute(4);
		this.jvm.run(Duration.ofMinutes(1));
		assertThat(this.jvm.accusations()).isEmpty();
	}

	@Test
	void growingSharedPoolStaysBelowSuspected() {
		Population workers = this.jvm.threads("http-nio-8080-exec-%d", Wait.idleTomcatWorker()).resize(10);
		this.jvm.run(Duration.ofMinutes(5));
		workers.perMinute(95);
		this.jvm.run(Duration.ofMinutes(2));
		assertThat(workers.size()).isEqualTo(200);
		assertThat(this.jvm.report().leaks()).isNotEmpty().allMatch((leak) -> leak.verdict() == Verdict.WATCHING);
		workers.perMinute(0);
		this.jvm.run(Duration.ofMinutes(10));
		assertThat(this.jvm.report().leaks()).isEmpty();
		assertSilence();
	}

	@Test
	void aSaturatingRampUpIsWatchedAtMost() {
		Population workers = this.jvm.threads("pool-1-thread-%d", Wait.idleWorker()).resize(10);
		this.jvm.run(Duration.ofMinutes(5));
		int[] tick = new int[1];
		this.jvm.eachTick(() -> workers.resize(Math.round(200 - 190 * Math.exp(-tick[0]++ / 24.0))));
		this.jvm.run(Duration.ofMinutes(20));
		assertThat(workers.size()).isEqualTo(200);
		assertSilence();
	}

	@Test
	void aRampUpOfBusyWorkersIsWatchedAtMost() {
		Population idle = this.jvm.threads("http-nio-8080-exec-%d", Wait.idleTomcatWorker()).resize(10);
		Population orders = this.jvm.threads("http-nio-8080-exec-%d", Wait.busyTomcatWorker("com.acme.Orders.list"))
			.running();
		Population search = this.jvm.threads("http-nio-8080-exec-%d", Wait.busyTomcatWorker("com.acme.Search.find"))
			.running();
		this.jvm.run(Duration.ofMinutes(5)).eachTick(() -> {
			idle.resize(Math.min(idle.size() + 8, 200 - orders.size() - search.size()));
			orders.move(5, idle);
			search.move(3, idle);
			idle.move(6, orders);
			idle.move(4, search);
		});
		this.jvm.run(Duration.ofMinutes(20));
		assertThat(orders.size()).isGreaterThan(20);
		assertSilence();
	}

	@Test
	void aBurstOfACachedPoolIsSilent() {
		Population workers = this.jvm.threads("pool-3-thread-%d", Wait.idleCachedWorker());
		this.jvm.run(Duration.ofMinutes(5));
		for (int burst = 0; burst < 10; burst++) {
			workers.perMinute(300);
			this.jvm.run(Duration.ofSeconds(10));
			workers.perMinute(-50);
			this.jvm.run(Duration.ofSeconds(76));
			assertThat(workers.size()).isZero();
			this.jvm.run(Duration.ofMinutes(3));
		}
		assertSilence();
	}

	@Test
	void oneHousekeeperForEachLibraryIsNoLeak() {
		for (String library : List.of("idle-connection-reaper", "Connection evictor", "commons-pool-evictor",
				"OkHttp TaskRunner", "Keep-Alive-Timer", "mysql-cj-abandoned-connection-cleanup", "quartz-misfire")) {
			this.jvm.run(Duration.ofSeconds(20));
			this.jvm.threads(library, Wait.sleep("com.library." + library.replaceAll("\\W", "") + ".run")).resize(1);
		}
		this.jvm.run(Duration.ofMinutes(10));
		assertThat(this.jvm.report().leaks()).isEmpty();
		assertSilence();
	}

	@ParameterizedTest
	@ValueSource(strings = { "threadleaks-monitor", "JFR Recorder Thread", "ForkJoinPool.commonPool-worker-%d",
			"RMI Scheduler(%d)", "HikariPool-1:connection-adder", "Attach Listener", "DestroyJavaVM" })
	void theJvmsThreadsAndOurOwnAreNeverJudged(String name) {
		this.jvm.run(Duration.ofMinutes(5));
		this.jvm.threads(name, Wait.take("java.lang.System.run")).perMinute(60);
		this.jvm.run(Duration.ofMinutes(5));
		assertThat(this.jvm.watched()).isEmpty();
		assertSilence();
	}

	@Test
	void carriersOfVirtualThreadsAreNeverJudged() {
		Wait carrying = new Wait(Thread.State.RUNNABLE,
				Wait.stack("jdk.internal.vm.Continuation.run", "java.lang.VirtualThread.runContinuation",
						"java.util.concurrent.ForkJoinTask.doExec", "java.util.concurrent.ForkJoinPool.runWorker",
						"java.util.concurrent.ForkJoinWorkerThread.run"),
				"");
		this.jvm.run(Duration.ofMinutes(5));
		this.jvm.threads("ForkJoinPool-1-worker-%d", carrying).perMinute(60);
		this.jvm.run(Duration.ofMinutes(5));
		assertThat(this.jvm.watched()).isEmpty();
	}

	@Test
	void idleWorkersOfBoundedElasticAreNeverJudgedThoughEachIsAPoolOfItsOwn() {
		this.jvm.run(Duration.ofMinutes(5));
		this.jvm.threads("boundedElastic-%d", Wait.idleScheduledWorker()).eachInAPoolOfItsOwn().perMinute(16);
		this.jvm.run(Duration.ofMinutes(5));
		assertThat(this.jvm.watched()).isEmpty();
	}

	@Test
	void callersOfRmiAreNotJudgedWhileTheyWaitForTheNextCall() {
		Wait connected = new Wait(Thread.State.RUNNABLE,
				Wait.stack("sun.nio.ch.Net.poll", "java.net.Socket$SocketInputStream.read",
						"java.io.BufferedInputStream.read", "java.io.FilterInputStream.read",
						"sun.rmi.transport.tcp.TCPTransport.handleMessages",
						"sun.rmi.transport.tcp.TCPTransport$ConnectionHandler.run",
						"java.util.concurrent.ThreadPoolExecutor.runWorker",
						"java.util.concurrent.ThreadPoolExecutor$Worker.run", "java.lang.Thread.run"),
				"");
		this.jvm.run(Duration.ofMinutes(5));
		this.jvm.threads("RMI TCP Connection(%d)-127.0.0.1", connected).perMinute(60);
		this.jvm.run(Duration.ofMinutes(5));
		assertThat(this.jvm.watched()).isEmpty();
	}

	@Test
	void churnWithAConstantCountIsNoLeak() {
		Population timers = this.jvm.threads("Timer-%d", Wait.idleTimer()).eachInAPoolOfItsOwn().resize(3);
		Population jobs = this.jvm.threads("job-%d", Wait.sleep("com.acme.Job.run")).running().resize(20);
		this.jvm.eachTick(() -> timers.replace(1)).eachTick(() -> jobs.replace(7));
		this.jvm.run(Duration.ofHours(2));
		assertThat(this.jvm.report().leaks()).isEmpty();
		assertSilence();
	}

	@Test
	void aBusyPoolWhoseThreadsComeBackIsNoLeak() {
		Population idle = this.jvm.threads("pool-1-thread-%d", Wait.idleWorker()).resize(100);
		Population stuck = this.jvm.threads("pool-1-thread-%d", Wait.take("com.acme.Replies.await"));
		this.jvm.run(Duration.ofMinutes(5));
		for (int load = 0; load < 6; load++) {
			int callsATick = 2 + load;
			for (int i = 0; i < 30; i++) {
				idle.move(callsATick, stuck);
				stuck.move(callsATick - 1, idle);
				this.jvm.run(Duration.ofSeconds(5));
			}
			stuck.move(stuck.size(), idle);
			this.jvm.run(Duration.ofMinutes(1));
		}
		assertSilence();
	}

	@Test
	void aRedeploymentThatStartsItsPoolsAnewIsNoLeak() {
		Population workers = this.jvm.threads("pool-%d-thread-1", Wait.idleWorker()).eachInAPoolOfItsOwn().resize(4);
		for (int i = 0; i < 20; i++) {
			this.jvm.run(Duration.ofMinutes(3));
			workers.resize(8);
			this.jvm.run(Duration.ofSeconds(15));
			workers.resize(4);
		}
		this.jvm.run(Duration.ofMinutes(5));
		assertSilence();
	}

	@Test
	void aWeekOfDailyLoadIsSilent() {
		Simulation jvm = Simulation.of(new ThreadLeakSettings(
				new SamplingSettings(Duration.ofMinutes(1), 1, 48, 50_000), DetectionSettings.DEFAULTS));
		Population tomcat = jvm.threads("http-nio-8080-exec-%d", Wait.idleTomcatWorker());
		Population cached = jvm.threads("task-%d", Wait.idleCachedWorker());
		Population jobs = jvm.threads("batch-%d", Wait.sleep("com.acme.Batch.run")).running();
		jvm.threads("nioEventLoopGroup-2-%d", Wait.eventLoop()).resize(4);
		int[] minute = new int[1];
		jvm.eachTick(() -> {
			double hour = minute[0]++ / 60.0;
			double load = 0.5 - 0.5 * Math.cos(2 * Math.PI * hour / 24);
			tomcat.resize(Math.max(tomcat.size(), Math.round(10 + 190 * load)));
			cached.resize(Math.round(60 * load * load));
			jobs.resize((hour % 24 < 2) ? 12 : 0);
		});
		jvm.run(Duration.ofDays(7));
		assertThat(jvm.accusations()).isEmpty();
		assertThat(jvm.report().resolved()).isEmpty();
	}

}
