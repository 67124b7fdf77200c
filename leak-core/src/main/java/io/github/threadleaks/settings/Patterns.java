// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.settings;

import java.util.ArrayDeque;
import java.util.Deque;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;

/**
 * Compiles patterns that others have written. RE2 matches in time linear in the text and
 * in the pattern, but RE2/J 1.8 does not bound what a pattern grows to, and some it never
 * finishes: those are refused before they get there.
 */
public final class Patterns {

	/**
	 * Of U+1C80 to U+1C88 RE2/J looks for all spellings in upper and lower case for ever,
	 * and of what a later JDK adds to that
	 * (<a href="https://github.com/google/re2j/issues/168">re2j#168</a>).
	 */
	private static final char FIRST_ENDLESS = 0x1c80;

	/** How large a pattern of a setting may be: it is the operator's own. */
	public static final int MAX_SETTING = 1_000;

	private Patterns() {
	}

	/**
	 * Compiles a pattern.
	 * @param pattern the pattern
	 * @param maxSize how many characters it may have when repetitions are written out, as
	 * {@code (ab){3}} has six; each one costs some nanoseconds for each character of a
	 * text
	 * @return the compiled pattern
	 * @throws PatternSyntaxException if it is not RE2, too large, or has letters beyond
	 * U+1C80 that are to be found in upper and lower case
	 */
	public static Pattern compile(String pattern, int maxSize) {
		if (ignoresCase(pattern) && (pattern.contains("\\x{") || pattern.chars().anyMatch((c) -> c >= FIRST_ENDLESS))) {
			throw new PatternSyntaxException("letters beyond U+1C80 together with (?i)", pattern);
		}
		if (new Size(pattern).whole() > maxSize) {
			throw new PatternSyntaxException("expression too large", pattern);
		}
		return Pattern.compile(pattern);
	}

	/**
	 * What a pattern must be, for messages.
	 * @param maxSize as of {@link #compile}
	 * @return words that follow on "must"
	 */
	public static String limits(int maxSize) {
		return "be an RE2 pattern (no look-around, no back-references, at most " + maxSize
				+ " characters when repetitions are written out, no letters beyond U+1C80 with (?i))";
	}

	/** Whether there is a group of flags with an {@code i}. */
	private static boolean ignoresCase(String pattern) {
		for (int at = pattern.indexOf("(?"); at >= 0; at = pattern.indexOf("(?", at + 1)) {
			int flag = at + 2;
			while (flag < pattern.length() && "imsU".indexOf(pattern.charAt(flag)) >= 0) {
				if (pattern.charAt(flag) == 'i') {
					return true;
				}
				flag++;
			}
		}
		return false;
	}

	/**
	 * How large a pattern is with its repetitions written out. It knows just enough of
	 * the syntax to tell what is repeated.
	 */
	private static final class Size {

		private final String pattern;

		/** Of the groups that are open, what stands before them. */
		private final Deque<Double> outer = new ArrayDeque<>();

		/** Of the group that is read. */
		private double size;

		/** Of that, what a repetition would repeat. */
		private double last;

		Size(String pattern) {
			this.pattern = pattern;
		}

		double whole() {
			int at = 0;
			while (at < this.pattern.length()) {
				at = read(at);
			}
			return this.size + this.outer.stream().mapToDouble(Double::doubleValue).sum();
		}

		private int read(int at) {
			switch (this.pattern.charAt(at)) {
				case '(' -> {
					this.outer.push(this.size);
					this.size = 0;
				}
				case ')' -> {
					this.last = this.size + 1;
					this.size = this.last + (this.outer.isEmpty() ? 0 : this.outer.pop());
				}
				case '{' -> {
					return repeated(at);
				}
				case '[' -> {
					add(1);
					return classEnd(at);
				}
				case '\\' -> {
					return escaped(at);
				}
				default -> add(1);
			}
			return at + 1;
		}

		private void add(int characters) {
			this.last = 1;
			this.size += characters;
		}

		/** As {@code {3}}, {@code {3,}} or {@code {3,5}}; else it is a character. */
		private int repeated(int at) {
			int end = at + 1;
			int most = 0;
			int number = 0;
			for (; end < this.pattern.length() && this.pattern.charAt(end) != '}'; end++) {
				char c = this.pattern.charAt(end);
				if (c != ',' && (c < '0' || c > '9')) {
					add(1);
					return at + 1;
				}
				number = (c == ',') ? 0 : Math.min(number * 10 + (c - '0'), 10_000);
				most = Math.max(most, number);
			}
			this.size += this.last * (Math.max(1, most) - 1);
			this.last *= Math.max(1, most);
			return end + 1;
		}

		private int classEnd(int at) {
			int end = at + 1;
			end += this.pattern.startsWith("^", end) ? 1 : 0;
			end += this.pattern.startsWith("]", end) ? 1 : 0;
			while (end < this.pattern.length() && this.pattern.charAt(end) != ']') {
				int named = this.pattern.startsWith("[:", end) ? this.pattern.indexOf(":]", end + 2) : -1;
				end = (named >= 0) ? named + 2 : end + ((this.pattern.charAt(end) == '\\') ? 2 : 1);
			}
			return end + 1;
		}

		private int escaped(int at) {
			int next = at + 2;
			if (this.pattern.startsWith("Q", at + 1)) {
				int end = this.pattern.indexOf("\\E", next);
				add(((end < 0) ? this.pattern.length() : end) - next);
				return (end < 0) ? this.pattern.length() : end + 2;
			}
			add(1);
			boolean braces = next < this.pattern.length() && "xpP".indexOf(this.pattern.charAt(at + 1)) >= 0
					&& this.pattern.charAt(next) == '{';
			int close = braces ? this.pattern.indexOf('}', next) : -1;
			return (close < 0) ? next : close + 1;
		}

	}

}
