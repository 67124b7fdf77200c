// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.sample.detection;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

import io.github.threadleaks.sample.ServiceClient;
import io.github.threadleaks.sample.ops.LocalImage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.testcontainers.containers.GenericContainer;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.annotation.DirtiesContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A real Prometheus scrapes the service, and its own query API tells the leak. Needs a
 * Docker engine and the image that {@code .ci/ops-images} builds; with {@code CI=true}
 * their lack is a failure.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { "server.address=0.0.0.0", "threadleaks.sampling.interval=1s",
				"threadleaks.sampling.max-cpu-share=0.1", "management.prometheus.metrics.export.enabled=true" })
@DirtiesContext // its threads would be among those of the next test
class PrometheusIT {

	private static final Duration PATIENCE = Duration.ofMinutes(2);

	private final ServiceClient service;

	private int runs;

	PrometheusIT(@Value("${local.server.port}") int port) {
		this.service = new ServiceClient(port);
	}

	@BeforeAll
	static void requireDocker() {
		LocalImage.require(LocalImage.PROMETHEUS);
	}

	@AfterEach
	void release() {
		this.service.delete("/leaks");
	}

	@Test
	void prometheusTellsALeakAndItsEnd() {
		try (GenericContainer<?> container = prometheus()) {
			container.start();
			ServiceClient prometheus = new ServiceClient(LocalImage.PROMETHEUS.portOf(container));
			String confirmed = "threadleaks_leaks{verdict=\"CONFIRMED\"}";
			await().atMost(PATIENCE).untilAsserted(() -> assertThat(query(prometheus, confirmed)).containsExactly("0"));

			await().atMost(PATIENCE).pollInterval(Duration.ofSeconds(1)).untilAsserted(() -> {
				this.runs++;
				this.service.post("/leaks/executor-per-request");
				assertThat(query(prometheus, confirmed)).containsExactly("1");
			});
			String threads = "threadleaks_leaked_threads{pattern=\"EXECUTOR_NOT_SHUT_DOWN\",verdict=\"CONFIRMED\"}";
			await().atMost(PATIENCE)
				.untilAsserted(() -> assertThat(query(prometheus, threads)).singleElement()
					.satisfies((value) -> assertThat(Integer.parseInt(value)).isBetween(this.runs - 2, this.runs + 2)));
			assertThat(query(prometheus, "threadleaks_sample_failures_total")).containsExactly("0");

			this.service.delete("/leaks");
			await().atMost(PATIENCE).untilAsserted(() -> {
				assertThat(query(prometheus, confirmed)).containsExactly("0");
				assertThat(query(prometheus, threads)).isEmpty();
			});
		}
	}

	private GenericContainer<?> prometheus() {
		String configuration = """
				global:
				  scrape_interval: 1s
				scrape_configs:
				  - job_name: order-service
				    metrics_path: /actuator/prometheus
				    static_configs:
				      - targets: ["%s:%d"]
				""".formatted(LocalImage.HOST, this.service.port());
		return LocalImage.PROMETHEUS.container(configuration);
	}

	private static List<String> query(ServiceClient prometheus, String query) {
		ServiceClient.Answer answer = prometheus
			.get("/api/v1/query?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8));
		assertThat(answer.status()).as(answer.body()).isEqualTo(200);
		return answer.all("$.data.result[*].value[1]").stream().map(String::valueOf).toList();
	}

}
