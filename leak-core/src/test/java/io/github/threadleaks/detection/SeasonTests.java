// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.detection;

import java.time.Duration;
import java.util.Random;

import io.github.threadleaks.settings.DetectionSettings;
import io.github.threadleaks.settings.SamplingSettings;
import io.github.threadleaks.settings.ThreadLeakSettings;
import io.github.threadleaks.simulation.Population;
import io.github.threadleaks.simulation.Simulation;
import io.github.threadleaks.simulation.Wait;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Five days of load by day and quiet by night.
 */
class SeasonTests {

	private static final Duration INTERVAL = Duration.ofMinutes(1);

	private final Simulation jvm = Simulation
		.of(new ThreadLeakSettings(new SamplingSettings(INTERVAL, 1, 48, 50_000), DetectionSettings.DEFAULTS));

	private final Random random = new Random(11);

	private int tick;

	@AfterEach
	void fiveDaysAreSilent() {
		this.jvm.run(Duration.ofDays(5));
		assertThat(this.jvm.accusations()).isEmpty();
		assertThat(this.jvm.report().resolved()).isEmpty();
	}

	/** From 0 at midnight to 1 at noon, and some noise. */
	private double load() {
		double days = this.tick++ * INTERVAL.toSeconds() / 86_400.0;
		return Math.max(0, 0.5 - 0.5 * Math.cos(2 * Math.PI * days) + 0.05 * this.random.nextGaussian());
	}

	@Test
	void ofAPoolThatShrinksByNight() {
		Population pool = this.jvm.threads("pool-1-thread-%d", Wait.idleWorker());
		this.jvm.eachTick(() -> pool.resize(Math.round(5 + 100 * load())));
	}

	@Test
	void ofAPoolThatKeepsItsWorkers() {
		Population pool = this.jvm.threads("http-nio-8080-exec-%d", Wait.idleTomcatWorker()).resize(10);
		this.jvm.eachTick(() -> pool.resize(Math.max(pool.size(), Math.round(10 + 190 * load()))));
	}

	@Test
	void ofACachedPool() {
		Population pool = this.jvm.threads("task-%d", Wait.idleCachedWorker());
		this.jvm.eachTick(() -> pool.resize(Math.round(80 * load())));
	}

	@Test
	void ofPoolsThatAreMadeForATask() {
		Population pools = this.jvm.threads("pool-%d-thread-1", Wait.idleWorker()).eachInAPoolOfItsOwn();
		this.jvm.eachTick(() -> {
			pools.resize(0);
			pools.resize(Math.round(20 * load()));
		});
	}

	@Test
	void ofWorkersThatAreBusyByDay() {
		Population idle = this.jvm.threads("worker-%d", Wait.idleWorker()).resize(100);
		Population busy = this.jvm.threads("worker-%d", Wait.workerThatTakes("com.acme.Order.await"));
		this.jvm.eachTick(() -> {
			busy.move(busy.size(), idle);
			idle.move((int) Math.min(100, Math.round(90 * load())), busy);
		});
	}

	@Test
	void ofThreadsOfTheirOwnThatComeAndGo() {
		Population jobs = this.jvm.threads("job-%d", Wait.sleep("com.acme.Job.run")).running();
		this.jvm.eachTick(() -> {
			jobs.resize(0);
			jobs.resize(Math.round(40 * load()));
		});
	}

	@Test
	void ofSessionsOfAnHour() {
		Population sessions = this.jvm.threads("session-%d", Wait.socketRead("com.acme.Session.run"));
		// a session of an hour has 60 samples: so many leave with each
		this.jvm.eachTick(() -> {
			sessions.resize(Math.max(0, sessions.size() - sessions.size() / 60 - this.random.nextInt(2)));
			sessions.resize(Math.max(sessions.size(), Math.round(200 * load())));
		});
	}

}
