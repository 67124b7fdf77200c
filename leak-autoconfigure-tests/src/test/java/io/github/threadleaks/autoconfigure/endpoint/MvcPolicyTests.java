// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.autoconfigure.endpoint;

/**
 * The policy on MVC.
 */
class MvcPolicyTests extends PolicyContract {

	MvcPolicyTests() {
		super();
	}

}
