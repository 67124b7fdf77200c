// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.redact;

import java.util.Locale;

/**
 * What a text has, for rules that need it. Replacements of the built-in rules add no
 * digits and no signs to a text but brackets, so that what it lacked at first it lacks
 * throughout.
 *
 * @param text the text
 * @param lower the text in lower case
 * @param digits how many digits
 * @param longest the most letters, digits and signs of base64 in a row
 * @param longestHex the most hexadecimal digits in a row
 * @param colons how many colons
 * @param dashes how many dashes
 * @param decimals how many dots between two digits
 */
record Traits(String text, String lower, int digits, int longest, int longestHex, int colons, int dashes,
		int decimals) {

	static Traits of(String text) {
		int digits = 0;
		int run = 0;
		int longest = 0;
		int hexRun = 0;
		int longestHex = 0;
		int colons = 0;
		int dashes = 0;
		int decimals = 0;
		for (int i = 0; i < text.length(); i++) {
			char c = text.charAt(i);
			boolean digit = isDigit(c);
			digits += digit ? 1 : 0;
			boolean hex = digit || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
			hexRun = hex ? hexRun + 1 : 0;
			longestHex = Math.max(longestHex, hexRun);
			run = (hex || isOfBase64(c)) ? run + 1 : 0;
			longest = Math.max(longest, run);
			colons += (c == ':') ? 1 : 0;
			dashes += (c == '-') ? 1 : 0;
			decimals += (digit && i > 1 && text.charAt(i - 1) == '.' && isDigit(text.charAt(i - 2))) ? 1 : 0;
		}
		return new Traits(text, text.toLowerCase(Locale.ROOT), digits, longest, longestHex, colons, dashes, decimals);
	}

	private static boolean isDigit(char c) {
		return c >= '0' && c <= '9';
	}

	private static boolean isOfBase64(char c) {
		return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '-' || c == '+' || c == '/';
	}

	boolean has(char sign) {
		return this.text.indexOf(sign) >= 0;
	}

	boolean has(String part) {
		return this.text.contains(part);
	}

	/**
	 * One of some words, in lower case or not.
	 */
	boolean hasAny(String... words) {
		for (String word : words) {
			if (this.lower.contains(word)) {
				return true;
			}
		}
		return false;
	}

}
