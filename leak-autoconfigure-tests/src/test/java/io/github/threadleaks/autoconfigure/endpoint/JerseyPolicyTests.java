// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.autoconfigure.endpoint;

import java.util.List;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The policy on Jersey.
 */
@Tag("jersey")
class JerseyPolicyTests extends PolicyContract {

	JerseyPolicyTests() {
		super("spring.main.web-application-type=servlet");
	}

	/** Only what fills a template is decoded. */
	@Override
	List<String> served() {
		return List.of("/actuator/threadsnapshot;a=b", "/actuator;a/threadleaks", "/actuator/threadsnapshot/%74ext",
				"/actuator/threadleaks/%33f9a1c07");
	}

	@ParameterizedTest
	@CsvSource({ "/, management.endpoints.web.base-path=/", "/shop/actuator/, server.servlet.context-path=/shop",
			"/jersey/actuator/, spring.jersey.application-path=/jersey", "/actuator/, spring.jersey.type=filter",
			"/actuator/, management.server.port=0" })
	void elsewhere(String path, String property) {
		assertGuardedAt(path, property);
	}

}
