// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.autoconfigure.page;

/**
 * The page on WebFlux.
 */
class WebFluxPageTests extends PageContract {

	WebFluxPageTests() {
		super("reactive");
	}

}
