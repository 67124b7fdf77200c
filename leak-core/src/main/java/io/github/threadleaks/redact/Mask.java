// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.redact;

/**
 * Says something else where a text is sensitive.
 */
interface Mask {

	/**
	 * Masks a text, in time linear in its length or with a bound that its pattern has.
	 * @param text a printable text of at most {@link Redactor#MAX_INPUT} characters
	 * @return the same text if nothing in it is sensitive
	 */
	String apply(String text);

}
