// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.autoconfigure.endpoint;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The policy on MVC.
 */
class MvcPolicyTests extends PolicyContract {

	private static final String STACK = "spring.main.web-application-type=servlet";

	MvcPolicyTests() {
		super(STACK);
	}

	@ParameterizedTest
	@CsvSource({ "/, management.endpoints.web.base-path=/", "/shop/actuator/, server.servlet.context-path=/shop",
			"/mvc/actuator/, spring.mvc.servlet.path=/mvc", "/actuator/, management.server.port=0" })
	void elsewhere(String path, String property) {
		assertGuardedAt(path, property);
	}

}
