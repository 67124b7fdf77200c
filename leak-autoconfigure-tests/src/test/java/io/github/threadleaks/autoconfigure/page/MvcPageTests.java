// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.autoconfigure.page;

/**
 * The page on MVC.
 */
class MvcPageTests extends PageContract {

	MvcPageTests() {
		super("servlet");
	}

}
