// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.sample;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.github.threadleaks.fixture.VirtualThreadStarts;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledForJreRange;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

import static org.assertj.core.api.Assertions.assertThat;

class VirtualThreadDumpTests {

	private static final String NEEDED = "virtual threads came with JDK 21";

	private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

	private static final int MANY = 10_000;

	private final CompletableFuture<String> never = new CompletableFuture<>();

	private final List<ExecutorService> executors = new ArrayList<>();

	private final VirtualThreadDump dump = new VirtualThreadDump(48);

	@AfterEach
	void free() {
		this.never.complete("done");
		this.executors.forEach(ExecutorService::shutdownNow);
	}

	private ThreadDump take(Instant now) {
		return this.dump.take(now, MANY).orElseThrow(() -> new AssertionError(this.dump.failure()));
	}

	private SampledThread find(ThreadDump content, Thread thread) {
		return content.virtual()
			.stream()
			.filter((sampled) -> sampled.id() == thread.getId())
			.findFirst()
			.orElseThrow(() -> new AssertionError(content.virtual().size() + " threads without " + thread));
	}

	private Thread parked(String name) {
		Thread thread = VirtualThreadStarts.start(name, this.never::join);
		Awaitility.await().until(() -> thread.getState() == Thread.State.WAITING);
		return thread;
	}

	@Test
	@DisabledForJreRange(min = JRE.JAVA_21, disabledReason = "this JDK has virtual threads")
	void anOlderJdkHasNone() {
		assertThat(this.dump.available()).isFalse();
		assertThat(this.dump.take(NOON, MANY)).isEmpty();
		assertThat(this.dump.failure()).isEmpty();
	}

	@Test
	@EnabledForJreRange(min = JRE.JAVA_21, disabledReason = NEEDED)
	void aParkedThreadIsTold() {
		Thread thread = parked("price-7");
		ThreadDump content = take(NOON);
		SampledThread told = find(content, thread);
		assertThat(told.name()).isEqualTo("price-7");
		assertThat(told.kind()).isEqualTo(ThreadKind.VIRTUAL);
		assertThat(told.state()).isEqualTo(Thread.State.WAITING);
		assertThat(told.daemon()).isTrue();
		assertThat(told.stack().frames()).extracting(Frame::site)
			.contains("java.util.concurrent.CompletableFuture.join")
			.endsWith("java.lang.VirtualThread.run");
		assertThat(told.firstSeen()).isEqualTo(NOON);
		assertThat(content.whole()).isTrue();
		assertThat(content.lacks()).isEmpty();
	}

	@Test
	@EnabledForJreRange(min = JRE.JAVA_21, disabledReason = NEEDED)
	void whoHasNoNameIsCalledByItsTask() {
		ExecutorService executor = VirtualThreadStarts.executor();
		this.executors.add(executor);
		CompletableFuture<Thread> started = new CompletableFuture<>();
		executor.execute(() -> waitForPrice(started));
		Thread thread = started.join();
		Awaitility.await().until(() -> thread.getState() == Thread.State.WAITING);
		ThreadDump content = take(NOON);
		assertThat(find(content, thread).name()).isEqualTo("<VirtualThreadDumpTests.whoHasNoNameIsCalledByItsTask>");
		assertThat(content.pools().of(thread.getId())).isNotZero();
		assertThat(content.pools().of(parked("").getId())).isZero();
	}

	private void waitForPrice(CompletableFuture<Thread> started) {
		started.complete(Thread.currentThread());
		this.never.join();
	}

	@Test
	@EnabledForJreRange(min = JRE.JAVA_21, disabledReason = NEEDED)
	void whatStandsIsTheSameAndWhatMovesIsNot() {
		Thread stays = parked("stays");
		CompletableFuture<String> first = new CompletableFuture<>();
		Thread moves = VirtualThreadStarts.start("moves", () -> {
			first.join();
			this.never.join();
		});
		Awaitility.await().until(() -> moves.getState() == Thread.State.WAITING);
		ThreadDump before = take(NOON);
		first.complete("go");
		Awaitility.await().until(() -> this.never.getNumberOfDependents() == 2);
		Awaitility.await().until(() -> moves.getState() == Thread.State.WAITING);
		Instant later = NOON.plusSeconds(10);
		ThreadDump after = take(later);
		assertThat(find(after, stays)).isSameAs(find(before, stays));
		assertThat(find(after, stays).idleSince()).isEqualTo(NOON);
		assertThat(find(after, moves).firstSeen()).isEqualTo(NOON);
		assertThat(find(after, moves).idleSince()).isEqualTo(later);
		assertThat(find(after, moves).slot()).isEqualTo(find(before, moves).slot());
	}

	@Test
	@EnabledForJreRange(min = JRE.JAVA_21, disabledReason = NEEDED)
	void whoEndsFreesItsSlotAndManyHaveOneStack() {
		List<Thread> threads = IntStream.range(0, 500)
			.mapToObj((i) -> VirtualThreadStarts.start("", this.never::join))
			.toList();
		Awaitility.await()
			.until(() -> threads.stream().allMatch((thread) -> thread.getState() == Thread.State.WAITING));
		ThreadDump content = take(NOON);
		assertThat(threads.stream().map((thread) -> System.identityHashCode(find(content, thread).stack())).distinct())
			.hasSize(1);
		int highest = content.virtual().stream().mapToInt(SampledThread::slot).max().orElse(0);
		this.never.complete("go");
		Awaitility.await().until(() -> threads.stream().noneMatch(Thread::isAlive));
		take(NOON.plusSeconds(10));
		CompletableFuture<String> again = new CompletableFuture<>();
		Thread late = VirtualThreadStarts.start("late", again::join);
		assertThat(find(take(NOON.plusSeconds(20)), late).slot()).isLessThan(highest);
		again.complete("go");
	}

	@Test
	@EnabledForJreRange(min = JRE.JAVA_21, disabledReason = NEEDED)
	void workersOfOneExecutorHaveOnePool() {
		ExecutorService one = Executors.newFixedThreadPool(2);
		ExecutorService other = Executors.newFixedThreadPool(1);
		this.executors.addAll(List.of(one, other));
		List<Thread> workers = Stream.of(one, one, other).map(this::occupy).toList();
		OwnerPools pools = take(NOON).pools();
		assertThat(pools.of(workers.get(0).getId())).isNotZero().isEqualTo(pools.of(workers.get(1).getId()));
		assertThat(pools.of(workers.get(2).getId())).isNotZero().isNotEqualTo(pools.of(workers.get(0).getId()));
		assertThat(pools.of(Thread.currentThread().getId())).isZero();
		assertThat(pools.of(-1)).isZero();
	}

	private Thread occupy(ExecutorService executor) {
		CompletableFuture<Thread> worker = new CompletableFuture<>();
		executor.execute(() -> waitForPrice(worker));
		return worker.join();
	}

	@Test
	@EnabledForJreRange(min = JRE.JAVA_21, disabledReason = NEEDED)
	void aLookChangesNoAge() {
		Thread thread = parked("");
		ThreadDump look = this.dump.look(NOON, MANY).orElseThrow();
		assertThat(find(look, thread).slot()).isNegative();
		assertThat(find(take(NOON.plusSeconds(5)), thread).firstSeen()).isEqualTo(NOON.plusSeconds(5));
		assertThat(find(this.dump.look(NOON.plusSeconds(9), MANY).orElseThrow(), thread).firstSeen())
			.isEqualTo(NOON.plusSeconds(5));
	}

	@Test
	@EnabledForJreRange(min = JRE.JAVA_21, disabledReason = NEEDED)
	void noMoreIsReadThanAllowed() {
		IntStream.range(0, 20).forEach((i) -> VirtualThreadStarts.start("", this.never::join));
		ThreadDump content = this.dump.take(NOON, 10).orElseThrow();
		assertThat(content.virtual()).hasSize(10);
		assertThat(content.whole()).isFalse();
		assertThat(content.lacks()).singleElement().asString().contains("threadleaks.virtual-threads.max-dump=10");
	}

	/** Other JVMs may have theirs there for a moment. */
	@Test
	@EnabledForJreRange(min = JRE.JAVA_21, disabledReason = NEEDED)
	void nothingIsLeftInTheDirectoryForTemporaryFiles() {
		assertThat(this.dump.take(NOON, MANY)).isPresent();
		Awaitility.await().untilAsserted(() -> {
			try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
				assertThat(files.filter((file) -> Files.exists(file.resolve("threads.json")))).isEmpty();
			}
		});
	}

}
