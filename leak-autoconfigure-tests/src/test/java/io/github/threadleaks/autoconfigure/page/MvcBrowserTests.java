// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.autoconfigure.page;

/**
 * The page of MVC in a browser.
 */
class MvcBrowserTests extends BrowserContract {

	MvcBrowserTests() {
		super("servlet");
	}

}
