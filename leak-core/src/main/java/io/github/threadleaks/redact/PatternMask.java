// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.redact;

import java.util.function.Predicate;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;

/**
 * A built-in rule: a pattern, and what a pattern cannot say.
 *
 * @param name what kind of text it masks
 * @param needed whether a text can match at all: a look for a character or a word costs a
 * hundredth of the pattern
 * @param pattern what is masked
 * @param replacement what stands there instead; {@code $1} repeats the first group
 * @param check has the last word on a match, such as a checksum
 */
record PatternMask(String name, Predicate<Traits> needed, Pattern pattern, String replacement,
		Check check) implements Mask {

	/** Looks at a match and at what stands around it. */
	@FunctionalInterface
	interface Check {

		/** Every match counts. */
		Check NONE = (text, start, end) -> end;

		/**
		 * Finds what counts of a match.
		 * @return where that ends, or {@code start} if nothing counts
		 */
		int end(String text, int start, int end);

		/** All of a match, or nothing. */
		static Check all(Test test) {
			return (text, start, end) -> test.test(text, start, end) ? end : start;
		}

	}

	/** Says whether a match counts. */
	@FunctionalInterface
	interface Test {

		boolean test(String text, int start, int end);

	}

	/**
	 * No pattern that is checked by a number's checksum matches more than this. A longer
	 * match that does not count has no other one inside: looking again at every word of
	 * it would take time by the square of its length.
	 */
	private static final int LONG = 64;

	/**
	 * Matches of a text that may be looked at in vain. Those behind are masked unseen: no
	 * honest text has so many, and each look costs as much as forty characters.
	 */
	static final int MAX_DOUBTS = 100;

	static PatternMask of(String name, Predicate<Traits> needed, String pattern, String replacement) {
		return new PatternMask(name, needed, Pattern.compile(pattern), replacement, Check.NONE);
	}

	PatternMask checkedBy(Test test) {
		return endedBy(Check.all(test));
	}

	PatternMask endedBy(Check other) {
		return new PatternMask(this.name, this.needed, this.pattern, this.replacement, other);
	}

	/** A check of the match alone. */
	PatternMask confirmedBy(Predicate<String> other) {
		return checkedBy((text, start, end) -> other.test(text.substring(start, end)));
	}

	@Override
	public String apply(String text) {
		Matcher matcher = this.pattern.matcher(text);
		StringBuilder result = new StringBuilder();
		int copied = 0;
		int from = 0;
		int doubts = 0;
		while (from <= text.length() && matcher.find(from)) {
			int start = matcher.start();
			int end = (doubts < MAX_DOUBTS) ? this.check.end(text, start, matcher.end()) : matcher.end();
			if (end > start) {
				result.append(text, copied, start).append(replacement(matcher));
				copied = end;
				from = end;
			}
			else {
				doubts++;
				from = (matcher.end() - start <= LONG) ? nextWord(text, start + 1) : matcher.end();
			}
		}
		return (copied == 0) ? text : result.append(text, copied, text.length()).toString();
	}

	/** What does not count at the begin of a word does not count inside of it. */
	private static int nextWord(String text, int from) {
		int at = from;
		while (at < text.length() && Character.isLetterOrDigit(text.charAt(at))) {
			at++;
		}
		return at;
	}

	private String replacement(Matcher matcher) {
		if (!this.replacement.startsWith("$1")) {
			return this.replacement;
		}
		return matcher.group(1) + this.replacement.substring(2);
	}

}
