// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.redact;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.github.threadleaks.settings.InvalidSettingException;
import io.github.threadleaks.settings.Patterns;

/**
 * What to mask and what to say instead. RE2 patterns match in time linear in the text,
 * hostile texts included.
 *
 * @param name what kind of text it masks, such as {@code email}
 * @param pattern what is masked
 * @param replacement what stands there instead; {@code $1} repeats the first group
 */
public record RedactionRule(String name, Pattern pattern, String replacement) {

	/**
	 * A rule with a pattern that is compiled already.
	 * @throws InvalidSettingException if the name is blank, the pattern matches the empty
	 * text, or the replacement names a group that the pattern does not have
	 */
	public RedactionRule {
		if (name.isBlank()) {
			throw new InvalidSettingException("threadleaks.redaction.rules[].name", "not be blank", "'" + name + "'");
		}
		if (pattern.matcher("").find()) {
			throw new InvalidSettingException("threadleaks.redaction.rules[].pattern of rule '" + name + "'",
					"not match the empty text", "'" + pattern + "'");
		}
		requireGroups(name, pattern, replacement);
	}

	/**
	 * Compiles a rule.
	 * @param name what kind of text it masks, not blank
	 * @param pattern an RE2 pattern
	 * @param replacement the replacement
	 * @return the rule
	 * @throws InvalidSettingException if the name is blank, the pattern is not RE2,
	 * matches the empty text, or the replacement names a group that the pattern does not
	 * have
	 */
	public static RedactionRule of(String name, String pattern, String replacement) {
		return new RedactionRule(name, compile(name, pattern), replacement);
	}

	private static Pattern compile(String name, String pattern) {
		try {
			return Patterns.compile(pattern, Patterns.MAX_SETTING);
		}
		catch (PatternSyntaxException ex) {
			throw new InvalidSettingException("threadleaks.redaction.rules[].pattern of rule '" + name + "'",
					Patterns.limits(Patterns.MAX_SETTING), "'" + pattern + "'");
		}
	}

	private static void requireGroups(String name, Pattern pattern, String replacement) {
		for (int i = 0; i + 1 < replacement.length(); i++) {
			char digit = replacement.charAt(i + 1);
			if (replacement.charAt(i) == '$'
					&& !(digit >= '0' && digit <= '9' && digit - '0' <= pattern.groupCount())) {
				throw new InvalidSettingException("threadleaks.redaction.rules[].replacement of rule '" + name + "'",
						"name one of the pattern's " + pattern.groupCount() + " groups after a $",
						"'" + replacement + "'");
			}
		}
	}

	String apply(String text) {
		Matcher matcher = this.pattern.matcher(text);
		return matcher.find() ? matcher.replaceAll(this.replacement) : text;
	}

}
