// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.redact;

import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

import io.github.threadleaks.settings.Words;

/**
 * Masks what must not leave: applies the rules, makes control characters and lone
 * surrogates visible as {@code ?}, and cuts what is too long. Each distinct text is
 * worked on once as long as it stays in a bounded cache.
 */
public final class Redactor {

	/** Characters looked at; a secret behind them is cut off, not shown. */
	static final int MAX_INPUT = 2048;

	/**
	 * Of what was cut off there, these last ones may be half a secret, unknown as such.
	 */
	private static final int HALF_A_SECRET = 64;

	/** Characters shown; longer than any sensible thread name or frame. */
	static final int MAX_OUTPUT = 512;

	private static final RedactedText SECRET = new RedactedText("[secret]");

	private final List<RedactionRule> rules;

	/**
	 * Asked for only when the first text is masked: compiling them takes 20 ms, which a
	 * start need not wait for.
	 */
	private final boolean standardRules;

	private final MaskedTexts masked = new MaskedTexts();

	private Redactor(List<RedactionRule> rules, boolean standardRules) {
		this.rules = List.copyOf(rules);
		this.standardRules = standardRules;
	}

	/**
	 * A redactor with the built-in rules after some of the caller's.
	 * @param first rules that apply before the built-in ones
	 * @return the redactor
	 */
	public static Redactor standard(List<RedactionRule> first) {
		return new Redactor(first, true);
	}

	/**
	 * A redactor without rules: texts are only bounded and made printable.
	 * @return the redactor
	 */
	public static Redactor disabled() {
		return new Redactor(List.of(), false);
	}

	/**
	 * Masks a text.
	 * @param raw any text, however hostile
	 * @return what may leave of it
	 */
	public RedactedText redact(String raw) {
		return redact(raw, UnaryOperator.identity());
	}

	/**
	 * Masks a text, then changes it further: rules see the original, so that a change
	 * cannot hide a secret from them.
	 * @param raw any text
	 * @param change what to do with the masked text
	 * @return what may leave of it
	 */
	public RedactedText redact(String raw, UnaryOperator<String> change) {
		return shown(raw, this.masked.computeIfAbsent(bounded(raw), (bounded) -> mask(bounded, true)), change);
	}

	private static RedactedText shown(String raw, RedactedText masked, UnaryOperator<String> change) {
		String whole = masked.toString();
		if (raw.length() > MAX_INPUT) {
			whole = printable(whole.substring(0, Math.max(0, whole.length() - HALF_A_SECRET))) + "...";
		}
		String changed = change.apply(whole);
		if (changed.length() > MAX_OUTPUT) {
			changed = printable(changed.substring(0, MAX_OUTPUT)) + "...";
		}
		return changed.equals(masked.toString()) ? masked : new RedactedText(changed);
	}

	/**
	 * Masks the value of a label, which may be a secret by the label's name alone.
	 * @param label the name of the label
	 * @param value its value
	 * @return what may leave of the value
	 */
	public RedactedText label(String label, String value) {
		return (this.standardRules && SecretKeys.of(label) != SecretKeys.Meaning.NONE) ? SECRET : redact(value);
	}

	/**
	 * Masks the route of an HTTP request: its slashes are no file's.
	 * @param raw a method and a pattern, such as {@code POST /orders/{id}}
	 * @return what may leave of it
	 */
	public RedactedText route(String raw) {
		return shown(raw, mask(bounded(raw), false), UnaryOperator.identity());
	}

	/**
	 * Fills in a sentence of ours. What is filled in is masked, unless it is a number or
	 * redacted already.
	 * @param sentence a format string, written in the code
	 * @param parts numbers, redacted texts, or raw strings
	 * @return the sentence
	 */
	public RedactedText sentence(String sentence, Object... parts) {
		Object[] masked = Arrays.stream(parts)
			.map((part) -> (part instanceof Number || part instanceof RedactedText) ? part : redact(part.toString()))
			.toArray();
		return new RedactedText(Words.format(sentence, masked));
	}

	private static String bounded(String text) {
		return (text.length() <= MAX_INPUT) ? text : text.substring(0, MAX_INPUT);
	}

	private RedactedText mask(String raw, boolean paths) {
		String text = printable(raw);
		for (RedactionRule rule : this.rules) {
			text = bounded(rule.apply(text));
		}
		text = printable(text);
		if (this.standardRules) {
			text = StandardRules.apply(text, paths);
		}
		return new RedactedText(text.equals(raw) ? raw : text);
	}

	/**
	 * Control characters (ANSI sequences begin with one), direction overrides and other
	 * format characters, and halves of surrogate pairs become {@code ?}; no-break and
	 * other spaces become plain ones, which the rules know.
	 */
	private static String printable(String text) {
		int plain = 0;
		while (plain < text.length() && text.charAt(plain) >= ' ' && text.charAt(plain) < 0x7f) {
			plain++;
		}
		if (plain == text.length()) {
			return text;
		}
		StringBuilder result = new StringBuilder(text.length());
		text.codePoints().forEach((c) -> {
			int type = Character.getType(c);
			boolean harmless = type != Character.CONTROL && type != Character.FORMAT && type != Character.SURROGATE
					&& type != Character.LINE_SEPARATOR && type != Character.PARAGRAPH_SEPARATOR
					&& type != Character.UNASSIGNED;
			result.appendCodePoint(harmless ? ((type == Character.SPACE_SEPARATOR) ? ' ' : c) : '?');
		});
		return result.toString();
	}

}
