// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.sample.detection;

import java.time.Duration;
import java.util.List;

import io.github.threadleaks.sample.ServiceClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.annotation.DirtiesContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Under load from all look-alikes nobody is accused, and the same check does see a leak.
 * Sampled each second, 60 s are 60 samples: as many as five minutes have by default.
 */
@Tag("engine")
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { "threadleaks.sampling.interval=1s", "threadleaks.sampling.max-cpu-share=0.1",
				"threadleaks.detection.warm-up=10s" })
@DirtiesContext // its threads would be among those of the next test
class SilenceIT {

	private static final Duration LOAD = Duration.ofSeconds(60);

	private static final String ACCUSED = "$.leaks[?(@.verdict != 'WATCHING')]";

	private final ServiceClient service;

	SilenceIT(@Value("${local.server.port}") int port) {
		this.service = new ServiceClient(port);
	}

	@AfterEach
	void release() {
		this.service.delete("/leaks");
	}

	@Test
	void healthyLoadIsNoLeakAndALeakWithinItIs() {
		await().during(LOAD).atMost(LOAD.plusSeconds(10)).pollInterval(Duration.ofSeconds(1)).untilAsserted(() -> {
			keepBusy();
			assertThat(accused()).isEmpty();
		});
		await().atMost(Duration.ofMinutes(2)).pollInterval(Duration.ofSeconds(1)).untilAsserted(() -> {
			keepBusy();
			this.service.post("/leaks/executor-per-request");
			assertThat(accused()).isNotEmpty();
		});
	}

	/** Starts the look-alikes that have come to rest anew. */
	private void keepBusy() {
		for (Object name : this.service.get("/healthy").all("$[?(@.running == false)].name")) {
			assertThat(this.service.post("/healthy/" + name).status()).isEqualTo(202);
		}
	}

	private List<Object> accused() {
		return this.service.get("/actuator/threadleaks").all(ACCUSED);
	}

}
