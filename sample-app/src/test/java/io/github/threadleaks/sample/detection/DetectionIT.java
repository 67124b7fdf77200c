// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.sample.detection;

import java.time.Duration;
import java.util.List;

import io.github.threadleaks.sample.ServiceClient;
import io.github.threadleaks.sample.ServiceClient.Answer;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.annotation.DirtiesContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Every scenario leaks once a second; each is found by its own pattern, with its size,
 * and is resolved once its threads are free. Sampled each second: what takes a minute by
 * default takes a fifth of it here.
 */
@Tag("engine")
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { "threadleaks.sampling.interval=1s", "threadleaks.sampling.max-cpu-share=0.1" })
@DirtiesContext // its threads would be among those of the next test
class DetectionIT {

	private static final Duration PATIENCE = Duration.ofMinutes(3);

	/** It burns a core for each run: one in so many runs is plenty. */
	private static final int BUSY_LOOP_EVERY = 4;

	/** What the pool was before the leak must be known: 13 readings of 3 s each. */
	private static final Duration KNOWN = Duration.ofSeconds(40);

	private final ServiceClient service;

	private int runs;

	DetectionIT(@Value("${local.server.port}") int port) {
		this.service = new ServiceClient(port);
	}

	@AfterEach
	void release() {
		this.service.delete("/leaks");
	}

	@Test
	void everyLeakIsFoundByItsPatternAndResolved() {
		Answer scenarios = this.service.get("/leaks");
		List<String> names = strings(scenarios, "$[*].name");
		List<String> patterns = strings(scenarios, "$[?(@.pattern != 'THREAD_CHURN')].pattern");
		await().atMost(PATIENCE).pollInterval(Duration.ofSeconds(1)).untilAsserted(() -> {
			this.runs++;
			names.stream()
				.filter((name) -> !name.equals("busy-loop") || this.runs % BUSY_LOOP_EVERY == 1)
				.filter((name) -> !name.equals("thread-churn") || this.runs == 1)
				.forEach((name) -> this.service.post("/leaks/" + name));
			Answer report = report();
			assertThat(accused(report)).containsAll(patterns).doesNotContain("THREAD_CHURN");
			ofTwoRoutesThatLookAlikeTheOneThatLeaksIsNamed(report);
			aLeakOfOneTenantBearsItsLabel(report);
			churnIsWatched(report);
		});
		assertThat(report().json("$.status")).isEqualTo("LEAKING");

		this.service.delete("/leaks");
		await().atMost(PATIENCE).untilAsserted(() -> {
			assertThat(accused(report())).isEmpty();
			assertThat(strings(report(), "$.resolved[*].pattern")).containsAll(patterns);
		});
	}

	private static void ofTwoRoutesThatLookAlikeTheOneThatLeaksIsNamed(Answer report) {
		String leak = "$.leaks[?(@.threadName == 'document-#' && @.verdict != 'WATCHING')]";
		assertThat(report.all(leak + ".createdBy['http.route']"))
			.containsExactly("POST /leaks/documents/{order}/return-label");
		assertThat(report.all(leak + ".createdAt[*]")).anySatisfy((frame) -> assertThat(frame).asString()
			.startsWith("io.github.threadleaks.sample.leaks.OrderDocuments.returnLabel("));
	}

	private static void aLeakOfOneTenantBearsItsLabel(Answer report) {
		String leak = "$.leaks[?(@.threadName == 'tenant-report-#' && @.verdict != 'WATCHING')]";
		assertThat(report.all(leak + ".labels.tenant.acme")).singleElement()
			.asInstanceOf(InstanceOfAssertFactories.INTEGER)
			.isGreaterThan(10);
		assertThat(report.all(leak + ".labels.tenant.globex")).isEmpty();
	}

	private static void churnIsWatched(Answer report) {
		assertThat(report.all("$.leaks[?(@.pattern == 'THREAD_CHURN')].createdAt[0]")).singleElement()
			.asString()
			.startsWith("io.github.threadleaks.sample.leaks.OrderMails.send(");
	}

	@Test
	void anExecutorPerRequestIsConfirmedWithItsSizeControllerAndRoute() {
		String leak = "$.leaks[?(@.pattern == 'EXECUTOR_NOT_SHUT_DOWN' && @.verdict == 'CONFIRMED')]";
		await().atMost(PATIENCE).pollInterval(Duration.ofSeconds(1)).untilAsserted(() -> {
			this.runs++;
			this.service.post("/leaks/executor-per-request");
			assertThat(report().all(leak + ".createdBy['http.route']")).containsExactly("POST /leaks/{name}");
		});
		await().atMost(PATIENCE)
			.untilAsserted(() -> assertThat((int) report().all(leak + ".threads").get(0)).isBetween(this.runs - 2,
					this.runs + 2));
		assertThat(report().all(leak + ".createdAt[*]"))
			.anySatisfy((frame) -> assertThat(frame).asString()
				.startsWith("io.github.threadleaks.sample.leaks.OrderExport.export("))
			.anySatisfy((frame) -> assertThat(frame).asString()
				.startsWith("io.github.threadleaks.sample.leaks.LeakController.run("));
		String id = (String) report().all(leak + ".id").get(0);
		Answer details = this.service.get("/actuator/threadleaks/" + id);
		assertThat(details.json("$.advice")).asString().contains("executor");
		assertThat(details.all("$.history[*].threads")).hasSizeGreaterThan(3);
		assertThat(details.all("$.examples[*].frames[*]"))
			.anySatisfy((frame) -> assertThat(frame).asString().contains("ThreadPoolExecutor.getTask"));
		String text = this.service.with("Accept", "text/plain").get("/actuator/threadleaks").body();
		assertThat(text).contains(id, "CONFIRMED", "EXECUTOR_NOT_SHUT_DOWN", "Each run creates an executor");
	}

	@Test
	void connectionsThatLeakedThreadsHoldAreToldTogether() {
		await().atMost(PATIENCE)
			.until(() -> Duration.parse((String) report().json("$.observedFor")).compareTo(KNOWN) > 0);
		assertThat(report().all("$..together")).isEmpty();
		await().atMost(PATIENCE).pollInterval(Duration.ofSeconds(1)).untilAsserted(() -> {
			this.service.post("/leaks/connection-per-thread");
			assertThat(strings(report(), "$..together")).singleElement()
				.asString()
				.startsWith("Threads shipping-label-#")
				.contains("connections:labels")
				.endsWith(" UTC: the connections are held by the leaked threads.");
		});
		assertThat(report().all("$.signals[?(@.name == 'connections:labels')].verdict")).containsExactly("SUSPECTED");
		assertThat(this.service.get("/actuator/prometheus").body())
			.contains("threadleaks_signals{kind=\"CONNECTIONS\",signal=\"connections:labels\",verdict=\"SUSPECTED\"}");

		this.service.delete("/leaks/connection-per-thread");
		await().atMost(PATIENCE).untilAsserted(() -> assertThat(report().all("$..together")).isEmpty());
	}

	@Test
	@EnabledForJreRange(min = JRE.JAVA_21, disabledReason = "There are no virtual threads before Java 21.")
	void virtualThreadsThatNeverCompleteAreALeak() {
		String leak = "$.leaks[?(@.kind == 'VIRTUAL' && @.verdict != 'WATCHING')]";
		await().atMost(PATIENCE).pollInterval(Duration.ofSeconds(1)).untilAsserted(() -> {
			this.service.post("/leaks/virtual-thread-never-completed?times=25");
			assertThat(report().all(leak + ".pattern")).containsExactly("NEVER_COMPLETED");
		});
		assertThat(report().all(leak + ".waitsAt[*]"))
			.contains("io.github.threadleaks.sample.leaks.OrderWebhooks.call");
		assertThat((boolean) report().json("$.threads.virtual.available")).isTrue();
		assertThat((int) report().json("$.threads.virtual.live")).isGreaterThan(100);
	}

	private Answer report() {
		return this.service.get("/actuator/threadleaks");
	}

	private static List<String> accused(Answer report) {
		return strings(report, "$.leaks[?(@.verdict != 'WATCHING')].pattern");
	}

	private static List<String> strings(Answer answer, String path) {
		return answer.all(path).stream().map(String::valueOf).toList();
	}

}
