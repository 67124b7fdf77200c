// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.sample.web;

import io.github.threadleaks.sample.ServiceClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.context.ActiveProfiles;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * In production only operators see inside, on a port of its own.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { "management.server.port=0", "sample.ops.password=correct horse",
				"sample.reader.password=battery staple", "management.prometheus.metrics.export.enabled=true" })
@ActiveProfiles("prod")
class ProdProfileTests {

	private final ServiceClient service;

	private final ServiceClient management;

	@Autowired
	ProdProfileTests(@Value("${local.server.port}") int port, @Value("${local.management.port}") int managementPort) {
		this.service = new ServiceClient(port);
		this.management = new ServiceClient(managementPort);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/", "/leaks", "/healthy", "/page.js" })
	void pageAndLeaksAreForOperators(String path) {
		assertThat(this.service.get(path).status()).isEqualTo(401);
		assertThat(this.service.login("ops", "wrong").get(path).status()).isEqualTo(401);
		assertThat(this.service.login("ops", "correct horse").get(path).status()).isEqualTo(200);
	}

	@Test
	void operatorsCanLeakAndRelease() {
		ServiceClient operator = this.service.login("ops", "correct horse");
		assertThat(this.service.post("/leaks/queue-never-fed").status()).isEqualTo(401);
		assertThat(operator.post("/leaks/queue-never-fed").json("$.running")).isEqualTo(true);
		assertThat(operator.delete("/leaks/queue-never-fed").json("$.running")).isEqualTo(false);
	}

	@Test
	void ordersAreOpen() {
		assertThat(this.service.get("/orders").status()).isEqualTo(200);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/actuator", "/actuator/metrics", "/actuator/prometheus", "/actuator/info",
			"/actuator/threadleaks", "/actuator/threadsnapshot", "/actuator/threadsnapshot/pprof" })
	void actuatorIsForOperatorsOnItsOwnPort(String path) {
		assertThat(this.management.get(path).status()).isEqualTo(401);
		assertThat(this.management.login("ops", "correct horse").get(path).status()).isEqualTo(200);
		assertThat(this.service.login("ops", "correct horse").get(path).status()).isEqualTo(404);
	}

	@Test
	void everyoneMayAskForHealthAndOnlyOperatorsForItsDetails() {
		assertThat(this.management.get("/actuator/health").body()).contains("UP").doesNotContain("H2");
		assertThat(this.management.login("ops", "correct horse").get("/actuator/health").body()).contains("H2");
	}

	@ParameterizedTest
	@CsvSource({ "/actuator/threadleaks,200", "/actuator/metrics,200", "/actuator/prometheus,200",
			"/actuator/threadsnapshot,403", "/actuator/threadsnapshot/pprof,403", "/actuator/threadsnapshot/,403",
			"/actuator/info,403", "/actuator,403" })
	void readersMayReadTheReportAndNoSnapshot(String path, int status) {
		assertThat(this.management.login("reader", "battery staple").get(path).status()).isEqualTo(status);
	}

	@Test
	void readersMayNotSilenceALeakNorMakeOne() {
		ServiceClient reader = this.management.login("reader", "battery staple");
		assertThat(reader.post("/actuator/threadleaks/e23b60f7", "{\"accepted\": true}").status()).isEqualTo(403);
		assertThat(this.service.login("reader", "battery staple").post("/leaks/queue-never-fed").status())
			.isEqualTo(403);
		assertThat(this.service.login("reader", "battery staple").get("/").status()).isEqualTo(403);
	}

	@Test
	void operatorsGetSnapshotsButNoFullOne() {
		ServiceClient operator = this.management.login("ops", "correct horse");
		assertThat(operator.get("/actuator/threadsnapshot?detail=grouped").status()).isEqualTo(200);
		ServiceClient.Answer full = operator.get("/actuator/threadsnapshot?detail=full");
		assertThat(full.status()).isEqualTo(403);
		assertThat(full.json("$.reason")).isEqualTo("detail-blocked");
	}

	@Test
	void bootsOwnDumpIsNotThere() {
		assertThat(this.management.login("ops", "correct horse").get("/actuator/threaddump").status()).isEqualTo(404);
	}

}
