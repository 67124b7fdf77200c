// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.redact;

/**
 * Where the value behind a key ends: with its quote or bracket, before the next pair, or
 * at a space.
 */
final class Values {

	private static final String ENDS = " \"'`<>)]}";

	private Values() {
	}

	/**
	 * Finds the end of a value.
	 * @param spelling what it stands in
	 * @param width how many characters spell the sign before it
	 * @param from where it begins
	 * @return where it ends
	 */
	static int end(Spelling spelling, int width, int from) {
		return (KeyValues.QUOTES.indexOf(spelling.plain().charAt(from)) >= 0) ? quotedEnd(spelling, from)
				: wordEnd(spelling, width, from);
	}

	/** Behind the quote that is spelled as the first one, or at the end of the text. */
	private static int quotedEnd(Spelling spelling, int from) {
		String text = spelling.plain();
		int at = text.indexOf(text.charAt(from), from + 1);
		while (at >= 0 && spelling.width(at) != spelling.width(from)) {
			at = text.indexOf(text.charAt(from), at + 1);
		}
		return (at < 0) ? text.length() : at + 1;
	}

	private static int wordEnd(Spelling spelling, int width, int from) {
		String text = spelling.plain();
		int masked = from + KeyValues.SECRET.length();
		if (text.startsWith(KeyValues.SECRET, from)
				&& (masked == text.length() || !Character.isLetterOrDigit(text.charAt(masked)))) {
			return masked;
		}
		int at = bracketEnd(text, from);
		while (at < text.length() && !endsAt(spelling, width, at)) {
			at++;
		}
		return at;
	}

	/** What begins with a bracket ends behind that which closes it, if at all. */
	private static int bracketEnd(String text, int from) {
		int bracket = "[{(".indexOf(text.charAt(from));
		int open = 0;
		for (int at = from; bracket >= 0 && at < text.length(); at++) {
			open += (text.charAt(at) == text.charAt(from)) ? 1 : 0;
			open -= (text.charAt(at) == "]})".charAt(bracket)) ? 1 : 0;
			if (open == 0) {
				return at + 1;
			}
		}
		return (bracket < 0) ? from : text.length();
	}

	/**
	 * An encoded character ends a value only if the sign before it was encoded too: in
	 * {@code a=b%20c} it is a part of it.
	 */
	private static boolean endsAt(Spelling spelling, int width, int at) {
		char c = spelling.plain().charAt(at);
		if (spelling.width(at) > width) {
			return false;
		}
		return (c == ',' || c == ';' || c == '&') ? beginsPair(spelling.plain(), at + 1) : ENDS.indexOf(c) >= 0;
	}

	/**
	 * Whether a comma ends the value or is a part of it: another pair or a space comes.
	 */
	private static boolean beginsPair(String text, int from) {
		for (int at = from; at < text.length(); at++) {
			char c = text.charAt(at);
			if (c == '=' || c == ':') {
				return true;
			}
			if (ENDS.indexOf(c) >= 0 || c == ',' || c == ';' || c == '&') {
				return at == from || c == '"' || c == '\'';
			}
		}
		return from == text.length();
	}

}
