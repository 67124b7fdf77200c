// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.sample;

import java.io.IOException;
import java.io.Reader;

/**
 * Reads JSON token by token. Bounded whatever comes: it keeps one buffer, a text is cut
 * at a limit and nesting refused beyond one. Lenient about what does no harm (missing
 * commas, several values), as it reads what the JVM has written.
 */
final class JsonPull {

	/** Objects and arrays within each other; a dump has six. */
	static final int MAX_DEPTH = 32;

	/** Characters kept of a text; a frame has some hundreds at most. */
	static final int MAX_TEXT = 2_000;

	/**
	 * Texts remembered, so that the frames of ten thousand alike threads are one string
	 * each; a power of two.
	 */
	private static final int CACHED = 1 << 11;

	private final Reader in;

	private final char[] buffer = new char[1 << 13];

	private final char[] text = new char[MAX_TEXT];

	private final String[] cache = new String[CACHED];

	private int length;

	private int hash;

	private int at;

	private int end;

	private int depth;

	JsonPull(Reader in) {
		this.in = in;
	}

	/** What comes next. */
	enum Token {

		BEGIN_OBJECT, END_OBJECT, BEGIN_ARRAY, END_ARRAY,

		/** A string that a colon follows, so the name of a value. */
		NAME,

		/** Any other string. */
		STRING,

		/** A number, true, false or null, as it is written. */
		WORD,

		/** The end of the text. */
		END

	}

	/**
	 * Reads the next token.
	 * @return the token
	 * @throws MalformedDumpException if it is no JSON
	 * @throws IOException if it can't be read
	 */
	Token next() throws IOException {
		int c = skipBlank();
		return switch (c) {
			case -1 -> {
				if (this.depth > 0) {
					throw new MalformedDumpException("The dump ends too early.");
				}
				yield Token.END;
			}
			case '{' -> deeper(Token.BEGIN_OBJECT);
			case '[' -> deeper(Token.BEGIN_ARRAY);
			case '}' -> higher(Token.END_OBJECT);
			case ']' -> higher(Token.END_ARRAY);
			case '"' -> string();
			default -> word(c);
		};
	}

	private Token deeper(Token token) throws MalformedDumpException {
		this.depth++;
		if (this.depth > MAX_DEPTH) {
			throw new MalformedDumpException("The dump is nested too deep.");
		}
		return token;
	}

	private Token higher(Token token) throws MalformedDumpException {
		this.depth--;
		if (this.depth < 0) {
			throw new MalformedDumpException("The dump closes what it has not opened.");
		}
		return token;
	}

	/**
	 * The text of the last name, string or word.
	 * @return its first {@value #MAX_TEXT} characters
	 */
	String text() {
		int place = (this.hash ^ (this.hash >>> 15)) & (CACHED - 1);
		String known = this.cache[place];
		if (known != null && isText(known)) {
			return known;
		}
		String made = new String(this.text, 0, this.length);
		this.cache[place] = made;
		return made;
	}

	private boolean isText(String known) {
		if (known.length() != this.length) {
			return false;
		}
		for (int i = 0; i < this.length; i++) {
			if (known.charAt(i) != this.text[i]) {
				return false;
			}
		}
		return true;
	}

	/**
	 * Skips what began with a token: the whole object or array, or nothing more.
	 * @param token the token that was read last
	 * @throws IOException if it can't be read
	 */
	void skip(Token token) throws IOException {
		if (token != Token.BEGIN_OBJECT && token != Token.BEGIN_ARRAY) {
			return;
		}
		int outside = this.depth - 1;
		while (this.depth > outside) {
			next();
		}
	}

	private Token string() throws IOException {
		clear();
		int c = read();
		while (c != '"') {
			if (c < 0) {
				throw new MalformedDumpException("The dump ends within a text.");
			}
			append((c == '\\') ? escaped() : (char) c);
			c = read();
		}
		int follows = skipBlank();
		if (follows == ':') {
			return Token.NAME;
		}
		unread(follows);
		return Token.STRING;
	}

	private char escaped() throws IOException {
		int c = read();
		return switch (c) {
			case 'n' -> '\n';
			case 't' -> '\t';
			case 'r' -> '\r';
			case 'b' -> '\b';
			case 'f' -> '\f';
			case 'u' -> unicode();
			case -1 -> throw new MalformedDumpException("The dump ends within a text.");
			default -> (char) c;
		};
	}

	private char unicode() throws IOException {
		int value = 0;
		for (int i = 0; i < 4; i++) {
			int digit = Character.digit(read(), 16);
			if (digit < 0) {
				throw new MalformedDumpException("The dump has an unfinished escape.");
			}
			value = value * 16 + digit;
		}
		return (char) value;
	}

	private Token word(int first) throws IOException {
		clear();
		int c = first;
		while (isOfWord(c)) {
			append((char) c);
			c = read();
		}
		if (this.length == 0) {
			throw new MalformedDumpException("The dump is no JSON.");
		}
		unread(c);
		return Token.WORD;
	}

	private static boolean isOfWord(int c) {
		return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '+'
				|| c == '.';
	}

	private void clear() {
		this.length = 0;
		this.hash = 0;
	}

	private void append(char c) {
		if (this.length < MAX_TEXT) {
			this.text[this.length++] = c;
			this.hash = this.hash * 31 + c;
		}
	}

	private int skipBlank() throws IOException {
		int c = read();
		while (c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == ',') {
			c = read();
		}
		return c;
	}

	private int read() throws IOException {
		if (this.at == this.end) {
			this.end = Math.max(0, this.in.read(this.buffer));
			this.at = 0;
			if (this.end == 0) {
				return -1;
			}
		}
		return this.buffer[this.at++];
	}

	/** What was read last is read again; the end comes again by itself. */
	private void unread(int c) {
		if (c >= 0) {
			this.at--;
		}
	}

}
