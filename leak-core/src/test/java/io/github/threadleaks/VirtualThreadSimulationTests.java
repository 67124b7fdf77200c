// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.threadleaks.judge.EvidenceKind;
import io.github.threadleaks.judge.Pattern;
import io.github.threadleaks.judge.Verdict;
import io.github.threadleaks.lifecycle.VirtualThreadCount;
import io.github.threadleaks.redact.Redactor;
import io.github.threadleaks.report.Leak;
import io.github.threadleaks.report.ThreadLeakReport;
import io.github.threadleaks.sample.Frame;
import io.github.threadleaks.sample.OldCollections;
import io.github.threadleaks.sample.SampledThread;
import io.github.threadleaks.sample.ThreadKind;
import io.github.threadleaks.settings.ThreadLeakSettings;
import io.github.threadleaks.simulation.Population;
import io.github.threadleaks.simulation.SimulatedJvm;
import io.github.threadleaks.simulation.Wait;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Virtual threads that exist in dumps only, taken at the real pace, judged by the real
 * judge.
 */
class VirtualThreadSimulationTests {

	private static final Duration TICK = Duration.ofSeconds(5);

	private static final Duration MINUTE = Duration.ofMinutes(1);

	private static final ThreadLeakSettings SETTINGS = ThreadLeakSettings.DEFAULTS;

	/** As measured: 0.03 ms a thread, for dump and reading. */
	private static final long NANOS_PER_THREAD = 30_000;

	private static final String RUN = "java.lang.VirtualThread.run";

	private final SimulatedJvm jvm = new SimulatedJvm(TICK);

	private final DumpPace pace = new DumpPace(SETTINGS.virtualThreads().maxDump(), SETTINGS.detection().minThreads());

	private final VirtualThreadDetector detector = new VirtualThreadDetector(SETTINGS, Redactor.standard(List.of()));

	private final Map<String, Verdict> accusations = new LinkedHashMap<>();

	private Map<Long, SampledThread> dumped = Map.of();

	private ThreadLeakReport report = ThreadLeakReport.beforeFirstSample(TICK);

	private Instant accusedAt = Instant.MAX;

	private int dumps;

	private long perSecond;

	private static Wait parked(Thread.State state, String lock, String... sites) {
		List<String> all = new ArrayList<>(List.of("java.lang.VirtualThread.park",
				"java.lang.System$1.parkVirtualThread", "java.util.concurrent.locks.LockSupport.park"));
		all.addAll(List.of(sites));
		all.add(RUN);
		return new Wait(state, Wait.stack((Object) all.toArray(String[]::new)), lock);
	}

	private static Wait future(String caller) {
		return parked(Thread.State.WAITING, "java.util.concurrent.CompletableFuture$Signaller",
				"java.util.concurrent.CompletableFuture$Signaller.block",
				"java.util.concurrent.CompletableFuture.waitingGet", "java.util.concurrent.CompletableFuture.get",
				caller);
	}

	private static Wait signal(String caller) {
		return parked(Thread.State.WAITING, "", caller);
	}

	private static Wait semaphore(String caller) {
		return parked(Thread.State.WAITING, "java.util.concurrent.Semaphore$NonfairSync",
				"java.util.concurrent.locks.AbstractQueuedSynchronizer.acquire",
				"java.util.concurrent.Semaphore.acquire", caller);
	}

	private static Wait take(String caller) {
		return parked(Thread.State.WAITING, "java.util.concurrent.locks.AbstractQueuedSynchronizer$ConditionObject",
				"java.util.concurrent.LinkedBlockingQueue.take", caller);
	}

	private static Wait socketRead(String caller) {
		return parked(Thread.State.WAITING, "", "sun.nio.ch.Poller.poll", "sun.nio.ch.NioSocketImpl.park",
				"sun.nio.ch.NioSocketImpl.read", "java.net.Socket$SocketInputStream.read", caller);
	}

	private static Wait sleep(String caller) {
		return new Wait(Thread.State.TIMED_WAITING, Wait.stack("java.lang.VirtualThread.parkNanos",
				"java.lang.VirtualThread.sleepNanos", "java.lang.Thread.sleep", caller, RUN), "");
	}

	private Population threads(Wait wait) {
		return this.jvm.threads("", wait).named((number) -> "<Orders.price>");
	}

	private VirtualThreadSimulationTests run(Duration time) {
		for (long i = time.dividedBy(TICK); i > 0; i--) {
			tick();
		}
		return this;
	}

	private void tick() {
		List<SampledThread> live = this.jvm.next().threads();
		Instant now = this.jvm.now();
		if (live.isEmpty()) {
			this.pace.noneLeft();
			this.report = this.detector.detect(now, List.of(), OldCollections.NONE);
		}
		else if (this.pace.isDue(new VirtualThreadCount(true, true, live.size(), this.perSecond),
				this.detector.deciding(), now)) {
			this.dumps++;
			this.report = this.detector.detect(now, dump(live, now), OldCollections.NONE);
			this.pace.dumped(live.size(), Duration.ofNanos(live.size() * NANOS_PER_THREAD), this.detector.deciding(),
					now);
		}
		this.report.leaks().stream().filter((leak) -> leak.verdict().atLeast(Verdict.SUSPECTED)).forEach((leak) -> {
			this.accusations.put(leak.summary().toString(), leak.verdict());
			this.accusedAt = this.accusedAt.isBefore(now) ? this.accusedAt : now;
		});
	}

	/** What was not seen between two dumps is not known: ages are those of the dumps. */
	private List<SampledThread> dump(List<SampledThread> live, Instant now) {
		Map<Long, SampledThread> seen = new LinkedHashMap<>();
		for (SampledThread thread : live) {
			SampledThread before = this.dumped.get(thread.id());
			boolean same = before != null && before.stack().equals(thread.stack());
			seen.put(thread.id(), same ? before : virtual(thread, (before != null) ? before.firstSeen() : now, now));
		}
		this.dumped = seen;
		return List.copyOf(seen.values());
	}

	private static SampledThread virtual(SampledThread thread, Instant firstSeen, Instant now) {
		List<Frame> frames = thread.stack().frames();
		return new SampledThread(thread.id(), thread.slot(), thread.name(), ThreadKind.VIRTUAL, true, thread.state(),
				thread.stack(), frames.get(frames.size() - 2), thread.lock(), firstSeen, now, Instant.MAX,
				thread.settled());
	}

	private Leak leak() {
		List<Leak> accused = this.report.leaks()
			.stream()
			.filter((leak) -> leak.verdict().atLeast(Verdict.SUSPECTED))
			.toList();
		assertThat(accused).hasSize(1);
		return accused.get(0);
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 7 })
	void aThousandThatWaitForAFutureForEverAreFoundWithinAMinute(int minutes) {
		run(MINUTE.multipliedBy(minutes));
		Instant begin = this.jvm.now();
		threads(future("com.acme.Orders.price")).resize(1_000);
		Leak leak = run(MINUTE).leak();
		assertThat(Duration.between(begin, this.accusedAt)).isLessThanOrEqualTo(Duration.ofSeconds(55));
		assertThat(leak.kind()).isEqualTo(ThreadKind.VIRTUAL);
		assertThat(leak.threads()).isEqualTo(1_000);
		assertThat(leak.pattern()).isEqualTo(Pattern.NEVER_COMPLETED);
		assertThat(leak.threadName()).hasToString("<Orders.price>");
		assertThat(leak.summary()).hasToString("<Orders.price>: 1000 stand still, and none has gone on for long;"
				+ " all wait in java.util.concurrent.CompletableFuture.get, called by com.acme.Orders.price.");
		assertThat(leak.waitsAt()).extracting(Object::toString)
			.containsExactly("java.util.concurrent.CompletableFuture.waitingGet",
					"java.util.concurrent.CompletableFuture.get", "com.acme.Orders.price", RUN);
		assertThat(leak.evidence()).extracting(Leak.EvidenceLine::kind)
			.containsExactly(EvidenceKind.NO_RETURN, EvidenceKind.SAME_SITE, EvidenceKind.UNTIMED_WAIT);
		assertThat(run(MINUTE.multipliedBy(2)).leak().verdict()).isEqualTo(Verdict.CONFIRMED);
	}

	@Test
	void aThousandThatComeInFortySecondsAreFoundWithinAMinute() {
		run(MINUTE.multipliedBy(3));
		Instant begin = this.jvm.now();
		Population lost = threads(future("com.acme.Orders.price")).perMinute(1_500);
		run(Duration.ofSeconds(40));
		lost.perMinute(0);
		assertThat(run(Duration.ofSeconds(20)).leak().threads()).isEqualTo(1_000);
		assertThat(Duration.between(begin, this.accusedAt)).isLessThanOrEqualTo(MINUTE);
	}

	@Test
	void whoIsSetFreeIsResolvedWithTheSameId() {
		run(MINUTE.multipliedBy(3));
		Population lost = threads(future("com.acme.Orders.price")).resize(1_000);
		String id = run(MINUTE).leak().id();
		lost.resize(0);
		run(MINUTE);
		assertThat(this.report.leaks()).isEmpty();
		assertThat(this.report.resolved()).singleElement().satisfies((leak) -> {
			assertThat(leak.id()).isEqualTo(id);
			assertThat(leak.kind()).isEqualTo(ThreadKind.VIRTUAL);
			assertThat(leak.threads()).isZero();
		});
	}

	@Test
	void aLeakOfAFewAMinuteIsFoundByItsGrowth() {
		threads(future("com.acme.Orders.price")).perMinute(3);
		run(MINUTE.multipliedBy(8));
		assertThat(this.accusations).isEmpty();
		Leak leak = run(MINUTE.multipliedBy(20)).leak();
		assertThat(leak.evidence()).extracting(Leak.EvidenceLine::kind).contains(EvidenceKind.GROWTH);
		assertThat(leak.growthPerHour()).isBetween(150.0, 210.0);
	}

	@Test
	void whatGrowsByStandingIsToldOnce() {
		threads(future("com.acme.Orders.price")).perMinute(60);
		run(MINUTE.multipliedBy(30));
		assertThat(leak().threads()).isGreaterThan(1_000);
		assertThat(this.report.leaks()).hasSize(1);
		assertThat(this.report.resolved()).isEmpty();
	}

	@Test
	void aSignalThatNeverComesIsSuspectedAfterTheWarmUp() {
		run(MINUTE.multipliedBy(3));
		threads(signal("com.acme.Orders.price")).resize(1_000);
		assertThat(run(MINUTE).leak().verdict()).isEqualTo(Verdict.SUSPECTED);
		assertThat(run(MINUTE.multipliedBy(30)).leak().verdict()).isEqualTo(Verdict.SUSPECTED);
	}

	@Test
	void aPermitThatIsNeverGivenIsSuspectedLater() {
		run(MINUTE.multipliedBy(3));
		threads(semaphore("com.acme.Orders.price")).resize(1_000);
		run(MINUTE.multipliedBy(9));
		assertThat(this.accusations).isEmpty();
		assertThat(run(MINUTE.multipliedBy(3)).leak().pattern()).isEqualTo(Pattern.POOL_EXHAUSTED);
	}

	@Test
	void twoHundredDecideAndFewerDoNot() {
		run(MINUTE.multipliedBy(3));
		Population some = threads(future("com.acme.Orders.price")).resize(199);
		run(MINUTE.multipliedBy(5));
		assertThat(this.accusations).isEmpty();
		some.resize(205);
		assertThat(run(MINUTE.multipliedBy(7)).leak().threads()).isEqualTo(205);
	}

	@Test
	void consumersAndSessionsThatStandSinceTheStartAreSilent() {
		this.jvm.threads("consumer-%d", take("com.acme.Consumer.run")).resize(1_000);
		this.jvm.threads("session-%d", socketRead("com.acme.Session.run")).resize(1_000);
		this.jvm.threads("actor-%d", signal("com.acme.Actor.run")).resize(1_000);
		run(Duration.ofHours(3));
		assertThat(this.accusations).isEmpty();
		assertThat(this.report.leaks()).isEmpty();
		assertThat(this.dumps).isLessThan(60);
	}

	@Test
	void consumersAndSessionsThatComeAtOnceLaterAreSilent() {
		run(MINUTE.multipliedBy(10));
		this.jvm.threads("consumer-%d", take("com.acme.Consumer.run")).resize(1_000);
		this.jvm.threads("session-%d", socketRead("com.acme.Session.run")).resize(1_000);
		run(Duration.ofHours(3));
		assertThat(this.accusations).isEmpty();
	}

	@Test
	void aServerWithAThreadPerRequestIsSilent() {
		this.perSecond = 500;
		Population requests = threads(socketRead("com.acme.Orders.price")).resize(5_000);
		Population tasks = threads(future("com.acme.Orders.quote")).resize(1_000);
		int[] tick = new int[1];
		this.jvm.eachTick(() -> {
			requests.replace(2_500);
			tasks.replace(500);
			requests.resize(5_000 + (tick[0]++ * 7919) % 300);
		});
		run(Duration.ofHours(2));
		assertThat(this.accusations).isEmpty();
		assertThat(this.dumps).isLessThan(100);
	}

	@Test
	void burstsThatWaitForAFewSecondsAreSilent() {
		Population burst = threads(future("com.acme.Orders.price"));
		int[] tick = new int[1];
		this.jvm.eachTick(() -> burst.resize((tick[0]++ % 24 < 6) ? 3_000 : 0));
		run(Duration.ofHours(2));
		assertThat(this.accusations).isEmpty();
	}

	@Test
	void sessionsThatEndAfterMinutesAreSilent() {
		Population sessions = this.jvm.threads("session-%d", socketRead("com.acme.Session.run"));
		Population calls = threads(future("com.acme.Session.call"));
		for (int i = 0; i < 180; i++) {
			sessions.resize(Math.min(200, sessions.size() + 20)).replace((i > 10) ? 20 : 0);
			calls.resize(Math.min(150, calls.size() + 15)).replace((i > 10) ? 15 : 0);
			run(MINUTE);
		}
		assertThat(this.accusations).isEmpty();
	}

	@Test
	void aQueueBehindOneSlowPermitThatMovesIsSilent() {
		run(MINUTE.multipliedBy(3));
		Population queue = threads(semaphore("com.acme.Batch.row")).resize(1_000).perMinute(-1);
		run(Duration.ofHours(3));
		assertThat(queue.size()).isLessThan(900);
		assertThat(this.accusations).isEmpty();
	}

	@Test
	void sleepersAndPinnedOnesAreSilent() {
		run(MINUTE.multipliedBy(3));
		threads(sleep("com.acme.Poller.run")).resize(500);
		run(Duration.ofHours(2));
		assertThat(this.accusations).isEmpty();
	}

	@Test
	void forksThatJoinAreSilent() {
		Population parents = threads(parked(Thread.State.WAITING, "",
				"java.util.concurrent.StructuredTaskScopeImpl.join", "com.acme.Orders.all"));
		Population children = this.jvm.threads("", sleep("com.acme.Orders.one")).named((number) -> "<Orders.one>");
		this.jvm.eachTick(() -> {
			parents.resize(400).replace(150);
			children.resize(1_200).replace(600);
		});
		run(Duration.ofHours(1));
		assertThat(this.accusations).isEmpty();
	}

}
