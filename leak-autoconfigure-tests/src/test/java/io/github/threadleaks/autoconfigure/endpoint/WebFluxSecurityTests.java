// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.autoconfigure.endpoint;

import org.junit.jupiter.api.Tag;

/**
 * Spring Security on WebFlux.
 */
@Tag("security")
class WebFluxSecurityTests extends SecurityContract {

	WebFluxSecurityTests() {
		super("spring.main.web-application-type=reactive");
	}

}
