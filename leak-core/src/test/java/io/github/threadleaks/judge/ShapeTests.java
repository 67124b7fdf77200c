// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.judge;

import java.time.Duration;
import java.time.Instant;

import io.github.threadleaks.simulation.Population;
import io.github.threadleaks.simulation.SimulatedJvm;
import io.github.threadleaks.simulation.Wait;
import io.github.threadleaks.trend.Growth;
import org.junit.jupiter.api.Test;

import static io.github.threadleaks.judge.Families.MIN_THREADS;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Each rule, at its edge.
 */
class ShapeTests {

	private static final Duration HOUR = Duration.ofHours(1);

	private static final Duration MILLI = Duration.ofMillis(1);

	private static final Instant BEGIN = SimulatedJvm.BEGIN;

	private final Families families = new Families();

	private final Population jobs = this.families.threads("job-%d", Wait.take("com.acme.Job.run"));

	private final Population idle = this.families.threads("pool-%d-thread-1", Wait.idleWorker()).eachInAPoolOfItsOwn();

	private final Population held = this.families.threads("worker-%d", Wait.workerThatTakes("com.acme.Job.run"));

	private Shape jobs(Growth.Sustained growth) {
		return Shape.of(this.families.line("job-#"), this.families.line("job-#"), growth, MIN_THREADS);
	}

	private Shape idle(Growth.Sustained growth) {
		return Shape.of(this.families.family("pool-#-thread-#"), this.families.line("pool-#-thread-#"), growth,
				MIN_THREADS);
	}

	private Shape held(Growth.Sustained growth) {
		return Shape.of(this.families.family("worker-#"), this.families.line("worker-#"), growth, MIN_THREADS);
	}

	private static Growth.Sustained gained(int threads) {
		return Families.growth(HOUR, threads, threads, 0, BEGIN);
	}

	private static double number(String name) {
		return Families.number(Shape.class, name);
	}

	private static Duration duration(String name) {
		return Families.duration(Shape.class, name);
	}

	@Test
	void ownThreadsThatRestAreStalledAndOthersUnbounded() {
		this.jobs.resize(100);
		this.families.next();
		assertThat(jobs(gained(100))).isEqualTo(Shape.UNBOUNDED);
		this.families.next(10);
		assertThat(jobs(gained(100))).isEqualTo(Shape.STALLED);
	}

	@Test
	void asManyMustRestAsAreSpokenOf() {
		this.jobs.resize(MIN_THREADS - 1);
		this.families.next(10);
		assertThat(jobs(gained(100))).isEqualTo(Shape.UNBOUNDED);
		this.jobs.resize(MIN_THREADS);
		this.families.next(10);
		assertThat(jobs(gained(100))).isEqualTo(Shape.STALLED);
	}

	@Test
	void fewMayBeRestless() {
		int most = (int) (100 * number("MAX_RESTLESS"));
		Population restless = this.families.threads("job-%d", Wait.take("com.acme.Job.run")).running().resize(most);
		this.jobs.resize(100 - most);
		this.families.next(10);
		assertThat(jobs(gained(100))).isEqualTo(Shape.STALLED);
		this.jobs.move(1, restless);
		this.families.next();
		assertThat(jobs(gained(100))).isEqualTo(Shape.UNBOUNDED);
	}

	@Test
	void nextToNoneMayHaveLeft() {
		this.jobs.resize(100);
		this.families.next(10);
		int tooMany = (int) Math.round(1_000 * number("MAX_RETURNED_OF_MANY"));
		assertThat(jobs(leaving(1_000, tooMany - 1))).isEqualTo(Shape.STALLED);
		assertThat(jobs(leaving(1_000, tooMany))).isEqualTo(Shape.NONE);
		assertThat(jobs(leaving(40, 3))).isEqualTo(Shape.STALLED);
		assertThat(jobs(leaving(39, 1))).isEqualTo(Shape.STALLED);
		assertThat(jobs(leaving(39, 2))).isEqualTo(Shape.NONE);
		assertThat(jobs(leaving(20, 1))).isEqualTo(Shape.NONE);
		assertThat(jobs(leaving(11, 0))).isEqualTo(Shape.STALLED);
	}

	private static Growth.Sustained leaving(int arrived, int left) {
		return new Growth.Sustained(HOUR, gained(1).pace(), 0, arrived - left, 0, arrived, left, BEGIN);
	}

	@Test
	void aSizeThatWhatComesAndGoesHasHadBeforeIsNoNews() {
		this.jobs.resize(50);
		this.families.next(10);
		this.jobs.resize(10);
		Instant since = this.families.next().sample().at().plusMillis(1);
		this.jobs.resize(50 + MIN_THREADS);
		this.families.next(10);
		assertThat(this.families.line("job-#").returned()).isGreaterThan(number("COMES_AND_GOES"));
		assertThat(jobs(Families.growth(HOUR, 50 + MIN_THREADS, 0, 0, since))).isEqualTo(Shape.STALLED);
		assertThat(jobs(Families.growth(HOUR, 50 + MIN_THREADS - 1, 0, 0, since))).isEqualTo(Shape.NONE);
	}

	@Test
	void whereNextToNoneEverLeftAnySizeIsNews() {
		this.jobs.resize(100);
		this.families.next(10);
		this.jobs.resize(71);
		this.families.next();
		Instant now = this.families.now();
		assertThat(this.families.line("job-#").returned()).isLessThan(number("COMES_AND_GOES"));
		assertThat(jobs(Families.growth(HOUR, 80, 0, 0, now))).isNotEqualTo(Shape.NONE);
		this.jobs.resize(70);
		this.families.next();
		assertThat(this.families.line("job-#").returned()).isEqualTo(number("COMES_AND_GOES"));
		assertThat(jobs(Families.growth(HOUR, 80, 0, 0, now))).isEqualTo(Shape.NONE);
	}

	@Test
	void workersOfManyPoolsAreScattered() {
		this.idle.resize(50);
		this.families.next();
		assertThat(idle(gained(50))).isEqualTo(Shape.SCATTERED);
	}

	@Test
	void aPoolHasItsWorkers() {
		this.idle.resize(50);
		this.families.next();
		int most = (int) (10 * number("MAX_WORKERS_OF_POOL"));
		assertThat(idle(Families.growth(HOUR, most, 10, 0, BEGIN))).isEqualTo(Shape.SCATTERED);
		assertThat(idle(Families.growth(HOUR, most + 1, 10, 0, BEGIN))).isEqualTo(Shape.NONE);
	}

	@Test
	void aPoolThatIsMadeForATaskIsGivenTime() {
		this.idle.resize(50);
		this.families.next();
		Duration task = duration("TASK");
		assertThat(idle(Families.growth(task, 50, 50, 0, BEGIN))).isEqualTo(Shape.SCATTERED);
		assertThat(idle(Families.growth(task.minus(MILLI), 50, 50, 0, BEGIN))).isEqualTo(Shape.NONE);
	}

	@Test
	void wherePoolsComeAndGoTheyAreGivenMoreTime() {
		this.idle.resize(10);
		this.families.next();
		this.idle.resize(7);
		this.families.next();
		assertThat(this.families.line("pool-#-thread-#").returned()).isEqualTo(number("COMES_AND_GOES"));
		Duration churn = duration("CHURN");
		this.idle.resize(20);
		this.families.next();
		this.idle.resize(14);
		this.families.next();
		this.idle.resize(40);
		Instant since = this.families.now();
		this.families.next();
		this.idle.resize(28);
		this.families.next();
		assertThat(idle(Families.growth(churn, 50, 50, 0, since))).isEqualTo(Shape.SCATTERED);
		assertThat(idle(Families.growth(churn.minus(MILLI), 50, 50, 0, since))).isEqualTo(Shape.NONE);
	}

	@Test
	void asManyPoolsAsThereWereBeforeAreNoNews() {
		this.idle.resize(20);
		this.families.next();
		this.idle.resize(20 + MIN_THREADS - 1);
		Instant since = this.families.now().plusMillis(1);
		this.families.next();
		assertThat(idle(Families.growth(HOUR, 50, 50, 0, since))).isEqualTo(Shape.NONE);
		this.idle.resize(20 + MIN_THREADS);
		this.families.next();
		assertThat(idle(Families.growth(HOUR, 50, 50, 0, since))).isEqualTo(Shape.SCATTERED);
	}

	@Test
	void heldWorkersLeakWhenTheirPoolGrowsToo() {
		this.held.resize(20);
		this.families.next(10);
		Instant since = this.families.now();
		this.held.resize(40);
		this.families.next(10);
		int most = (int) Math.round(20 / number("POOL_GROWS_TOO"));
		assertThat(held(Families.growth(HOUR, most, 0, 0, since))).isEqualTo(Shape.STALLED);
		assertThat(held(Families.growth(HOUR, most + 1, 0, 0, since))).isEqualTo(Shape.NONE);
	}

	@Test
	void heldWorkersThatGetOnAreNoLeak() {
		this.held.running().resize(40);
		this.families.next(10);
		assertThat(held(Families.growth(HOUR, 20, 0, 0, BEGIN))).isEqualTo(Shape.NONE);
	}

	@Test
	void aServersWorkersAreBoundedByItsSetting() {
		this.families.threads("exec-%d", Wait.busyTomcatWorker("com.acme.Orders.list")).resize(50);
		this.families.next(10);
		assertThat(Shape.of(this.families.family("exec-#"), this.families.line("exec-#"), gained(50), MIN_THREADS))
			.isEqualTo(Shape.NONE);
		assertThat(Shape.ofLasting(this.families.family("exec-#"), this.families.line("exec-#"), gained(50)))
			.isEqualTo(Shape.NONE);
	}

	@Test
	void ownThreadsLastWhenTheyHaveBeenLookedAtForLong() {
		this.jobs.resize(50);
		this.families.next();
		Duration needed = duration("OWN_THREADS_LAST");
		assertThat(lastingJobs(Families.growth(needed, 50, 0, 0, BEGIN))).isEqualTo(Shape.LASTING);
		assertThat(lastingJobs(Families.growth(needed.minus(MILLI), 50, 0, 0, BEGIN))).isEqualTo(Shape.NONE);
		assertThat(lastingJobs(Families.growth(needed, 50, 0, 50, BEGIN))).isEqualTo(Shape.NONE);
	}

	private Shape lastingJobs(Growth.Sustained growth) {
		return Shape.ofLasting(this.families.line("job-#"), this.families.line("job-#"), growth);
	}

	@Test
	void idleWorkersLastWhenTheyAreOfManyPools() {
		this.idle.resize(50);
		this.families.next();
		Duration needed = duration("WORKERS_LAST");
		assertThat(lastingWorkers(Families.growth(needed, 50, 50, 0, BEGIN))).isEqualTo(Shape.LASTING);
		assertThat(lastingWorkers(Families.growth(needed.minus(MILLI), 50, 50, 0, BEGIN))).isEqualTo(Shape.NONE);
		assertThat(lastingWorkers(Families.growth(needed, 50, 0, 0, BEGIN))).isEqualTo(Shape.NONE);
	}

	private Shape lastingWorkers(Growth.Sustained growth) {
		return Shape.ofLasting(this.families.family("pool-#-thread-#"), this.families.line("pool-#-thread-#"), growth);
	}

	@Test
	void poolsAreKeptWhileOthersEnd() {
		this.idle.resize(50);
		this.families.next();
		Duration needed = duration("TASK");
		long ended = Math.round(100 * number("MAX_RETURNED_OF_MANY"));
		assertThat(kept(needed, 50, 0, ended)).isEqualTo(Shape.KEPT);
		assertThat(kept(needed.minus(MILLI), 50, 0, ended)).isEqualTo(Shape.NONE);
		assertThat(kept(needed, 50, 0, ended - 1)).isEqualTo(Shape.NONE);
		assertThat(kept(needed, 50, 50, ended)).isEqualTo(Shape.NONE);
		assertThat(kept(needed, 0, 0, ended)).isEqualTo(Shape.NONE);
	}

	@Test
	void asManyKeptPoolsAsThereWereBeforeAreNoNews() {
		this.idle.resize(20);
		this.families.next(10);
		assertThat(this.families.line("pool-#-thread-#").now().kept()).isEqualTo(20);
		Instant since = this.families.now().plusMillis(1);
		assertThat(keptTo(20 + MIN_THREADS, since)).isEqualTo(Shape.KEPT);
		assertThat(keptTo(20 + MIN_THREADS - 1, since)).isEqualTo(Shape.NONE);
	}

	private Shape keptTo(int size, Instant since) {
		return Shape.ofKept(this.families.line("pool-#-thread-#"), Families.growth(HOUR, size, 50, 0, since),
				Families.growth(HOUR, size, 0, 100, since), MIN_THREADS);
	}

	/** 50 are kept, of a hundred that have come in all. */
	private Shape kept(Duration window, int pools, long left, long allLeft) {
		return Shape.ofKept(this.families.line("pool-#-thread-#"), Families.growth(window, 50, pools, left, BEGIN),
				Families.growth(window, (int) (100 - allLeft), 0, allLeft, BEGIN), MIN_THREADS);
	}

	@Test
	void heldWorkersLastWhenTheirPoolGrowsToo() {
		this.held.resize(50);
		this.families.next();
		Shape grown = Shape.ofLasting(this.families.family("worker-#"), this.families.line("worker-#"),
				Families.growth(HOUR, 50, 0, 0, BEGIN));
		assertThat(grown).isEqualTo(Shape.LASTING);
		Shape filled = Shape.ofLasting(this.families.family("worker-#"), this.families.line("worker-#"),
				Families.growth(HOUR, 50, 0, 0, this.families.now()));
		assertThat(filled).isEqualTo(Shape.NONE);
	}

}
