// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.autoconfigure.endpoint;

import org.junit.jupiter.api.Tag;

/**
 * Spring Security on MVC.
 */
@Tag("security")
class MvcSecurityTests extends SecurityContract {

	MvcSecurityTests() {
		super("spring.main.web-application-type=servlet");
	}

}
