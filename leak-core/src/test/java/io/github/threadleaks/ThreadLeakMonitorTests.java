// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import io.github.threadleaks.fixture.Blocking;
import io.github.threadleaks.fixture.Deadlock;
import io.github.threadleaks.fixture.LeakedThreads;
import io.github.threadleaks.judge.Pattern;
import io.github.threadleaks.judge.Verdict;
import io.github.threadleaks.redact.RedactedText;
import io.github.threadleaks.redact.Redactor;
import io.github.threadleaks.report.Leak;
import io.github.threadleaks.report.Status;
import io.github.threadleaks.report.ThreadLeakReport;
import io.github.threadleaks.settings.DetectionSettings;
import io.github.threadleaks.settings.SamplingSettings;
import io.github.threadleaks.settings.ThreadLeakSettings;
import io.github.threadleaks.snapshot.SnapshotQuery;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

import static org.assertj.core.api.Assertions.assertThat;

class ThreadLeakMonitorTests {

	private static final ThreadLeakSettings SETTINGS = new ThreadLeakSettings(
			new SamplingSettings(Duration.ofSeconds(1), 1, 48, 50_000), DetectionSettings.DEFAULTS);

	private final AtomicBoolean clockBroken = new AtomicBoolean();

	private final ThreadLeakMonitor monitor = ThreadLeakMonitor.create(SETTINGS, Redactor.standard(List.of()),
			this::now);

	private Instant now() {
		if (this.clockBroken.get()) {
			throw new IllegalStateException("The clock has stopped");
		}
		return InstantSource.system().instant();
	}

	@AfterEach
	void close() {
		this.monitor.close();
	}

	@Test
	void beforeTheFirstSampleNothingIsKnown() {
		ThreadLeakReport report = this.monitor.report();
		assertThat(report.status()).isEqualTo(Status.WARMING_UP);
		assertThat(report.sampledAt()).isEmpty();
		assertThat(report.interval()).isEqualTo(Duration.ofSeconds(1));
		assertThat(report.leaks()).isEmpty();
		assertThat(this.monitor.totals().samples()).isZero();
	}

	@Test
	void aSnapshotNeedsNoSample() {
		assertThat(this.monitor.snapshot(SnapshotQuery.GROUPED).threads()).isPositive();
		assertThat(this.monitor.totals().samples()).isZero();
	}

	@Test
	void samplesAreTakenAndTheirCostIsTold() {
		this.monitor.start();
		awaitSamples(2);
		ThreadLeakReport report = this.monitor.report();
		assertThat(report.sampledAt()).isPresent();
		assertThat(report.threads().live()).isPositive();
		assertThat(report.cost().lastSample()).isPositive();
		assertThat(report.cost().degraded()).isEmpty();
		assertThat(report.interval()).isEqualTo(Duration.ofSeconds(1));
		assertThat(this.monitor.totals().time()).isGreaterThanOrEqualTo(report.cost().lastSample());
		assertThat(this.monitor.totals().failures()).isZero();
	}

	@Test
	void itOwnsOneNamedDaemonThreadHoweverOftenItIsStarted() {
		for (int i = 0; i < 3; i++) {
			this.monitor.start();
		}
		awaitSamples(1);
		assertThat(monitorThreads()).hasSize(1).allMatch(Thread::isDaemon);
	}

	@Test
	void closeEndsTheThreadForGood() {
		this.monitor.start();
		awaitSamples(1);
		List<Thread> threads = monitorThreads();
		this.monitor.close();
		assertThat(threads).noneMatch(Thread::isAlive);
		this.monitor.start();
		assertThat(monitorThreads()).isEmpty();
		assertThat(this.monitor.report().sampledAt()).isPresent();
	}

	@Test
	void anInterruptDoesNotEndTheThread() {
		this.monitor.start();
		awaitSamples(1);
		monitorThreads().forEach(Thread::interrupt);
		awaitSamples(3);
	}

	@Test
	void aListenerThatThrowsIsCountedAndDoesNotStopTheOthers() {
		AtomicInteger heard = new AtomicInteger();
		this.monitor.addListener(new ThreadLeakListener() {
			@Override
			public void sampled(ThreadLeakReport report) {
				throw new IllegalStateException("A careless listener");
			}
		});
		this.monitor.addListener(new ThreadLeakListener() {
			@Override
			public void sampled(ThreadLeakReport report) {
				heard.incrementAndGet();
			}
		});
		this.monitor.start();
		Awaitility.await().untilAtomic(heard, (count) -> assertThat(count).isGreaterThanOrEqualTo(2));
		assertThat(this.monitor.totals().failures()).isGreaterThanOrEqualTo(2);
		assertThat(degraded()).isEmpty();
	}

	@Test
	void aListenerThatFailsWithAnErrorDoesNotStopTheMonitor() {
		this.monitor.addListener(new ThreadLeakListener() {
			@Override
			public void sampled(ThreadLeakReport report) {
				throw new AssertionError("A broken listener");
			}
		});
		this.monitor.start();
		awaitSamples(2);
		assertThat(this.monitor.totals().failures()).isPositive();
	}

	@Test
	void aSampleThatFailsIsCountedSaidAndSurvived() {
		this.monitor.start();
		awaitSamples(1);
		this.clockBroken.set(true);
		awaitUntil(() -> degraded().equals(List.of("The last sample failed with java.lang.IllegalStateException.")));
		assertThat(this.monitor.totals().failures()).isPositive();
		assertThat(this.monitor.report().threads().live()).isPositive();
		this.clockBroken.set(false);
		awaitUntil(() -> degraded().isEmpty());
	}

	@Test
	void listenersHearOfALeakThatOpensAndIsResolved() {
		List<Leak> opened = new ArrayList<>();
		List<Leak> resolved = new ArrayList<>();
		this.monitor.addListener(new ThreadLeakListener() {
			@Override
			public void leakOpened(Leak leak) {
				opened.add(leak);
			}

			@Override
			public void leakResolved(Leak leak) {
				resolved.add(leak);
			}
		});
		this.monitor.start();
		try (Deadlock deadlock = new Deadlock()) {
			awaitUntil(() -> this.monitor.report().status() == Status.LEAKING);
			assertThat(this.monitor.report().leaks()).singleElement().satisfies((leak) -> {
				assertThat(leak.verdict()).isEqualTo(Verdict.PROVEN);
				assertThat(leak.pattern()).isEqualTo(Pattern.DEADLOCK);
				assertThat(leak.threads()).isEqualTo(deadlock.ids().size());
			});
		}
		awaitUntil(() -> !this.monitor.report().resolved().isEmpty());
		this.monitor.close();
		assertThat(opened).hasSize(1);
		assertThat(resolved).extracting(Leak::id).containsExactly(opened.get(0).id());
	}

	@Test
	void aTinyBudgetStretchesTheIntervalAndSaysSo() {
		SamplingSettings poor = new SamplingSettings(Duration.ofSeconds(1), 1e-9, 48, 50_000);
		try (ThreadLeakMonitor thrifty = ThreadLeakMonitor.create(
				new ThreadLeakSettings(poor, DetectionSettings.DEFAULTS), Redactor.standard(List.of()),
				InstantSource.system()); LeakedThreads threads = LeakedThreads.start(10, "some-%d", Blocking.LATCH)) {
			thrifty.start();
			awaitUntil(() -> thrifty.totals().samples() == 1);
			assertThat(thrifty.report().interval()).isEqualTo(Duration.ofSeconds(12));
			assertThat(thrifty.report().cost().degraded()).extracting(RedactedText::toString)
				.contains("The interval is stretched to 12 s,"
						+ " to keep within threadleaks.sampling.max-cpu-share=1.0E-9.");
			assertThat(thrifty.report().threads().live()).isGreaterThan(threads.threads().size());
		}
	}

	@Test
	@EnabledOnOs(OS.LINUX)
	void aLeakThatGrowsComesToTheLimitsOfThisMachine() {
		List<ExecutorService> leaked = new ArrayList<>();
		DetectionSettings early = new DetectionSettings(Duration.ofHours(6), 2, Duration.ofMinutes(10), Duration.ZERO,
				List.of(), Set.of());
		try (ThreadLeakMonitor eager = ThreadLeakMonitor.create(new ThreadLeakSettings(SETTINGS.sampling(), early),
				Redactor.standard(List.of()), InstantSource.system())) {
			eager.start();
			Awaitility.await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(300)).until(() -> {
				ExecutorService executor = Executors.newSingleThreadExecutor();
				leaked.add(executor);
				executor.execute(() -> {
				});
				return eager.report().exhaustion().isPresent();
			});
			assertThat(eager.report().exhaustion()).hasValueSatisfying((exhaustion) -> {
				assertThat(exhaustion.in()).isPositive();
				assertThat(exhaustion.used()).isBetween(1L, exhaustion.limit());
				assertThat(exhaustion.source()).matches("(cgroup|kernel|ulimit).+");
			});
		}
		finally {
			leaked.forEach(ExecutorService::shutdownNow);
		}
	}

	/** Writes down what it hears. */
	private static final class Diary implements ThreadLeakListener {

		private final List<String> entries = Collections.synchronizedList(new ArrayList<>());

		@Override
		public void leakOpened(Leak leak) {
			this.entries.add("opened");
		}

		@Override
		public void leakRisen(Leak leak, Verdict before) {
			this.entries.add("risen");
		}

		@Override
		public void leakResolved(Leak leak) {
			this.entries.add("resolved");
		}

		@Override
		public void acceptanceChanged(Leak leak) {
			this.entries.add(leak.accepted() ? "accepted" : "taken back");
		}

	}

	@Test
	void aLeakIsAcceptedAtOnceAndThenEndsInSilence() {
		Diary diary = new Diary();
		List<Status> told = Collections.synchronizedList(new ArrayList<>());
		this.monitor.addListener(diary);
		this.monitor.start();
		try (Deadlock deadlock = new Deadlock()) {
			assertThat(deadlock.ids()).isNotEmpty();
			awaitUntil(() -> this.monitor.report().status() == Status.LEAKING);
			String id = this.monitor.report().leaks().get(0).id();
			this.monitor.addListener(new ThreadLeakListener() {
				@Override
				public void sampled(ThreadLeakReport report) {
					told.add(report.status());
				}
			});
			assertThat(this.monitor.accept(id, true)).hasValueSatisfying((leak) -> {
				assertThat(leak.id()).isEqualTo(id);
				assertThat(leak.accepted()).isTrue();
			});
			assertThat(this.monitor.report().status()).isNotEqualTo(Status.LEAKING);
			assertThat(told).isNotEmpty().last().isNotEqualTo(Status.LEAKING);
			awaitSamples(2);
			assertThat(this.monitor.report().leaks()).singleElement().matches(Leak::accepted);
		}
		awaitUntil(() -> !this.monitor.report().resolved().isEmpty());
		assertThat(this.monitor.report().resolved()).singleElement().matches(Leak::accepted);
		this.monitor.close();
		assertThat(diary.entries).containsExactly("opened", "accepted");
	}

	@Test
	void anAcceptanceThatIsTakenBackOpensTheLeakAgain() {
		Diary diary = new Diary();
		this.monitor.addListener(diary);
		this.monitor.start();
		try (Deadlock deadlock = new Deadlock()) {
			assertThat(deadlock.ids()).isNotEmpty();
			awaitUntil(() -> this.monitor.report().status() == Status.LEAKING);
			String id = this.monitor.report().leaks().get(0).id();
			this.monitor.accept(id, true);
			this.monitor.accept(id, true);
			this.monitor.accept(id, false);
			assertThat(this.monitor.report().status()).isEqualTo(Status.LEAKING);
			assertThat(diary.entries).containsExactly("opened", "accepted", "taken back", "opened");
		}
	}

	@Test
	void anUnknownLeakCannotBeAccepted() {
		assertThat(this.monitor.accept("3f9a1c07", true)).isEmpty();
	}

	private List<String> degraded() {
		return this.monitor.report().cost().degraded().stream().map(RedactedText::toString).toList();
	}

	private void awaitSamples(int count) {
		long target = this.monitor.totals().samples() + count;
		awaitUntil(() -> this.monitor.totals().samples() >= target);
	}

	private static void awaitUntil(Supplier<Boolean> condition) {
		Awaitility.await().atMost(Duration.ofSeconds(60)).until(condition::get);
	}

	private static List<Thread> monitorThreads() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> thread.getName().equals(ThreadLeakMonitor.THREAD_NAME))
			.toList();
	}

}
