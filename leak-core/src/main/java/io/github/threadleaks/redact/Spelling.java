// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.redact;

/**
 * A text as it is meant: {@code %3D}, {@code %253D} and the codes of JSON are read as the
 * signs that they stand for, {@code \"} as a quote, signs of full width and curly quotes
 * as plain ones.
 *
 * @param plain the text as it is meant
 * @param starts where each of its characters begins in the text as it is spelled, and
 * where that ends
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Spelling(String plain, int[] starts) {

	private static final String OTHER_SIGNS = "＝：“”„‟‘’‚‛";

	private static final String PLAIN_SIGNS = "=:\"\"\"\"''''";

	static Spelling of(String text) {
		StringBuilder plain = new StringBuilder(text.length());
		int[] starts = new int[text.length() + 1];
		int at = 0;
		// of backslashes that escape nothing, none does
		int noEscapeBefore = 0;
		while (at < text.length()) {
			starts[plain.length()] = at;
			char c = text.charAt(at);
			int next = switch (c) {
				case '%' -> percent(text, at, plain);
				case '\\' -> (at < noEscapeBefore) ? at : backslash(text, at, plain);
				default -> at;
			};
			if (next == at) {
				if (c == '\\' && at >= noEscapeBefore) {
					noEscapeBefore = endOfBackslashes(text, at);
				}
				int other = (c < 0x80) ? -1 : OTHER_SIGNS.indexOf(c);
				plain.append((other < 0) ? c : PLAIN_SIGNS.charAt(other));
				next++;
			}
			at = next;
		}
		starts[plain.length()] = at;
		return new Spelling(plain.toString(), starts);
	}

	/** As in URLs, perhaps several times over. */
	private static int percent(String text, int at, StringBuilder plain) {
		int digits = at + 1;
		while (text.startsWith("25", digits) && ascii(text, digits + 2, 2) > 0) {
			digits += 2;
		}
		return append(ascii(text, digits, 2), plain, at, digits + 2);
	}

	/** Before a quote, or a code, as in JSON. */
	private static int backslash(String text, int at, StringBuilder plain) {
		int end = endOfBackslashes(text, at);
		char escaped = (end < text.length()) ? text.charAt(end) : ' ';
		if (escaped == 'u') {
			return append(ascii(text, end + 1, 4), plain, at, end + 5);
		}
		return append((escaped == '"' || escaped == '\'') ? escaped : 0, plain, at, end + 1);
	}

	private static int endOfBackslashes(String text, int at) {
		int end = at + 1;
		while (end < text.length() && text.charAt(end) == '\\') {
			end++;
		}
		return end;
	}

	private static int append(int c, StringBuilder plain, int at, int next) {
		if (c == 0) {
			return at;
		}
		plain.append((char) c);
		return next;
	}

	/** The printable character of a code, or 0. */
	private static int ascii(String text, int at, int digits) {
		int code = 0;
		for (int i = at; i < at + digits; i++) {
			int digit = (i < text.length()) ? Character.digit(text.charAt(i), 16) : -1;
			if (digit < 0) {
				return 0;
			}
			code = code * 16 + digit;
		}
		return (code >= ' ' && code < 0x7f) ? code : 0;
	}

	/** How many characters spell one. */
	int width(int at) {
		return this.starts[at + 1] - this.starts[at];
	}

}
