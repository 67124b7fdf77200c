// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.settings;

import com.google.re2j.PatternSyntaxException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class PatternsTests {

	/**
	 * RE2/J would take a gigabyte and more for the first ones, and never end with the
	 * others.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "((a{1000}){1000}){1000}", "(.{1000}){1000}", "(?:(?:x{2,}){50}){2}",
			"((((a?){9}){9}){9})", "(a{99}[(]){3}", "([)]a{99}){3}", "(\\Q)\\Ea{99}){3}", "(\\)a{99}){3}",
			"([]()]a{99}){3}", "([^](]a{99}){3}", "([[:alpha:])]a{99}){3}", "a{99})){3}", "(?i)\u1c80",
			"(?i)[ -\uffff]", "(?s)x(?mi:[\u0400-\ud83e\uddf5])", "(?i)\\x{1c88}", "(?i-s)[a-\\x{10FFFF}]" })
	void whatWouldNotEndIsRefused(String pattern) {
		assertThatExceptionOfType(PatternSyntaxException.class).isThrownBy(() -> Patterns.compile(pattern, 200));
	}

	@ParameterizedTest
	@ValueSource(strings = { "(ab){66}", "(a{5}){10}b{50,100}", "x{200}", "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}",
			"[({]{100}[)}]{100}", "\\({100}\\){99}", "\\Q(((\\E{3}", "\\p{Greek}{200}", "\\x{1F9F5}{200}",
			"[[:alpha:]]{200}", "\u1c80", "(?-i)\u1c80", "(?P<i>\u1c80)", "(?i)[^a]", "(?i)\u0432", "(?i)\\pL{99}",
			"" })
	void whatIsSmallIsCompiled(String pattern) {
		assertThat(Patterns.compile(pattern, 202).pattern()).isEqualTo(pattern);
	}

	/** What the look at its size does not understand, RE2/J says. */
	@ParameterizedTest
	@ValueSource(strings = { "a\\", "(", "[a", "a)", "\\x{" })
	void whatIsNoPatternIsRefused(String pattern) {
		assertThatExceptionOfType(PatternSyntaxException.class).isThrownBy(() -> Patterns.compile(pattern, 202));
	}

}
