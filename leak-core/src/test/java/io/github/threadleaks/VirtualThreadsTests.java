// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

import io.github.threadleaks.fixture.VirtualThreadStarts;
import io.github.threadleaks.judge.Pattern;
import io.github.threadleaks.judge.Verdict;
import io.github.threadleaks.lifecycle.VirtualThreadCount;
import io.github.threadleaks.redact.Redactor;
import io.github.threadleaks.report.Leak;
import io.github.threadleaks.report.ThreadLeakReport;
import io.github.threadleaks.sample.OldCollections;
import io.github.threadleaks.sample.ThreadKind;
import io.github.threadleaks.sample.VirtualLook;
import io.github.threadleaks.settings.DetectionSettings;
import io.github.threadleaks.settings.LifecycleSettings;
import io.github.threadleaks.settings.SamplingSettings;
import io.github.threadleaks.settings.SnapshotSettings;
import io.github.threadleaks.settings.ThreadLeakSettings;
import io.github.threadleaks.settings.VirtualThreadSettings;
import io.github.threadleaks.simulation.Simulation;
import io.github.threadleaks.simulation.Wait;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Real virtual threads and real dumps, while the time is handed in.
 */
@EnabledForJreRange(min = JRE.JAVA_21, disabledReason = "virtual threads came with JDK 21")
class VirtualThreadsTests {

	private static final Duration TICK = Duration.ofSeconds(5);

	private static final ThreadLeakReport PLATFORM = ThreadLeakReport.beforeFirstSample(TICK);

	private final List<Thread> threads = new ArrayList<>();

	private final CompletableFuture<String> never = new CompletableFuture<>();

	private final AtomicLong corrected = new AtomicLong(-1);

	private Instant now = Instant.parse("2026-01-01T00:00:00Z");

	private VirtualThreads virtual = watch(VirtualThreadSettings.DEFAULTS);

	private ThreadLeakReport report = PLATFORM;

	private final List<Leak> accused = new ArrayList<>();

	private VirtualThreads watch(VirtualThreadSettings settings) {
		return new VirtualThreads(
				new ThreadLeakSettings(SamplingSettings.DEFAULTS, DetectionSettings.DEFAULTS,
						LifecycleSettings.DEFAULTS, settings, SnapshotSettings.DEFAULTS),
				Redactor.standard(List.of()), () -> new VirtualThreadCount(true, true, live(), 0), this.corrected::set);
	}

	private long live() {
		return this.threads.stream().filter(Thread::isAlive).count();
	}

	@AfterEach
	void free() {
		this.never.complete("done");
	}

	private void start(int number, String name, Runnable task) {
		for (int i = 0; i < number; i++) {
			this.threads.add(VirtualThreadStarts.start(name, task));
		}
	}

	private void run(Duration time) {
		for (long i = time.dividedBy(TICK); i > 0; i--) {
			this.report = this.virtual.addTo(PLATFORM, this.now, OldCollections.NONE);
			this.report.leaks()
				.stream()
				.filter((leak) -> leak.verdict().atLeast(Verdict.SUSPECTED))
				.forEach(this.accused::add);
			this.now = this.now.plus(TICK);
		}
	}

	private static void awaitState(List<Thread> waiting, Thread.State state) {
		Awaitility.await().until(() -> waiting.stream().allMatch((thread) -> thread.getState() == state));
	}

	@Test
	void aThousandParkedForEverAreFoundWithTheirStackAndTakenBack() {
		run(TICK);
		assertThat(this.report.threads().virtual().live()).isZero();
		start(1_000, "", this.never::join);
		awaitState(this.threads, Thread.State.WAITING);
		run(Duration.ofSeconds(55));
		assertThat(this.report.threads().virtual().live()).isEqualTo(1_000);
		assertThat(this.report.leaks()).singleElement().satisfies((leak) -> {
			assertThat(leak.verdict()).isEqualTo(Verdict.SUSPECTED);
			assertThat(leak.kind()).isEqualTo(ThreadKind.VIRTUAL);
			assertThat(leak.threads()).isEqualTo(1_000);
			assertThat(leak.pattern()).isEqualTo(Pattern.NEVER_COMPLETED);
			assertThat(leak.waitsAt()).extracting(Object::toString)
				.contains("java.util.concurrent.CompletableFuture.join");
			assertThat(leak.examples()).hasSize(3);
		});
		assertThat(this.corrected).hasValue(1_000);
		this.never.complete("done");
		Awaitility.await().until(() -> live() == 0);
		run(Duration.ofMinutes(1));
		assertThat(this.report.leaks()).isEmpty();
		assertThat(this.report.resolved()).hasSize(1);
	}

	/** No frame of the application's is on their stacks. */
	@Test
	void aThousandThatParkAndDoNothingElseAreFoundAfterTheWarmUp() {
		run(Duration.ofMinutes(3));
		start(1_000, "", LockSupport::park);
		awaitState(this.threads, Thread.State.WAITING);
		run(Duration.ofSeconds(55));
		this.threads.forEach(LockSupport::unpark);
		assertThat(this.report.leaks()).singleElement().satisfies((leak) -> {
			assertThat(leak.verdict()).isEqualTo(Verdict.SUSPECTED);
			assertThat(leak.threads()).isEqualTo(1_000);
		});
	}

	@Test
	void lookAlikesAreSilent() throws IOException {
		LinkedBlockingQueue<String> queue = new LinkedBlockingQueue<>();
		ScheduledExecutorService scheduled = Executors.newScheduledThreadPool(4, VirtualThreadStarts.factory(""));
		assertThat(scheduled.scheduleAtFixedRate(this::live, 1, 1, TimeUnit.HOURS).isDone()).isFalse();
		Object monitor = new Object();
		try (ServerSocket server = new ServerSocket(0, 500, InetAddress.getLoopbackAddress());
				AutoCloseable idle = VirtualThreadStarts.executor()::shutdownNow) {
			List<Socket> clients = sessions(server, 250);
			start(300, "consumer", () -> take(queue));
			start(1, "pinned", () -> {
				synchronized (monitor) {
					sleep();
				}
			});
			start(300, "sleeper", VirtualThreadsTests::sleep);
			awaitState(this.threads.stream().filter((thread) -> thread.getName().equals("consumer")).toList(),
					Thread.State.WAITING);
			run(Duration.ofHours(1));
			assertThat(idle).isNotNull();
			assertThat(this.report.threads().virtual().live()).isGreaterThan(850);
			for (Socket client : clients) {
				client.close();
			}
		}
		catch (IOException ex) {
			throw ex;
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
		finally {
			scheduled.shutdownNow();
			this.threads.forEach(Thread::interrupt);
		}
		Awaitility.await().until(() -> live() == 0);
		assertThat(this.accused).isEmpty();
	}

	private List<Socket> sessions(ServerSocket server, int number) throws IOException {
		List<Socket> clients = new ArrayList<>();
		for (int i = 0; i < number; i++) {
			clients.add(new Socket(server.getInetAddress(), server.getLocalPort()));
			Socket session = server.accept();
			start(1, "session", () -> read(session));
		}
		return clients;
	}

	private static void read(Socket session) {
		try (session; InputStream in = session.getInputStream()) {
			assertThat(in.read()).isNegative();
		}
		catch (IOException ex) {
			// the end of the test interrupts it
			Thread.currentThread().interrupt();
		}
	}

	private static void take(LinkedBlockingQueue<String> queue) {
		try {
			queue.take();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private static void sleep() {
		try {
			TimeUnit.HOURS.sleep(1);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/** Each tick all of the tick before have ended, and as many are there. */
	@Test
	void forksAreSilentHoweverMany() {
		for (int i = 0; i < 60; i++) {
			CompletableFuture<String> answer = new CompletableFuture<>();
			start(400, "", answer::join);
			awaitState(this.threads, Thread.State.WAITING);
			run(TICK);
			answer.complete("done");
			Awaitility.await().until(() -> live() == 0);
			this.threads.clear();
		}
		assertThat(this.accused).isEmpty();
	}

	@Test
	void moreThanAllowedAreCountedAndNotRead() {
		this.virtual = watch(new VirtualThreadSettings(10));
		start(11, "", this.never::join);
		run(Duration.ofMinutes(1));
		assertThat(this.corrected).hasValue(-1);
		assertThat(this.report.threads().virtual().live()).isEqualTo(11);
		assertThat(this.report.cost().degraded()).singleElement().asString().contains("max-dump=10");
		VirtualLook look = this.virtual.look(this.now);
		assertThat(look.threads()).isEmpty();
		assertThat(look.lack()).contains("max-dump=10");
	}

	@Test
	void whileAPlatformFamilyIsSuspectedItsPoolsAreTold() {
		ExecutorService one = Executors.newFixedThreadPool(1);
		CompletableFuture<Long> id = new CompletableFuture<>();
		one.execute(() -> {
			id.complete(Thread.currentThread().getId());
			this.never.join();
		});
		assertThat(id.join()).isPositive();
		run(TICK);
		assertThat(this.virtual.pools().of(id.join())).isZero();
		this.virtual.addTo(suspected(), this.now, OldCollections.NONE);
		assertThat(this.virtual.pools().of(id.join())).isNotZero();
		one.shutdownNow();
	}

	private static ThreadLeakReport suspected() {
		Simulation jvm = Simulation.of(ThreadLeakSettings.DEFAULTS);
		jvm.threads("pool-%d-thread-1", Wait.idleWorker()).eachInAPoolOfItsOwn().perMinute(60);
		jvm.run(Duration.ofMinutes(10));
		assertThat(jvm.accused().kind()).isEqualTo(ThreadKind.PLATFORM);
		return jvm.report();
	}

	@Test
	void aSnapshotLooksAtThem() {
		start(5, "looked-at", this.never::join);
		assertThat(this.virtual.look(this.now).threads().stream().filter((thread) -> thread.name().equals("looked-at")))
			.hasSize(5);
	}

	@Test
	void aNameWithControlCharactersIsSaidToBeTheCause() {
		start(5, "\u0001", this.never::join);
		run(TICK);
		Stream<String> reasons = this.report.cost().degraded().stream().map(Object::toString);
		if (this.corrected.get() < 0) {
			assertThat(reasons).singleElement().asString().contains("control characters");
		}
		else {
			assertThat(reasons).as("a JDK that can write it").isEmpty();
		}
	}

}
