// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.judge;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

import io.github.threadleaks.fixture.Blocking;
import io.github.threadleaks.fixture.LeakedThreads;
import io.github.threadleaks.group.FamilySample;
import io.github.threadleaks.group.Grouper;
import io.github.threadleaks.lifecycle.Births;
import io.github.threadleaks.sample.SamplingBudget;
import io.github.threadleaks.sample.ThreadSample;
import io.github.threadleaks.sample.ThreadSampler;
import io.github.threadleaks.settings.SamplingSettings;
import io.github.threadleaks.simulation.SimulatedJvm;
import io.github.threadleaks.simulation.Wait;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

class PatternsTests {

	private static final String RUN = "java.lang.Thread.run";

	private static final String WORKER = "java.util.concurrent.ThreadPoolExecutor$Worker.run";

	private static final Map<Blocking, Pattern> OF_REAL_WAITS = ofRealWaits();

	private static Map<Blocking, Pattern> ofRealWaits() {
		Map<Blocking, Pattern> patterns = new EnumMap<>(Blocking.class);
		List.of(Blocking.QUEUE_TAKE, Blocking.QUEUE_TAKE_ELSEWHERE, Blocking.QUEUE_POLL, Blocking.HAND_OVER)
			.forEach((wait) -> patterns.put(wait, Pattern.QUEUE_NEVER_FED));
		patterns.put(Blocking.QUEUE_PUT, Pattern.QUEUE_NEVER_DRAINED);
		List.of(Blocking.CONDITION, Blocking.OBJECT_WAIT).forEach((wait) -> patterns.put(wait, Pattern.MISSED_SIGNAL));
		List.of(Blocking.MONITOR, Blocking.LOCK, Blocking.READ_LOCK, Blocking.STAMPED_LOCK)
			.forEach((wait) -> patterns.put(wait, Pattern.LOCK_NEVER_RELEASED));
		patterns.put(Blocking.SEMAPHORE, Pattern.POOL_EXHAUSTED);
		List.of(Blocking.LATCH, Blocking.BARRIER, Blocking.PHASER, Blocking.EXCHANGER, Blocking.FUTURE, Blocking.TASK,
				Blocking.JOIN)
			.forEach((wait) -> patterns.put(wait, Pattern.NEVER_COMPLETED));
		List.of(Blocking.PARK_NANOS, Blocking.SLEEP).forEach((wait) -> patterns.put(wait, Pattern.UNBOUNDED_THREADS));
		patterns.put(Blocking.SOCKET_READ, Pattern.IO_WITHOUT_TIMEOUT);
		patterns.put(Blocking.SELECT, Pattern.UNKNOWN);
		patterns.put(Blocking.SPIN, Pattern.BUSY_LOOP);
		return patterns;
	}

	/** On whatever JDK this runs. */
	@ParameterizedTest
	@EnumSource(Blocking.class)
	void ofRealWaits(Blocking blocking) {
		String name = "real " + blocking.name().toLowerCase(Locale.ROOT);
		SamplingSettings settings = new SamplingSettings(Duration.ofSeconds(5), 1, 48, 50_000);
		ThreadSampler sampler = new ThreadSampler(settings, new SamplingBudget(settings));
		try (LeakedThreads threads = LeakedThreads.start(1, name, blocking)) {
			sampler.sample(Instant.EPOCH);
			threads.awaitArrivals();
			FamilySample family = family(sampler.sample(Instant.EPOCH.plusSeconds(5)), name);
			assertThat(Patterns.of(family)).isEqualTo(OF_REAL_WAITS.get(blocking));
		}
	}

	private static FamilySample family(ThreadSample sample, String name) {
		return new Grouper(Duration.ofMinutes(10), Births.UNRECORDED).group(sample)
			.families()
			.values()
			.stream()
			.filter((family) -> family.exampleName().equals(name) && !family.key().isLine())
			.findFirst()
			.orElseThrow();
	}

	private static Pattern patternOf(String name, Thread.State state, Object... stack) {
		SimulatedJvm jvm = new SimulatedJvm(Duration.ofSeconds(5));
		jvm.threads(name, new Wait(state, Wait.stack(stack), "")).resize(1);
		return Patterns.of(family(jvm.next(), name));
	}

	static Stream<Arguments> waits() {
		return Stream.of(arguments(Pattern.QUEUE_NEVER_FED, "java.util.concurrent.LinkedBlockingDeque.takeFirst"),
				arguments(Pattern.QUEUE_NEVER_FED, "java.util.concurrent.DelayQueue.take"),
				arguments(Pattern.QUEUE_NEVER_FED, "java.util.concurrent.ExecutorCompletionService.take"),
				arguments(Pattern.QUEUE_NEVER_DRAINED, "java.util.concurrent.SynchronousQueue.put"),
				arguments(Pattern.QUEUE_NEVER_DRAINED, "java.util.concurrent.LinkedTransferQueue.transfer"),
				arguments(Pattern.QUEUE_NEVER_DRAINED, "java.util.concurrent.ArrayBlockingQueue.offer"),
				arguments(Pattern.NEVER_COMPLETED, "java.util.concurrent.CompletableFuture.join"),
				arguments(Pattern.NEVER_COMPLETED, "java.util.concurrent.ForkJoinTask.get"),
				arguments(Pattern.NEVER_COMPLETED, "java.util.concurrent.ThreadPoolExecutor.awaitTermination"),
				arguments(Pattern.NEVER_COMPLETED, "java.util.concurrent.AbstractExecutorService.invokeAll"),
				arguments(Pattern.NEVER_COMPLETED, "java.lang.ProcessImpl.waitFor"),
				arguments(Pattern.POOL_EXHAUSTED, "java.util.concurrent.Semaphore.tryAcquire"),
				arguments(Pattern.POOL_EXHAUSTED, "com.zaxxer.hikari.pool.HikariPool.getConnection"),
				arguments(Pattern.POOL_EXHAUSTED, "org.apache.commons.pool2.impl.GenericObjectPool.borrowObject"),
				arguments(Pattern.IO_WITHOUT_TIMEOUT, "java.net.ServerSocket.accept"),
				arguments(Pattern.IO_WITHOUT_TIMEOUT, "java.net.DatagramSocket.receive"),
				arguments(Pattern.IO_WITHOUT_TIMEOUT, "sun.nio.ch.SocketChannelImpl.read"),
				arguments(Pattern.IO_WITHOUT_TIMEOUT, "java.net.InetAddress.getByName"),
				arguments(Pattern.IO_WITHOUT_TIMEOUT, "jdk.internal.net.http.HttpClientFacade.send"),
				arguments(Pattern.MISSED_SIGNAL,
						"java.util.concurrent.locks.AbstractQueuedSynchronizer$ConditionObject.awaitNanos"),
				arguments(Pattern.LOCK_NEVER_RELEASED, "java.util.concurrent.locks.ReentrantLock.lockInterruptibly"),
				arguments(Pattern.LOCK_NEVER_RELEASED,
						"java.util.concurrent.locks.ReentrantReadWriteLock$WriteLock.lock"),
				arguments(Pattern.UNBOUNDED_THREADS, "java.lang.Thread.sleep"),
				arguments(Pattern.UNBOUNDED_THREADS, "java.util.concurrent.TimeUnit.sleep"),
				arguments(Pattern.UNKNOWN, "java.util.concurrent.locks.LockSupport.park"),
				arguments(Pattern.UNKNOWN, "java.nio.channels.Selector.select"));
	}

	@ParameterizedTest
	@MethodSource("waits")
	void theCallIntoALibraryTellsThePattern(Pattern pattern, String call) {
		assertThat(patternOf("job", Thread.State.WAITING, call, "com.acme.Job.run", RUN)).isEqualTo(pattern);
	}

	@Test
	void aWorkerThatWaitsForWorkIsOfAnExecutorThatNobodyShutsDown() {
		assertThat(patternOf("pool-1-thread-1", Thread.State.WAITING, "java.util.concurrent.LinkedBlockingQueue.take",
				"java.util.concurrent.ThreadPoolExecutor.getTask", WORKER, RUN))
			.isEqualTo(Pattern.EXECUTOR_NOT_SHUT_DOWN);
	}

	@Test
	void aTimersThreadIsOfATimerThatNobodyCancels() {
		assertThat(patternOf("Timer-1", Thread.State.WAITING, "java.lang.Object.wait", "java.util.TimerThread.mainLoop",
				"java.util.TimerThread.run"))
			.isEqualTo(Pattern.TIMER_NOT_CANCELLED);
	}

	@Test
	void threadsOfAClientAreKnownByTheirNameOrByWhatTheyAreStartedFor() {
		assertThat(patternOf("HttpClient-7-SelectorManager", Thread.State.RUNNABLE, "sun.nio.ch.EPoll.wait",
				"jdk.internal.net.http.HttpClientImpl$SelectorManager.run"))
			.isEqualTo(Pattern.CLIENT_NOT_CLOSED);
		assertThat(patternOf("Connection evictor", Thread.State.TIMED_WAITING, "java.lang.Thread.sleep",
				"org.apache.http.impl.client.IdleConnectionEvictor$1.run", RUN))
			.isEqualTo(Pattern.CLIENT_NOT_CLOSED);
		assertThat(patternOf("FileSystemWatchService", Thread.State.RUNNABLE, "sun.nio.fs.LinuxWatchService.poll",
				"sun.nio.fs.LinuxWatchService$Poller.run", RUN))
			.isEqualTo(Pattern.CLIENT_NOT_CLOSED);
		assertThat(patternOf("io", Thread.State.RUNNABLE, "sun.nio.ch.EPoll.wait",
				"org.apache.kafka.clients.producer.internals.Sender.run", RUN))
			.isEqualTo(Pattern.CLIENT_NOT_CLOSED);
	}

	@Test
	void aPoolsWorkerThatSleepsIsNotUnbounded() {
		assertThat(patternOf("pool-1-thread-1", Thread.State.TIMED_WAITING, "java.lang.Thread.sleep",
				"com.acme.Job.run", "java.util.concurrent.ThreadPoolExecutor.runWorker", WORKER, RUN))
			.isEqualTo(Pattern.STUCK_REQUEST);
	}

	@ParameterizedTest
	@EnumSource(Pattern.class)
	void everyPatternHasACauseAdviceAndAnAnchor(Pattern pattern) {
		assertThat(pattern.cause()).matches("[A-Z].*\\.");
		assertThat(pattern.advice()).startsWith(pattern.cause() + " ").endsWith(".").hasSizeGreaterThan(60);
		assertThat(pattern.anchor()).matches("[a-z]+(-[a-z]+)*");
	}

}
