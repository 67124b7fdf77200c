// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.autoconfigure.context;

/**
 * Requests on Spring MVC.
 */
class MvcRequestTests extends RequestContract {

	MvcRequestTests() {
		super("spring.main.web-application-type=servlet");
	}

}
