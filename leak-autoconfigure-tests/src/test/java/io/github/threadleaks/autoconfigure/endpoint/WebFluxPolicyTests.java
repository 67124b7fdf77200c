// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.autoconfigure.endpoint;

/**
 * The policy on WebFlux.
 */
class WebFluxPolicyTests extends PolicyContract {

	WebFluxPolicyTests() {
		super("spring.main.web-application-type=reactive");
	}

}
