// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.autoconfigure.context;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.github.threadleaks.ThreadLeakMonitor;
import io.github.threadleaks.autoconfigure.support.TestApplication;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.search.MeterNotFoundException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.context.support.GenericApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Which route has started the threads that outlive their requests, whatever web stack
 * serves them.
 */
abstract class RequestContract {

	private static final Duration PATIENCE = Duration.ofSeconds(40);

	private static final int AT_ONCE = 50;

	private static final int A_FEW = 5;

	private static final String EXPORT = "POST /orders/{id}/export";

	private final HttpClient client = HttpClient.newHttpClient();

	private final TestApplication application;

	RequestContract(String stack) {
		this.application = TestApplication.start(
				(context) -> ((GenericApplicationContext) context).registerBean(OrderRoutes.class), stack,
				"server.port=0", "threadleaks.sampling.interval=1s", "threadleaks.sampling.max-cpu-share=0.1",
				"threadleaks.lifecycle.application-packages=io.github.threadleaks",
				"management.endpoints.web.exposure.include=*");
		// births are recorded from the first sample on
		await().atMost(PATIENCE).until(() -> monitor().report().sampledAt().isPresent());
	}

	@AfterEach
	void close() {
		this.application.context().getBean(OrderRoutes.class).release();
		this.application.close();
	}

	private ThreadLeakMonitor monitor() {
		return this.application.context().getBean(ThreadLeakMonitor.class);
	}

	private CompletableFuture<Integer> post(String path, String body) {
		HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + this.application.port() + path))
			.header("Content-Type", "text/plain")
			.POST(body.isEmpty() ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body))
			.timeout(PATIENCE)
			.build();
		return this.client.sendAsync(request, BodyHandlers.discarding()).thenApply((response) -> response.statusCode());
	}

	@Test
	void ofManyRequestsAtOnceTheRoutesThatLeakAreNamedWithTheirCounts() {
		List<CompletableFuture<Integer>> answers = new ArrayList<>();
		for (int i = 0; i < AT_ONCE; i++) {
			answers.add(post("/orders/" + i + ((i % 2 == 0) ? "/export" : "/print"), ""));
		}
		for (int i = 0; i < A_FEW; i++) {
			answers.add(post("/orders/" + i + "/import", "paper"));
			answers.add(post("/orders/" + i + "/archive", ""));
		}
		assertThat(answers).allSatisfy((answer) -> assertThat(answer.join()).isEqualTo(200));
		await().atMost(PATIENCE).untilAsserted(() -> {
			Map<String, Integer> routes = new HashMap<>(monitor().births().outlivedRequests());
			// the executor's own workers, at most eight, outlive the requests that have
			// started them, too
			assertThat(routes.remove("POST /orders/{id}/archive")).isNotNull().isBetween(A_FEW + 1, A_FEW + 8);
			assertThat(routes).isEqualTo(Map.of(EXPORT, AT_ONCE / 2, "POST /orders/{id}/import", A_FEW));
		});
		await().atMost(PATIENCE)
			.ignoreExceptionsInstanceOf(MeterNotFoundException.class)
			.untilAsserted(() -> assertThat(this.application.context()
				.getBean(MeterRegistry.class)
				.get("threadleaks.requests.outlived")
				.tag("route", EXPORT)
				.gauge()
				.value()).isEqualTo(AT_ONCE / 2.0));
	}

	@Test
	void aLeakOfARouteNamesRouteAndMethod() {
		await().atMost(Duration.ofMinutes(2)).pollInterval(Duration.ofMillis(500)).untilAsserted(() -> {
			assertThat(post("/orders/7/export", "").join()).isEqualTo(200);
			String report = get("/actuator/threadleaks");
			assertThat(report).contains("\"createdBy\":{\"http.route\":\"" + EXPORT + "\"}",
					OrderRoutes.class.getName() + ".leak(OrderRoutes.java:",
					OrderRoutes.class.getName() + ".export(OrderRoutes.java:", "\"OUTLIVED_REQUEST\"");
		});
	}

	private String get(String path) throws IOException, InterruptedException {
		return this.client
			.send(HttpRequest.newBuilder(URI.create("http://localhost:" + this.application.port() + path)).build(),
					BodyHandlers.ofString())
			.body();
	}

}
