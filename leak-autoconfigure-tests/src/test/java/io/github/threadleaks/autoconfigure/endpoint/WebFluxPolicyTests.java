// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.autoconfigure.endpoint;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The policy on WebFlux.
 */
class WebFluxPolicyTests extends PolicyContract {

	WebFluxPolicyTests() {
		super("spring.main.web-application-type=reactive");
	}

	@ParameterizedTest
	@CsvSource({ "/, management.endpoints.web.base-path=/", "/shop/actuator/, spring.webflux.base-path=/shop",
			"/actuator/, management.server.port=0" })
	void elsewhere(String path, String property) {
		// Boot 4.1 offers Tomcat and Netty for a reactive management context, both under
		// one name
		assertGuardedAt(path, property, "spring.main.allow-bean-definition-overriding=true");
	}

}
