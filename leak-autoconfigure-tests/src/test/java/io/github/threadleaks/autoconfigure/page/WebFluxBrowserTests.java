// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.autoconfigure.page;

/**
 * The page of WebFlux in a browser.
 */
class WebFluxBrowserTests extends BrowserContract {

	WebFluxBrowserTests() {
		super("reactive");
	}

}
