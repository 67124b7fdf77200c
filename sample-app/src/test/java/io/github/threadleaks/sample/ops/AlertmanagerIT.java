// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.sample.ops;

import java.time.Duration;

import io.github.threadleaks.sample.ServiceClient;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.testcontainers.containers.GenericContainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The shipped routes and inhibitions, in a real Alertmanager. Needs a Docker engine and
 * the image that {@code .ci/ops-images} builds; with {@code CI=true} their lack is a
 * failure.
 */
@Tag("fleet")
class AlertmanagerIT {

	private static final Duration PATIENCE = Duration.ofMinutes(1);

	@BeforeAll
	static void requireDocker() {
		LocalImage.require(LocalImage.ALERTMANAGER);
	}

	@Test
	void whoIsWokenByTheExhaustionOfAnInstanceDoesNotHearOfItsLeaksAndOthersDo() {
		try (Receiver receiver = new Receiver();
				GenericContainer<?> container = LocalImage.ALERTMANAGER
					.container(TimeLapse.alertmanager(receiver.port()))) {
			container.start();
			ServiceClient alertmanager = new ServiceClient(LocalImage.ALERTMANAGER.portOf(container));
			post(alertmanager, alert("ThreadsExhaustedWithinOneHour", "critical", "a", ""),
					alert("ThreadsExhaustedWithinSixHours", "warning", "a", ""),
					alert("ThreadLeak", "warning", "a", ""), alert("ThreadLeak", "warning", "b", ""));
			await().atMost(PATIENCE).untilAsserted(() -> {
				assertThat(receiver.of("ThreadsExhaustedWithinOneHour", "firing")).extracting(Receiver.Notice::to)
					.containsOnly("pager");
				assertThat(receiver.of("ThreadLeak", "firing")).extracting(Receiver.Notice::to).containsOnly("team");
			});
			assertThat(receiver.of("ThreadLeak", "firing")).extracting((notice) -> notice.label("instance"))
				.containsOnly("b");
			assertThat(receiver.of("ThreadsExhaustedWithinSixHours", "firing")).isEmpty();

			// with the exhaustion gone, the leak is told after all
			String ended = ", \"endsAt\": \"2026-01-01T01:00:00Z\"";
			post(alertmanager, alert("ThreadsExhaustedWithinOneHour", "critical", "a", ended),
					alert("ThreadsExhaustedWithinSixHours", "warning", "a", ended));
			await().atMost(PATIENCE)
				.untilAsserted(() -> assertThat(receiver.of("ThreadLeak", "firing"))
					.extracting((notice) -> notice.label("instance"))
					.contains("a"));
		}
	}

	private static void post(ServiceClient alertmanager, String... alerts) {
		ServiceClient.Answer answer = alertmanager.post("/api/v2/alerts", "[" + String.join(",", alerts) + "]");
		assertThat(answer.status()).as(answer.body()).isEqualTo(200);
	}

	private static String alert(String name, String severity, String instance, String end) {
		return """
				{ "labels": { "alertname": "%s", "severity": "%s", "job": "orders", "instance": "%s" }%s }
				""".formatted(name, severity, instance, end);
	}

}
