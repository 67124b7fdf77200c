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

	static final String SECRET = "[secret]";

	/** Longer keys are none. */
	private static final int MAX_KEY = 64;

	/** Longer tags of elements, attributes and all, are none. */
	private static final int MAX_TAG = 256;

	/** A value that gives nothing away. */
	private static final Set<String> PLAIN = Set.of("true", "false", "null", "none", "nil", "undefined", "yes", "no");

	/** Of a plural, how many there are: a count, as of a token bucket. */
	private static final int MAX_COUNT = 6;

	/** Behind them the credential is still to come. */
	private static final Set<String> SCHEMES = Set.of("basic", "bearer", "digest", "negotiate", "token");

	static final String QUOTES = "\"'`";

	/** What may stand between a key and its sign. */
	private static final String BEHIND_KEY = " ?\"'`\\]";

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

	/**
	 * Where a key stands.
	 *
	 * @param text what it is in
	 * @param start where it begins
	 * @param end where it ends
	 */
	private record Key(String text, int start, int end) {

		String name() {
			return this.text.substring(this.start, this.end);
		}

		/** The character before it, or a space. */
		char before() {
			return (this.start > 0) ? this.text.charAt(this.start - 1) : ' ';
		}

		boolean isHeader() {
			String lower = name().toLowerCase(Locale.ROOT);
			return lower.endsWith("authorization") || lower.endsWith("cookie");
		}

	}

	@Override
	public String apply(String text) {
		Spelling spelling = Spelling.of(text);
		String plain = spelling.plain();
		// looked for once, and not from each tag on
		int lastEndTag = plain.lastIndexOf("</");
		StringBuilder result = new StringBuilder();
		int copied = 0;
		for (int i = 0; i < plain.length(); i++) {
			Sign sign = sign(plain, i);
			if (sign.length() == 0) {
				continue;
			}
			int from = skipForward(plain, i + sign.length());
			int to = valueEnd(spelling, sign, from, lastEndTag);
			if (to > from) {
				result.append(text, copied, Math.max(copied, spelling.starts()[from])).append(SECRET);
				copied = spelling.starts()[to];
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
			case '-' -> (next == '>') ? new Sign(at, 2, false) : Sign.NONE;
			case '>' -> new Sign(at, 1, true);
			case ' ' -> (next != '-' && isOption(text, at)) ? new Sign(at, 1, true) : Sign.NONE;
			default -> Sign.NONE;
		};
	}

	/** As in {@code --password hunter2} and {@code -storepass hunter2}. */
	private static boolean isOption(String text, int at) {
		int start = keyStart(text, at);
		return start < at && text.charAt(start) == '-' && Character.isLetterOrDigit(text.charAt(at - 1))
				&& (text.startsWith("--", start) || SecretKeys.of(text.substring(start, at)) == Meaning.SECRET);
	}

	private static Key key(String text, Sign sign) {
		if (text.charAt(sign.at()) == '>') {
			return elementName(text, sign.at());
		}
		int end = sign.at();
		while (end > 0 && BEHIND_KEY.indexOf(text.charAt(end - 1)) >= 0) {
			end--;
		}
		int start = keyStart(text, end);
		boolean index = start > 1 && start < end && text.charAt(start - 1) == '['
				&& Character.isLetterOrDigit(text.charAt(start - 2));
		boolean inBrackets = end < text.length() && text.charAt(end) == ']';
		if (inBrackets && !index) {
			return new Key(text, end, end);
		}
		boolean numbered = inBrackets && text.substring(start, end).chars().allMatch(Character::isDigit);
		return numbered ? new Key(text, keyStart(text, start - 1), start - 1) : new Key(text, start, end);
	}

	/** As in {@code <x:password a="b">hunter2</x:password>}. */
	private static Key elementName(String text, int tagEnd) {
		int open = tagEnd - 1;
		while (open >= 0 && tagEnd - open < MAX_TAG && "<>".indexOf(text.charAt(open)) < 0) {
			open--;
		}
		int start = open + 1;
		int end = start;
		if (open >= 0 && text.charAt(open) == '<' && text.charAt(tagEnd - 1) != '/') {
			while (end < tagEnd && (isOfKey(text.charAt(end)) || text.charAt(end) == ':')) {
				start = (text.charAt(end) == ':') ? end + 1 : start;
				end++;
			}
		}
		return new Key(text, start, end);
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

	/** Control characters, line feeds among them, have become question marks. */
	private static int skipForward(String text, int from) {
		int at = from;
		while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '?')) {
			at++;
		}
		return at;
	}

	/**
	 * Where the secret ends, or where it begins if it is none; that of an element ends at
	 * the next end tag, if one comes.
	 */
	private static int valueEnd(Spelling spelling, Sign sign, int from, int lastEndTag) {
		String text = spelling.plain();
		Key key = key(text, sign);
		if (key.start() == key.end() || from >= text.length()) {
			return from;
		}
		boolean element = text.charAt(sign.at()) == '>';
		boolean quoted = !element && key.end() < sign.at() && text.charAt(key.end()) != ' ';
		Meaning meaning = meaning(key);
		if (meaning == Meaning.NONE || (meaning == Meaning.MAYBE && !sign.assigns() && !quoted)
				|| (!sign.assigns() && SecretKeys.isSource(key.name()) && Character.isDigit(text.charAt(from)))) {
			return from;
		}
		int to = from;
		if (element && from <= lastEndTag) {
			to = text.indexOf("</", from);
		}
		else if (key.isHeader() && !sign.assigns() && !quoted) {
			to = headerEnd(key, from);
		}
		else {
			int width = spelling.width(sign.at());
			to = Values.end(spelling, width, from);
			int next = skipForward(text, to);
			boolean more = key.isHeader() && SCHEMES.contains(text.substring(from, to).toLowerCase(Locale.ROOT));
			to = (more && next < text.length()) ? Values.end(spelling, width, next) : to;
		}
		return isHarmless(key.name(), text.substring(from, to)) ? from : to;
	}

	/** What the key means, or the two words of it, such as {@code api key}. */
	private static Meaning meaning(Key key) {
		String name = key.name();
		Meaning alone = SecretKeys.of(name);
		if (alone != Meaning.NONE || key.start() < 2 || key.before() != ' '
				|| !(name.equalsIgnoreCase("key") || name.equalsIgnoreCase("id"))) {
			return alone;
		}
		int start = keyStart(key.text(), key.start() - 1);
		return (start < key.start() - 1) ? SecretKeys.of(key.text().substring(start, key.start() - 1) + "-" + name)
				: alone;
	}

	private static boolean isHarmless(String key, String value) {
		boolean plural = key.endsWith("s") || key.endsWith("S");
		boolean number = !value.isEmpty() && value.chars().allMatch((c) -> c >= '0' && c <= '9');
		return value.equals(SECRET) || PLAIN.contains(value.toLowerCase(Locale.ROOT))
				|| (plural && number && value.length() <= MAX_COUNT && !key.toLowerCase(Locale.ROOT).endsWith("pass"));
	}

	/**
	 * The values of these headers have spaces, quotes and commas: all up to the quote
	 * that was opened before the key, or a bracket that was.
	 */
	private static int headerEnd(Key key, int from) {
		String text = key.text();
		if (QUOTES.indexOf(key.before()) >= 0) {
			int quote = text.indexOf(key.before(), from);
			while (quote > from && text.charAt(quote - 1) == '=') {
				// opens another one, inside
				int closing = text.indexOf(key.before(), quote + 1);
				quote = (closing < 0) ? closing : text.indexOf(key.before(), closing + 1);
			}
			return (quote < 0) ? text.length() : quote;
		}
		int open = 0;
		for (int at = from; at < text.length(); at++) {
			char c = text.charAt(at);
			at = Math.max(at, (c == '"') ? text.indexOf(c, at + 1) : at);
			open += ("[{(".indexOf(c) >= 0) ? 1 : 0;
			open -= ("]})".indexOf(c) >= 0) ? 1 : 0;
			if (open < 0) {
				return at;
			}
		}
		return text.length();
	}

}
