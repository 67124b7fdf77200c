// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.sample.orders;

import io.github.threadleaks.sample.web.Problems;

/**
 * An order as a customer sends it, before the service has given it a number.
 */
record NewOrder(String customer, String product, Integer quantity) {

	/** The width of the columns that keep the words. */
	private static final int LONGEST_NAME = 100;

	private static final int LARGEST_QUANTITY = 1000;

	/**
	 * Refuses what can be no order. Not the constructor's work: the JSON mapper would
	 * hide the refusal's words.
	 */
	NewOrder checked() {
		check("customer", this.customer);
		check("product", this.product);
		Problems.wholeNumber("quantity", String.valueOf(this.quantity), LARGEST_QUANTITY);
		return this;
	}

	private static void check(String parameter, String value) {
		if (value == null || value.isBlank() || value.length() > LONGEST_NAME) {
			throw Problems.badParameter(parameter, String.valueOf(value), "a text of 1 to 100 characters");
		}
	}

}
