// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.redact;

import java.util.Locale;
import java.util.Set;

import io.github.threadleaks.redact.SecretKeys.Meaning;

/**
 * Masks the value behind a key that {@link SecretKeys} knows: assignments, headers, JSON,
 * XML elements, URL-encoded pairs and options of a command line. Looks at each character
 * a bounded number of times.
 */
final class KeyValues implements Mask {

	private static final String SECRET = "[secret]";

	/** Longer keys are none. */
	private static final int MAX_KEY = 64;

	/** A value that gives nothing away. */
	private static final Set<String> PLAIN = Set.of("true", "false", "null", "none", "nil", "undefined", "yes", "no");

	/** Of a plural, how many there are: a count, as of a token bucket. */
	private static final int MAX_COUNT = 6;

	/** Behind them the credential is still to come. */
	private static final Set<String> SCHEMES = Set.of("basic", "bearer", "digest", "negotiate", "token");

	private static final String ENDS = " \"'`<>)]}";

	/**
	 * A place that may stand between a key and a value.
	 *
	 * @param at where it begins
	 * @param length how many characters it has
	 * @param assigns whether it can be nothing else, as {@code =} can
	 */
	private record Sign(int at, int length, boolean assigns) {

		static final Sign NONE = new Sign(0, 0, false);

	}

	@Override
	public String apply(String text) {
		StringBuilder result = new StringBuilder();
		int copied = 0;
		for (int i = 0; i < text.length(); i++) {
			Sign sign = sign(text, i);
			if (sign.length() == 0) {
				continue;
			}
			int end = skipBack(text, i);
			int start = keyStart(text, end);
			int from = skipForward(text, i + sign.length());
			int to = valueEnd(text, start, end, sign, from);
			if (to > from) {
				result.append(text, copied, Math.max(copied, from)).append(SECRET);
				copied = to;
				i = to - 1;
			}
		}
		return (copied == 0) ? text : result.append(text, copied, text.length()).toString();
	}

	private static Sign sign(String text, int at) {
		char next = (at + 1 < text.length()) ? text.charAt(at + 1) : ' ';
		return switch (text.charAt(at)) {
			case '=' -> new Sign(at, (next == '=' || next == '>') ? 2 : 1, true);
			case ':' -> (next == ':') ? Sign.NONE : new Sign(at, (next == '=') ? 2 : 1, next == '=');
			case '%' -> text.regionMatches(true, at, "%3D", 0, 3) || text.regionMatches(true, at, "%3A", 0, 3)
					? new Sign(at, 3, true) : Sign.NONE;
			case '>' -> isElement(text, at) ? new Sign(at, 1, true) : Sign.NONE;
			case ' ' -> isOption(text, at) ? new Sign(at, 1, true) : Sign.NONE;
			default -> Sign.NONE;
		};
	}

	/** As in {@code <password>hunter2</password>}. */
	private static boolean isElement(String text, int at) {
		int start = keyStart(text, at);
		return start > 0 && start < at && text.charAt(start - 1) == '<';
	}

	/** As in {@code --password hunter2}. */
	private static boolean isOption(String text, int at) {
		int start = keyStart(text, at);
		return text.startsWith("--", start) && at + 1 < text.length() && text.charAt(at + 1) != '-'
				&& Character.isLetterOrDigit(text.charAt(at - 1));
	}

	/**
	 * The end of the key before a sign: without spaces and quotes; control characters,
	 * tabs among them, have become question marks.
	 */
	private static int skipBack(String text, int sign) {
		int end = sign;
		while (end > 0) {
			if (" ?\"'`\\".indexOf(text.charAt(end - 1)) >= 0) {
				end--;
			}
			else if (end >= 3 && isEncodedQuote(text, end - 3)) {
				end -= 3;
			}
			else {
				break;
			}
		}
		return end;
	}

	private static int keyStart(String text, int end) {
		int start = end;
		while (start > 0 && end - start < MAX_KEY && isOfKey(text.charAt(start - 1))) {
			start--;
		}
		return start;
	}

	private static boolean isOfKey(char c) {
		return Character.isLetterOrDigit(c) || c == '_' || c == '-' || c == '.';
	}

	private static boolean isEncodedQuote(String text, int at) {
		return text.startsWith("%22", at) || text.startsWith("%27", at) || text.startsWith("%20", at);
	}

	private static int skipForward(String text, int from) {
		int at = from;
		while (at < text.length() && text.charAt(at) == ' ') {
			at++;
		}
		return at;
	}

	/** Where the secret ends, or where it begins if it is none. */
	private static int valueEnd(String text, int keyStart, int keyEnd, Sign sign, int from) {
		if (keyStart == keyEnd || from >= text.length()) {
			return from;
		}
		String key = text.substring(keyStart, keyEnd);
		if (SecretKeys.isSource(key) && Character.isDigit(text.charAt(from))) {
			return from;
		}
		Meaning meaning = meaning(text, keyStart, key);
		boolean quoted = keyEnd < sign.at() && text.charAt(keyEnd) != ' ';
		if (meaning == Meaning.NONE || (meaning == Meaning.MAYBE && !sign.assigns() && !quoted)) {
			return from;
		}
		boolean header = !sign.assigns() && !quoted && isHeader(key);
		int to = header ? headerEnd(text, from) : anyEnd(text, from);
		if (!header && isHeader(key) && SCHEMES.contains(text.substring(from, to).toLowerCase(Locale.ROOT))) {
			int next = text.startsWith("%20", to) ? to + 3 : skipForward(text, to);
			to = (next < text.length()) ? anyEnd(text, next) : to;
		}
		return isHarmless(key, text.substring(from, to)) ? from : to;
	}

	/** What the key means, or the two words of it, such as {@code api key}. */
	private static Meaning meaning(String text, int keyStart, String key) {
		Meaning alone = SecretKeys.of(key);
		if (alone != Meaning.NONE || keyStart < 2 || text.charAt(keyStart - 1) != ' '
				|| !(key.equalsIgnoreCase("key") || key.equalsIgnoreCase("id"))) {
			return alone;
		}
		int start = keyStart(text, keyStart - 1);
		return (start < keyStart - 1) ? SecretKeys.of(text.substring(start, keyStart - 1) + "-" + key) : alone;
	}

	private static boolean isHeader(String key) {
		String lower = key.toLowerCase(Locale.ROOT);
		return lower.endsWith("authorization") || lower.endsWith("cookie");
	}

	private static boolean isHarmless(String key, String value) {
		boolean plural = key.endsWith("s") || key.endsWith("S");
		boolean number = !value.isEmpty() && value.chars().allMatch((c) -> c >= '0' && c <= '9');
		return value.equals(SECRET) || PLAIN.contains(value.toLowerCase(Locale.ROOT))
				|| (plural && number && value.length() <= MAX_COUNT && !key.toLowerCase(Locale.ROOT).endsWith("pass"));
	}

	/** The values of these headers have spaces: all up to a quote or a bracket. */
	private static int headerEnd(String text, int from) {
		if ("\"'`".indexOf(text.charAt(from)) >= 0) {
			return anyEnd(text, from);
		}
		if (text.regionMatches(true, from, "digest ", 0, 7)) {
			return text.length();
		}
		int at = from;
		while (at < text.length() && "\"'`<>)]}".indexOf(text.charAt(at)) < 0) {
			int close = (text.charAt(at) == '[') ? text.indexOf(']', at) : -1;
			at = Math.max(at, close) + 1;
		}
		return at;
	}

	private static int anyEnd(String text, int from) {
		char first = text.charAt(from);
		if ("\"'`".indexOf(first) >= 0) {
			return quotedEnd(text, from + 1, String.valueOf(first));
		}
		if (first == '\\' && from + 1 < text.length() && text.charAt(from + 1) == '"') {
			return quotedEnd(text, from + 2, "\\\"");
		}
		if (isEncodedQuote(text, from)) {
			return quotedEnd(text, from + 3, text.substring(from, from + 3));
		}
		return wordEnd(text, from);
	}

	/** Behind the closing quote, or at the end of the text. */
	private static int quotedEnd(String text, int from, String quote) {
		int at = text.indexOf(quote, from);
		while (at > 0 && quote.length() == 1 && text.charAt(at - 1) == '\\') {
			at = text.indexOf(quote, at + 1);
		}
		return (at < 0) ? text.length() : at + quote.length();
	}

	/** A closing bracket does not end what began with an opening one. */
	private static int wordEnd(String text, int from) {
		int masked = from + SECRET.length();
		if (text.startsWith(SECRET, from)
				&& (masked == text.length() || !Character.isLetterOrDigit(text.charAt(masked)))) {
			return masked;
		}
		int bracket = "[{(".indexOf(text.charAt(from));
		int at = from;
		if (bracket >= 0) {
			int close = text.indexOf("]})".charAt(bracket), from);
			at = (close < 0) ? from : close + 1;
		}
		while (at < text.length() && !endsAt(text, at)) {
			at++;
		}
		return at;
	}

	private static boolean endsAt(String text, int at) {
		char c = text.charAt(at);
		if (c == ',' || c == ';' || c == '&') {
			return beginsPair(text, at + 1);
		}
		return ENDS.indexOf(c) >= 0 || isEncodedQuote(text, at) || text.startsWith("%26", at)
				|| text.startsWith("%2C", at) || text.startsWith("%7D", at);
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
