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
 */
record Traits(String text, String lower, int digits, int longest) {

	static Traits of(String text) {
		int digits = 0;
		int run = 0;
		int longest = 0;
		for (int i = 0; i < text.length(); i++) {
			char c = text.charAt(i);
			boolean digit = c >= '0' && c <= '9';
			digits += digit ? 1 : 0;
			boolean word = digit || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '-' || c == '+'
					|| c == '/';
			run = word ? run + 1 : 0;
			longest = Math.max(longest, run);
		}
		return new Traits(text, text.toLowerCase(Locale.ROOT), digits, longest);
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
