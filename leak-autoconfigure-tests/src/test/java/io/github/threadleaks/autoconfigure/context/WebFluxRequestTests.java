// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.autoconfigure.context;

/**
 * Requests on WebFlux.
 */
class WebFluxRequestTests extends RequestContract {

	WebFluxRequestTests() {
		super("spring.main.web-application-type=reactive");
	}

}
