// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.sample.orders;

import java.util.List;

import io.github.threadleaks.sample.ServiceClient;
import io.github.threadleaks.sample.ServiceClient.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The healthy part: orders are placed, read and summed up.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class OrderEndpointTests {

	private final ServiceClient service;

	OrderEndpointTests(@Value("${local.server.port}") int port) {
		this.service = new ServiceClient(port);
	}

	@Test
	void findsAnOrderThatWasPlaced() {
		Answer placed = this.service.post("/orders", "{\"customer\":\"Ada\",\"product\":\"tea\",\"quantity\":3}");
		assertThat(placed.status()).isEqualTo(201);
		String path = placed.response().headers().firstValue("Location").orElseThrow();
		assertThat(this.service.get(path).body()).isEqualTo(placed.body());
		assertThat(this.service.get("/orders?limit=1").all("$")).hasSize(1);
		assertThat(placed.json("$.placedAt")).asString().endsWith("Z");
	}

	@ParameterizedTest
	@CsvSource({ "customer,'', tea, 1", "product, Ada, ' ', 1", "quantity, Ada, tea, 0", "quantity, Ada, tea, 1001" })
	void refusesAnOrderThatIsNone(String parameter, String customer, String product, int quantity) {
		Answer answer = this.service.post("/orders",
				"{\"customer\":\"%s\",\"product\":\"%s\",\"quantity\":%d}".formatted(customer, product, quantity));
		assertThat(answer.status()).isEqualTo(400);
		assertThat(answer.json("$.parameter")).isEqualTo(parameter);
	}

	@Test
	void refusesMissingWords() {
		Answer answer = this.service.post("/orders", "{}");
		assertThat(answer.status()).isEqualTo(400);
		assertThat(answer.json("$.detail")).isEqualTo("customer must be a text of 1 to 100 characters, not 'null'.");
	}

	@Test
	void saysWhichLimitAndWhichOrderThereIsNot() {
		assertThat(this.service.get("/orders?limit=101").json("$.detail"))
			.isEqualTo("limit must be a whole number from 1 to 100, not '101'.");
		assertThat(this.service.get("/orders/987654321").status()).isEqualTo(404);
	}

	@Test
	void sumsUpTheSales() {
		assertThat(this.service.get("/orders/report").all("$[*].product")).contains("cocoa", "coffee", "tea");
	}

	@Test
	void servesThePageWithoutAnyForeignAddress() {
		for (String path : List.of("/", "/page.css", "/page.js")) {
			Answer answer = this.service.get(path);
			assertThat(answer.status()).isEqualTo(200);
			assertThat(answer.body()).doesNotContain("http://", "https://", "innerHTML");
		}
	}

}
