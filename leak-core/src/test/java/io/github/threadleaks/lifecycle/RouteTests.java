// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.lifecycle;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Many requests at once, of which one route leaks.
 */
class RouteTests {

	private static final int SERVERS = 50;

	private static final int REQUESTS = 2_000;

	private final CountDownLatch end = new CountDownLatch(1);

	private final List<Thread> leaked = Collections.synchronizedList(new ArrayList<>());

	private final AtomicInteger served = new AtomicInteger();

	private void serve(ThreadContexts contexts) {
		for (int i = this.served.getAndIncrement(); i < REQUESTS; i = this.served.getAndIncrement()) {
			ServedRequest request = new ServedRequest();
			String route = (i % 10 == 0) ? "POST /orders" : (i % 3 == 0) ? "GET /orders/{id}" : "GET /health";
			ContextScope scope = contexts.enter(request, RouteTests.class.getName() + ".serve");
			work();
			if (route.equals("POST /orders")) {
				export();
			}
			work();
			scope.close();
			contexts.end(request, route, "");
		}
	}

	private void export() {
		Thread thread = new Thread(() -> {
			try {
				this.end.await();
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		}, "exporter");
		this.leaked.add(thread);
		thread.start();
	}

	/** Half a millisecond of CPU, more or less. */
	private static void work() {
		long until = System.nanoTime() + ThreadLocalRandom.current().nextLong(1_000_000);
		while (System.nanoTime() - until < 0) {
			Thread.onSpinWait();
		}
	}

	@Test
	void theLeakingRouteIsNamed() throws InterruptedException {
		try (Recording recording = Recording.start()) {
			ExecutorService servers = Executors.newFixedThreadPool(SERVERS);
			for (int i = 0; i < SERVERS; i++) {
				servers.execute(() -> serve(recording.contexts()));
			}
			servers.shutdown();
			assertThat(servers.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
			Map<String, Integer> routes = new HashMap<>();
			for (Thread thread : this.leaked) {
				StartContext context = recording.origin(thread).context();
				routes.merge(context.request().map(ServedRequest::route).orElse("unknown"), 1, Integer::sum);
			}
			assertThat(this.leaked).hasSize(REQUESTS / 10);
			int named = routes.getOrDefault("POST /orders", 0);
			int unknown = routes.getOrDefault("unknown", 0);
			assertThat(named).as(routes.toString()).isGreaterThan(REQUESTS / 20);
			// one that first runs a quarter of a second late is taken for another
			// request's
			assertThat(REQUESTS / 10 - named - unknown).as(routes.toString()).isLessThanOrEqualTo(2);
		}
		finally {
			this.end.countDown();
		}
	}

}
