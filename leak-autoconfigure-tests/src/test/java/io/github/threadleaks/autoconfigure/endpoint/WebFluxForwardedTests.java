// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.autoconfigure.endpoint;

/**
 * Forwarded requests on WebFlux.
 */
class WebFluxForwardedTests extends ForwardedContract {

	WebFluxForwardedTests() {
		super("spring.main.web-application-type=reactive");
	}

}
