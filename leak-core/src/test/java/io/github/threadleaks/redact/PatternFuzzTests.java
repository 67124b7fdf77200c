// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.redact;

import java.util.List;
import java.util.concurrent.TimeUnit;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.threadleaks.settings.InvalidSettingException;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Rules that nobody thought of: refused at the start, or applied to any text.
 */
class PatternFuzzTests {

	@FuzzTest(maxDuration = "1m")
	@Timeout(value = 1, unit = TimeUnit.HOURS)
	void anyRuleIsAppliedOrRefused(FuzzedDataProvider data) {
		String pattern = data.consumeString(60);
		String replacement = data.consumeString(20);
		String text = data.consumeRemainingAsString();
		RedactionRule rule;
		try {
			rule = RedactionRule.of("fuzzed", pattern, replacement);
		}
		catch (InvalidSettingException ex) {
			assertThat(ex).hasMessageContaining("threadleaks.redaction.rules[]");
			return;
		}
		String redacted = Redactor.standard(List.of(rule)).redact(text).toString();
		assertThat(redacted.length()).isLessThanOrEqualTo(515);
		assertThat(redacted.chars()).allMatch((c) -> c >= ' ');
	}

}
