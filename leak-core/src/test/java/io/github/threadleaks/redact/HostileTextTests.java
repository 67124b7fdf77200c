// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.redact;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a text costs grows with its length and not faster, whatever stands in it.
 */
class HostileTextTests {

	/** What a rule, or the search for keys, looks at again and again. */
	static Stream<String> parts() {
		return Stream.of("4111 ", "000-12-3456 ", "12345678 ", "2341 ", "1.", "1.1.1.1 ", "1:", "a:1:", "AB12 ",
				"DE89 ", "12345678Z ", "0x12345678abcdef01 ", "a1B2c3D4/", "a/", "/a", "http://a@", "http://a:b/", "a@",
				"%40", "%3D", "%25", "\\", "\\u003d", "=", "a=", "?=", "password", "password=", "password=[",
				"password=none ", "cookie: [", "cookie: \"", "<password>", "<a", "--a ", "-password ", "a[", "]=",
				"eyJ", "AKIA", "basic ", "basic\"", "\"", "://a?", "user=", "-----BEGIN ", "\\\\a", "file:/", "'a'@",
				"é", "ip-1-");
	}

	private static String text(String part, int length) {
		return part.repeat(length / part.length() + 1).substring(0, length);
	}

	/** The least of several, in CPU time of this thread: others do not count. */
	private static long nanos(String text) {
		long least = Long.MAX_VALUE;
		for (int i = 0; i < 10; i++) {
			long begin = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
			StandardRules.apply(text, true);
			least = Math.min(least, ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - begin);
		}
		return least;
	}

	@ParameterizedTest
	@MethodSource("parts")
	void eightTimesTheLengthIsNotSixtyFourTimesTheWork(String part) {
		StandardRules.apply(text(part, 16_384), true);
		assertThat(nanos(text(part, 16_384))).isLessThan(20 * nanos(text(part, 2_048)) + 2_000_000);
	}

	@Test
	void whatDoesNotCountIsLookedAtSoOftenAndNoMore() {
		int[] looks = new int[1];
		PatternMask never = PatternMask.of("never", (text) -> true, "[0-9](?: ?[0-9]){12,18}", "[x]")
			.confirmedBy((match) -> {
				looks[0]++;
				return false;
			});
		String masked = never.apply("4111 ".repeat(10_000));
		assertThat(looks[0]).isEqualTo(PatternMask.MAX_DOUBTS);
		assertThat(masked).startsWith("4111 ".repeat(PatternMask.MAX_DOUBTS) + "[x]");
		assertThat(masked.substring(5 * PatternMask.MAX_DOUBTS, masked.length() - 20)).doesNotContain("4111");
		assertThat(never.apply("4111 ".repeat(PatternMask.MAX_DOUBTS))).doesNotContain("[x]");
	}

	@ParameterizedTest
	@MethodSource("parts")
	void maskingTwiceIsMaskingOnce(String part) {
		Redactor redactor = Redactor.standard(List.of());
		String once = redactor.redact(text(part, 400)).toString();
		assertThat(redactor.redact(once)).hasToString(once);
	}

}
