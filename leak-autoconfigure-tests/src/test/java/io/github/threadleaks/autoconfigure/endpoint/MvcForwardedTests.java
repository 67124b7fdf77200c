// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.autoconfigure.endpoint;

import io.github.threadleaks.autoconfigure.support.TestApplication;
import org.junit.jupiter.api.Test;

/**
 * Forwarded requests on MVC.
 */
class MvcForwardedTests extends ForwardedContract {

	MvcForwardedTests() {
		super("spring.main.web-application-type=servlet");
	}

	/** A proxy that appends leaves what its client has written in front. */
	@Test
	void ofSeveralSpringBelievesTheFirstAndTomcatTheLastThatIsNoProxy() {
		try (TestApplication application = start("server.forward-headers-strategy=framework")) {
			assertLetIn(application, "X-Forwarded-For", "192.0.2.9, 198.51.100.1");
		}
		try (TestApplication application = start("server.forward-headers-strategy=native")) {
			assertRefused(application, "X-Forwarded-For", "192.0.2.9, 198.51.100.1");
			assertLetIn(application, "X-Forwarded-For", "198.51.100.1, 192.0.2.9, 10.0.0.1");
		}
	}

}
