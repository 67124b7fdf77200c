// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.lifecycle;

import java.util.Set;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class HandlersTests {

	private final Handlers handlers = new Handlers();

	@Test
	void aMethodThatServesOneRouteStandsForIt() {
		this.handlers.learn("com.acme.Orders.export", "POST /export");
		this.handlers.learn("com.acme.Orders.export", "POST /export");
		assertThat(this.handlers.in(Set.of("com.acme.Pools.create", "com.acme.Orders.export")))
			.contains("com.acme.Orders.export");
		assertThat(this.handlers.route("com.acme.Orders.export")).contains("POST /export");
	}

	@Test
	void aMethodThatServesSeveralStandsForNone() {
		this.handlers.learn("com.acme.Orders.export", "POST /export");
		this.handlers.learn("com.acme.Orders.export", "GET /export");
		this.handlers.learn("com.acme.Orders.export", "POST /export");
		assertThat(this.handlers.in(Set.of("com.acme.Orders.export"))).isPresent();
		assertThat(this.handlers.route("com.acme.Orders.export")).isEmpty();
	}

	@Test
	void twoInOneStackTellNothing() {
		this.handlers.learn("com.acme.Orders.export", "POST /export");
		this.handlers.learn("com.acme.Orders.print", "POST /print");
		assertThat(this.handlers.in(Set.of("com.acme.Orders.export", "com.acme.Orders.print"))).isEmpty();
		assertThat(this.handlers.in(Set.of("com.acme.Orders.find"))).isEmpty();
	}

	@Test
	void thoseBeyondTheLimitAreUnknown() {
		for (int i = 0; i <= Handlers.MAX; i++) {
			this.handlers.learn("com.acme.Orders.route" + i, "POST /" + i);
		}
		assertThat(this.handlers.route("com.acme.Orders.route" + (Handlers.MAX - 1))).isPresent();
		assertThat(this.handlers.route("com.acme.Orders.route" + Handlers.MAX)).isEmpty();
	}

}
