// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.sample.ops;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.threadleaks.sample.ServiceClient;
import io.github.threadleaks.sample.ops.Dashboard.Panel;
import io.github.threadleaks.sample.ops.Dashboard.Query;
import io.github.threadleaks.sample.ops.Prometheus.Series;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.images.builder.Transferable;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.annotation.DirtiesContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The service leaks; Prometheus evaluates the shipped rules, Alertmanager with the
 * shipped routes calls whoever is on call, the dashboard's queries show it; the leak is
 * released, and the alert resolves. Waiting is shortened as {@link TimeLapse} says. Needs
 * a Docker engine and the images that {@code .ci/ops-images} builds; with {@code CI=true}
 * their lack is a failure.
 */
@Tag("fleet")
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { "server.address=0.0.0.0", "threadleaks.sampling.interval=1s",
				"threadleaks.sampling.max-cpu-share=0.1", "management.prometheus.metrics.export.enabled=true" })
@DirtiesContext // its threads would be among those of the next test
class FleetIT {

	private static final Duration PATIENCE = Duration.ofMinutes(2);

	private static final Duration SECOND = Duration.ofSeconds(1);

	private static final String HEAT = "instance_signal:threadleaks_heat:ratio";

	private final Dashboard dashboard = Dashboard.read();

	private final ServiceClient service;

	FleetIT(@Value("${local.server.port}") int port) {
		this.service = new ServiceClient(port);
	}

	@BeforeAll
	static void requireDocker() {
		LocalImage.require(LocalImage.PROMETHEUS, LocalImage.ALERTMANAGER);
	}

	@AfterEach
	void release() {
		this.service.delete("/leaks");
	}

	@Test
	void aLeakReachesWhoeverIsOnCallAndTheDashboardAndIsResolved() {
		try (Receiver receiver = new Receiver();
				GenericContainer<?> alertmanager = LocalImage.ALERTMANAGER
					.container(TimeLapse.alertmanager(receiver.port()))) {
			alertmanager.start();
			try (GenericContainer<?> container = prometheus(LocalImage.ALERTMANAGER.portOf(alertmanager))) {
				container.start();
				Prometheus prometheus = new Prometheus(new ServiceClient(LocalImage.PROMETHEUS.portOf(container)));
				double start = prometheus.time();
				staysCold(prometheus, start);
				assertThat(receiver.all()).isEmpty();

				leaks(prometheus, receiver);
				Map<Query, List<Series>> shown = shown(prometheus, start);
				draw(shown, start, prometheus.time());

				release();
				resolves(prometheus, receiver);
			}
		}
	}

	private void staysCold(Prometheus prometheus, double start) {
		await().atMost(PATIENCE).pollInterval(SECOND).untilAsserted(() -> {
			System.gc();
			serve();
			assertThat(prometheus.query("count_over_time(%s[1h]) > %d".formatted(HEAT, 2 * TimeLapse.HOUR)))
				.extracting((series) -> series.label("signal"))
				.containsExactlyInAnyOrder("threads", "heap", "connections");
		});
		for (Series series : prometheus.range(HEAT, start, prometheus.time(), 1)) {
			assertThat(series.most()).as("%s, healthy", series.labels()).isLessThan(0.3);
		}
		assertThat(prometheus.query("ALERTS")).isEmpty();
	}

	/** As the service does when it is well: orders, threads that end, a snapshot. */
	private void serve() {
		assertThat(this.service.get("/orders").status()).isEqualTo(200);
		assertThat(this.service.post("/leaks/documents/17/delivery-note").status()).isEqualTo(202);
		assertThat(this.service.get("/actuator/threadsnapshot?detail=summary").status()).isEqualTo(200);
	}

	private void leaks(Prometheus prometheus, Receiver receiver) {
		await().atMost(PATIENCE).pollInterval(SECOND).untilAsserted(() -> {
			this.service.post("/leaks/connection-per-thread");
			serve();
			assertThat(receiver.of("ThreadLeak", "firing")).as("notices %s", receiver.all()).isNotEmpty();
			assertThat(receiver.of("ThreadLeakTakesMoreAlong", "firing")).as("notices %s", receiver.all())
				.extracting((notice) -> notice.annotation("description"))
				.anySatisfy((words) -> assertThat(words).contains("grow: ").contains("connections:labels"));
			assertThat(prometheus.query(HEAT + " > 0.5")).extracting((series) -> series.label("signal"))
				.contains("threads", "connections");
			assertThat(prometheus
				.query("count_over_time(job_pattern:threadleaks_leaks:count[1h]) > " + 2 * TimeLapse.HOUR))
				.as("confirmed for two hours")
				.isNotEmpty();
		});
		Receiver.Notice notice = receiver.of("ThreadLeak", "firing").findFirst().orElseThrow();
		assertThat(notice.to()).isEqualTo("team");
		assertThat(notice.label("severity")).isEqualTo("warning");
		assertThat(notice.annotation("summary")).startsWith("order-service: shipping-label-# leaks in ");
		String id = notice.label("id");
		assertThat(notice.annotation("description"))
			.matches("[0-9]+ threads shipping-label-# will not end: NEVER_COMPLETED \\(leak " + id
					+ "\\), [0-9]+ more an hour\\..*")
			.contains("http://%s/actuator/threadleaks/%s says".formatted(notice.label("instance"), id));
		assertThat(this.service.get("/actuator/threadleaks/" + id).status()).isEqualTo(200);
		assertThat(prometheus.query(HEAT + "{signal=\"heap\"}")).as("the heap, which does not leak")
			.allSatisfy((series) -> assertThat(series.last()).isLessThan(0.5));
	}

	/** Each query of the dashboard, as Grafana would send it. */
	private Map<Query, List<Series>> shown(Prometheus prometheus, double start) {
		Map<Query, List<Series>> all = new LinkedHashMap<>();
		List<String> empty = new ArrayList<>();
		double now = prometheus.time();
		for (Panel panel : this.dashboard.panels()) {
			int step = panel.json().has("interval") ? TimeLapse.HOUR : 1;
			for (Query query : panel.queries()) {
				String sent = query.resolved(TimeLapse.HOUR + "s");
				List<Series> series = query.instant() ? prometheus.query(sent)
						: prometheus.range(sent, start, now, step);
				all.put(query, series);
				if (series.isEmpty()) {
					empty.add(panel.title());
				}
			}
		}
		assertThat(empty).as("panels without data").isEmpty();
		String scrapes = "http_server_requests_seconds_count{uri=\"/actuator/prometheus\",outcome=\"%s\"}";
		assertThat(prometheus.query(scrapes.formatted("SUCCESS"))).isNotEmpty();
		assertThat(prometheus.query(scrapes.formatted("SERVER_ERROR"))).as("scrapes that failed").isEmpty();
		return all;
	}

	private void draw(Map<Query, List<Series>> shown, double from, double to) {
		int sections = this.dashboard.json().path("panels").size();
		for (boolean dark : new boolean[] { false, true }) {
			Picture.take(dark ? "dashboard-dark" : "dashboard-light",
					DashboardPage.html(this.dashboard, shown, from, to, dark), sections);
		}
	}

	private static void resolves(Prometheus prometheus, Receiver receiver) {
		await().atMost(PATIENCE).untilAsserted(() -> {
			assertThat(receiver.of("ThreadLeak", "resolved")).as("notices %s", receiver.all()).isNotEmpty();
			assertThat(prometheus.query("ALERTS{alertname=\"ThreadLeak\"}")).isEmpty();
			assertThat(prometheus.query(HEAT + " > 0.5")).isEmpty();
		});
	}

	private GenericContainer<?> prometheus(int alertmanager) {
		String configuration = """
				global:
				  scrape_interval: 1s
				  evaluation_interval: 1s
				rule_files: [ /etc/threadleaks.rules.yml ]
				alerting:
				  alertmanagers:
				    - static_configs: [ { targets: ["%1$s:%2$d"] } ]
				scrape_configs:
				  - job_name: order-service
				    metrics_path: /actuator/prometheus
				    static_configs: [ { targets: ["%1$s:%3$d"] } ]
				""".formatted(LocalImage.HOST, alertmanager, this.service.port());
		return LocalImage.PROMETHEUS.container(configuration)
			.withCopyToContainer(Transferable.of(TimeLapse.rules()), "/etc/threadleaks.rules.yml");
	}

}
