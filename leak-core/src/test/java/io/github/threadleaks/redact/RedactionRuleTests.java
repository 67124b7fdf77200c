// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.redact;

import java.util.Collections;

import com.google.re2j.Pattern;
import io.github.threadleaks.settings.InvalidSettingException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class RedactionRuleTests {

	private static void assertRefused(String name, String pattern, String replacement, String words) {
		assertThatExceptionOfType(InvalidSettingException.class)
			.isThrownBy(() -> RedactionRule.of(name, pattern, replacement))
			.withMessage(words);
	}

	@Test
	void aRuleReplacesEveryMatch() {
		RedactionRule rule = RedactionRule.of("order", "order-([0-9]+)", "<$1>");
		assertThat(rule.apply("order-1, order-22 and order-x")).isEqualTo("<1>, <22> and order-x");
		assertThat(RedactionRule.of("money", "[0-9]+ EUR", "much").apply("7 EUR")).isEqualTo("much");
	}

	@Test
	void whatIsNotConfirmedStays() {
		PatternMask rule = PatternMask.of("even", (text) -> true, "[0-9]+", "[even]")
			.confirmedBy((match) -> Integer.parseInt(match) % 2 == 0);
		assertThat(rule.apply("$1 2 3 44")).isEqualTo("$1 [even] 3 [even]");
	}

	@Test
	void whatARulePutsInIsBoundedAndPrintable() {
		Redactor twice = Redactor.standard(Collections.nCopies(40, RedactionRule.of("more", "(a+)", "$1$1\u001b")));
		assertThat(twice.redact("a").toString()).hasSizeLessThan(600).doesNotContain("\u001b").startsWith("aa");
	}

	@Test
	void aNameIsNeeded() {
		assertRefused(" ", "a", "b", "threadleaks.redaction.rules[].name must not be blank, not ' '");
	}

	@Test
	void thePatternMustBeRe2() {
		assertRefused("bad", "(?=a)", "b",
				"threadleaks.redaction.rules[].pattern of rule 'bad'"
						+ " must be an RE2 pattern (no look-around, no back-references, at most 1000 characters when"
						+ " repetitions are written out, no letters beyond U+1C80 with (?i)), not '(?=a)'");
		assertRefused("bad", "(a", "b",
				"threadleaks.redaction.rules[].pattern of rule 'bad'"
						+ " must be an RE2 pattern (no look-around, no back-references, at most 1000 characters when"
						+ " repetitions are written out, no letters beyond U+1C80 with (?i)), not '(a'");
		assertRefused("bad", "a{1001}", "b",
				"threadleaks.redaction.rules[].pattern of rule 'bad'"
						+ " must be an RE2 pattern (no look-around, no back-references, at most 1000 characters when"
						+ " repetitions are written out, no letters beyond U+1C80 with (?i)), not 'a{1001}'");
	}

	@Test
	void thePatternMustNotGrowWithoutEnd() {
		assertThatExceptionOfType(InvalidSettingException.class)
			.isThrownBy(() -> RedactionRule.of("bad", "((a{1000}){1000}){1000}", "b"));
		assertThatExceptionOfType(InvalidSettingException.class)
			.isThrownBy(() -> RedactionRule.of("bad", "(?i)[ -\uffff]", "b"));
	}

	@Test
	void thePatternMustNotMatchNothing() {
		assertRefused("empty", "a*", "b",
				"threadleaks.redaction.rules[].pattern of rule 'empty' must not match the empty text, not 'a*'");
	}

	@Test
	void theReplacementMustNameGroupsThatThereAre() {
		assertRefused("group", "(a)b", "$2", "threadleaks.redaction.rules[].replacement of rule 'group'"
				+ " must name one of the pattern's 1 groups after a $, not '$2'");
		assertRefused("group", "a", "5 $x", "threadleaks.redaction.rules[].replacement of rule 'group'"
				+ " must name one of the pattern's 0 groups after a $, not '5 $x'");
	}

	@Test
	void aRuleThatWasNotParsedIsCheckedToo() {
		assertThatExceptionOfType(InvalidSettingException.class)
			.isThrownBy(() -> new RedactionRule("group", Pattern.compile("a"), "$1"));
		assertThatExceptionOfType(InvalidSettingException.class)
			.isThrownBy(() -> new RedactionRule("empty", Pattern.compile("a*"), "b"));
	}

	@Test
	void cardsAreKnownByTheirChecksum() {
		assertThat(Checksums.luhn("4111 1111 1111 1111")).isTrue();
		assertThat(Checksums.luhn("5500-0000-0000-0004")).isTrue();
		assertThat(Checksums.luhn("4111 1111 1111 1112")).isFalse();
	}

}
