// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.group;

/**
 * Replaces what differs between the names of alike threads by {@code #}: numbers,
 * hexadecimal and base-36 tokens, UUIDs, addresses and ports.
 */
public final class NameMask {

	/** Longer names are cut before they are compared. */
	private static final int MAX_LENGTH = 200;

	/** From this length on a token of hex digits is no word. */
	private static final int MIN_HEX = 6;

	/**
	 * From this length on a token that mixes letters and digits is no name with a number.
	 */
	private static final int MIN_RANDOM = 6;

	private static final int[] UUID = { 8, 4, 4, 4, 12 };

	private NameMask() {
	}

	/**
	 * Masks a name.
	 * @param name a thread name, raw or redacted
	 * @return such as {@code http-nio-#-exec-#}
	 */
	public static String mask(String name) {
		String text = (name.length() <= MAX_LENGTH) ? name : name.substring(0, MAX_LENGTH);
		StringBuilder masked = new StringBuilder(text.length());
		int at = 0;
		while (at < text.length()) {
			int end = tokenEnd(text, at);
			if (end == at) {
				masked.append(text.charAt(at++));
				continue;
			}
			int uuid = uuidEnd(text, at);
			if (uuid > 0) {
				masked.append('#');
				at = uuid;
				continue;
			}
			appendToken(masked, text, at, end);
			at = end;
		}
		return masked.toString();
	}

	private static int tokenEnd(String text, int from) {
		int end = from;
		while (end < text.length() && isAlphanumeric(text.charAt(end))) {
			end++;
		}
		return end;
	}

	private static int uuidEnd(String text, int from) {
		int at = from;
		for (int i = 0; i < UUID.length; i++) {
			int end = tokenEnd(text, at);
			if (end - at != UUID[i] || !isHex(text, at, end)) {
				return -1;
			}
			if (i == UUID.length - 1) {
				return end;
			}
			if (end >= text.length() || text.charAt(end) != '-') {
				return -1;
			}
			at = end + 1;
		}
		return -1;
	}

	private static void appendToken(StringBuilder masked, String text, int from, int end) {
		if (isRandom(text, from, end)) {
			masked.append('#');
			return;
		}
		for (int i = from; i < end; i++) {
			char c = text.charAt(i);
			if (!isDigit(c)) {
				masked.append(c);
			}
			else if (i == from || !isDigit(text.charAt(i - 1))) {
				masked.append('#');
			}
		}
	}

	/**
	 * Hex digits with a number among them, or letters and digits in turns. Who writes a
	 * word with a capital has chosen the name: {@code Log4j2}; random tokens have letters
	 * of one case.
	 */
	private static boolean isRandom(String text, int from, int end) {
		int digits = 0;
		int turns = 0;
		for (int i = from; i < end; i++) {
			boolean digit = isDigit(text.charAt(i));
			digits += digit ? 1 : 0;
			turns += (i > from && digit != isDigit(text.charAt(i - 1))) ? 1 : 0;
		}
		int length = end - from;
		if (digits == 0 || digits == length) {
			return digits > 0;
		}
		return (length >= MIN_HEX && isHex(text, from, end))
				|| (length >= MIN_RANDOM && turns >= 2 && digits >= 2 && !hasWord(text, from, end));
	}

	/** Whether letters begin with a capital and two small ones. */
	private static boolean hasWord(String text, int from, int end) {
		for (int i = from; i + 2 < end; i++) {
			boolean begins = i == from || isDigit(text.charAt(i - 1));
			if (begins && isCapital(text.charAt(i)) && isSmall(text.charAt(i + 1)) && isSmall(text.charAt(i + 2))) {
				return true;
			}
		}
		return false;
	}

	private static boolean isHex(String text, int from, int end) {
		for (int i = from; i < end; i++) {
			if (Character.digit(text.charAt(i), 16) < 0) {
				return false;
			}
		}
		return true;
	}

	private static boolean isDigit(char c) {
		return c >= '0' && c <= '9';
	}

	private static boolean isAlphanumeric(char c) {
		return isDigit(c) || isSmall(c) || isCapital(c);
	}

	private static boolean isSmall(char c) {
		return c >= 'a' && c <= 'z';
	}

	private static boolean isCapital(char c) {
		return c >= 'A' && c <= 'Z';
	}

}
