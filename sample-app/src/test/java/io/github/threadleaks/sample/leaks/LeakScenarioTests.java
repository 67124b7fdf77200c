// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.sample.leaks;

import java.time.Duration;
import java.util.Set;
import java.util.stream.Stream;

import io.github.threadleaks.sample.ServiceClient;
import io.github.threadleaks.sample.ServiceClient.Answer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Each leak leaks the threads that it promises, in the wait that its pattern means, and
 * lets them go.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class LeakScenarioTests {

	private static final int TIMES = 3;

	/**
	 * Longest for the HTTP client of JDK 17, whose thread looks every 3 seconds whether
	 * it may end.
	 */
	private static final Duration SOON = Duration.ofSeconds(20);

	private static final String HERE = "io.github.threadleaks.sample.leaks.";

	private final ServiceClient service;

	LeakScenarioTests(@Value("${local.server.port}") int port) {
		this.service = new ServiceClient(port);
	}

	static Stream<LeakedThreads> leaks() {
		return Stream.of(
				LeakedThreads.of("executor-per-request", "pool-\\d+-thread-1",
						"java.util.concurrent.LinkedBlockingQueue.take"),
				LeakedThreads.of("client-per-request", "HttpClient-\\d+-SelectorManager",
						"jdk.internal.net.http.HttpClientImpl$SelectorManager.run"),
				LeakedThreads.of("unbounded-threads", "order-notify-\\d+", "java.lang.Thread.sleep"),
				LeakedThreads.of("queue-never-fed", "Thread-\\d+", HERE + "OrderSubscriptions.deliver"),
				LeakedThreads.of("queue-never-fed", "Thread-\\d+", "java.util.concurrent.LinkedBlockingQueue.take"),
				LeakedThreads.of("queue-never-drained", "audit-\\d+", "java.util.concurrent.ArrayBlockingQueue.put"),
				LeakedThreads.of("never-completed-future", "payment-\\d+",
						"java.util.concurrent.CompletableFuture.join"),
				LeakedThreads.of("missed-signal", "shipment-\\d+", "java.lang.Object.wait"),
				LeakedThreads.of("timer-per-request", "Timer-\\d+", "java.util.TimerThread.mainLoop"),
				LeakedThreads.of("lock-never-released", "stock-reader-\\d+",
						"java.util.concurrent.locks.ReentrantLock.lock"),
				LeakedThreads.of("socket-without-timeout", "partner-prices-\\d+", "sun.nio.ch.NioSocketImpl.read"),
				LeakedThreads.of("connection-pool-exhausted", "report-\\d+",
						"com.zaxxer.hikari.util.ConcurrentBag.borrow"),
				LeakedThreads
					.of("deadlock", "stock-transfer-\\d+", "java.util.concurrent.locks.ReentrantLock.lockInterruptibly")
					.perRun(2),
				LeakedThreads.of("busy-loop", "reserve-\\d+", HERE + "StockReservations.reserve"),
				LeakedThreads.of("one-of-two-routes", "document-\\d+", "java.util.concurrent.CompletableFuture.join"),
				LeakedThreads.of("connection-per-thread", "shipping-label-\\d+",
						"java.util.concurrent.CompletableFuture.join"),
				LeakedThreads.of("label-per-tenant", "tenant-report-\\d+", "java.util.concurrent.CountDownLatch.await")
					.perRun(3),
				LeakedThreads.of("stuck-request", "invoice-\\d+", HERE + "InvoicePrinter.retryAfter"));
	}

	@ParameterizedTest
	@MethodSource("leaks")
	void eachRunLeaksItsThreadsAndAReleaseEndsThem(LeakedThreads leaked) {
		String path = "/leaks/" + leaked.scenario();
		Set<Thread> before = leaked.live();

		Answer run = this.service.post(path + "?times=" + TIMES);
		assertThat(run.status()).isEqualTo(200);
		assertThat(run.json("$.running")).isEqualTo(true);
		assertThat(run.json("$.runs")).isEqualTo(TIMES);
		await().atMost(SOON).until(() -> leaked.since(before).size() == TIMES * leaked.perRun());
		Set<Thread> threads = leaked.since(before);

		Answer release = this.service.delete(path);
		assertThat(release.status()).isEqualTo(200);
		assertThat(release.json("$.running")).isEqualTo(false);
		assertThat(release.json("$.runs")).isEqualTo(0);
		await().atMost(SOON).until(() -> threads.stream().noneMatch(Thread::isAlive));
	}

	@ParameterizedTest
	@MethodSource("leaks")
	void leaksAgainAfterARelease(LeakedThreads leaked) {
		String path = "/leaks/" + leaked.scenario();
		Set<Thread> before = leaked.live();
		this.service.post(path);
		await().atMost(SOON).until(() -> leaked.since(before).size() == leaked.perRun());
		this.service.delete(path);
		await().atMost(SOON).until(() -> leaked.since(before).isEmpty());
	}

}
