// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.sample.healthy;

import java.time.Duration;
import java.util.List;

import io.github.threadleaks.sample.ServiceClient;
import io.github.threadleaks.sample.ServiceClient.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;

/**
 * Each look-alike does its work, returns at once to who asked for it, and comes to an
 * end.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class LookAlikeTests {

	private final ServiceClient service;

	private final LookAlikes lookAlikes;

	@Autowired
	LookAlikeTests(@Value("${local.server.port}") int port, LookAlikes lookAlikes) {
		this.service = new ServiceClient(port);
		this.lookAlikes = lookAlikes;
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "tomcat-ramp-up", "bursting-cached-pool", "hikari-fill", "fork-join", "scheduled-recreated" })
	void playsItsRoundsAndSettles(String name) {
		assertThatCode(this.lookAlikes.get(name)::round).doesNotThrowAnyException();

		Answer answer = this.service.post("/healthy/" + name + "?times=2");
		assertThat(answer.status()).isEqualTo(202);
		assertThat(answer.json("$.name")).isEqualTo(name);
		await().atMost(Duration.ofSeconds(30))
			.until(() -> this.service.get("/healthy").all("$[?(@.name == '" + name + "')].running"),
					List.of(false)::equals);
	}

	@Test
	void listsWhyEachLooksLikeALeak() {
		Answer list = this.service.get("/healthy");
		assertThat(list.all("$[*].name")).hasSize(5).doesNotHaveDuplicates();
		assertThat(list.all("$[*].description")).allSatisfy((words) -> assertThat(words).asString().endsWith("."));
	}

	@Test
	void refusesBadTimesAndUnknownNames() {
		Answer times = this.service.post("/healthy/fork-join?times=0");
		assertThat(times.status()).isEqualTo(400);
		assertThat(times.json("$.detail")).isEqualTo("times must be a whole number from 1 to 1000, not '0'.");
		Answer name = this.service.post("/healthy/sports");
		assertThat(name.status()).isEqualTo(404);
		assertThat(name.json("$.detail")).asString().contains("tomcat-ramp-up");
	}

}
