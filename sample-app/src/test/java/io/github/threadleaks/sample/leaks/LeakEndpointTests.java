// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.sample.leaks;

import java.util.List;

import io.github.threadleaks.sample.ServiceClient;
import io.github.threadleaks.sample.ServiceClient.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The leaks' HTTP door: what it lists and what it refuses, in which words.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class LeakEndpointTests {

	private final ServiceClient service;

	LeakEndpointTests(@Value("${local.server.port}") int port) {
		this.service = new ServiceClient(port);
	}

	@Test
	void listsALeakOfEachPatternAndNoneRuns() {
		Answer list = this.service.get("/leaks");
		assertThat(list.status()).isEqualTo(200);
		assertThat(list.all("$[*].pattern")).containsOnly("EXECUTOR_NOT_SHUT_DOWN", "CLIENT_NOT_CLOSED",
				"UNBOUNDED_THREADS", "QUEUE_NEVER_FED", "QUEUE_NEVER_DRAINED", "NEVER_COMPLETED", "MISSED_SIGNAL",
				"LOCK_NEVER_RELEASED", "TIMER_NOT_CANCELLED", "IO_WITHOUT_TIMEOUT", "POOL_EXHAUSTED", "DEADLOCK",
				"BUSY_LOOP", "STUCK_REQUEST", "THREAD_CHURN");
		assertThat(list.all("$[*].name")).doesNotHaveDuplicates();
		assertThat(list.all("$[*].description")).allSatisfy((words) -> assertThat(words).asString().endsWith("."));
		assertThat(list.all("$[*].running")).containsOnly(false);
	}

	@Test
	void releasesAllLeaksAtOnce() {
		this.service.post("/leaks/queue-never-fed");
		this.service.post("/leaks/missed-signal");
		Answer released = this.service.delete("/leaks");
		assertThat(released.status()).isEqualTo(200);
		assertThat(released.all("$[*].running")).containsOnly(false);
	}

	@ParameterizedTest
	@ValueSource(strings = { "0", "-1", "1001", "99999999999", "1.5", "many" })
	void refusesTimesThatAreNoNumberFrom1To1000(String times) {
		Answer answer = this.service.post("/leaks/queue-never-fed?times=" + times);
		assertThat(answer.status()).isEqualTo(400);
		assertThat(answer.contentType()).startsWith("application/problem+json");
		assertThat(answer.json("$.title")).isEqualTo("Bad Request");
		assertThat(answer.json("$.detail"))
			.isEqualTo("times must be a whole number from 1 to 1000, not '" + times + "'.");
		assertThat(answer.json("$.parameter")).isEqualTo("times");
		assertThat(answer.json("$.value")).isEqualTo(times);
	}

	@Test
	void doesNotRepeatAHugeValueThatItRefuses() {
		Answer answer = this.service.post("/leaks/queue-never-fed?times=" + "9".repeat(2000));
		assertThat(answer.status()).isEqualTo(400);
		assertThat(answer.body()).hasSizeLessThan(500);
	}

	@Test
	void namesTheLeaksThatThereAreWhenAskedForAnother() {
		for (Answer answer : List.of(this.service.post("/leaks/memory"), this.service.delete("/leaks/memory"))) {
			assertThat(answer.status()).isEqualTo(404);
			assertThat(answer.contentType()).startsWith("application/problem+json");
			assertThat(answer.json("$.detail")).asString().contains("executor-per-request").doesNotContain("memory");
		}
	}

	@Test
	void doesNotLeakForAPageOfAnotherSite() {
		ServiceClient page = this.service.with("Sec-Fetch-Site", "cross-site");
		assertThat(page.post("/leaks/queue-never-fed").status()).isEqualTo(403);
		assertThat(page.get("/leaks").all("$[*].running")).containsOnly(false);
	}

}
