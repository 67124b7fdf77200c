// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.autoconfigure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import io.github.threadleaks.autoconfigure.support.TestApplication;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.annotation.AnnotationAwareOrderComparator;
import org.springframework.core.env.StandardEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * What a person reads when the application does not start.
 */
@ExtendWith(OutputCaptureExtension.class)
class InvalidSettingFailureAnalyzerTests {

	private static void assertFailsToStart(String... properties) {
		String[] all = Arrays.copyOf(properties, properties.length + 1);
		all[properties.length] = "spring.main.web-application-type=none";
		assertThatException().isThrownBy(() -> TestApplication.start(all).close());
	}

	@Test
	void aValueOutsideItsLimits(CapturedOutput output) {
		assertFailsToStart("threadleaks.sampling.interval=100ms");
		assertThat(output).containsIgnoringNewLines("""
				Description:

				threadleaks.sampling.interval must be at least 1s, not PT0.1S.

				    Property: threadleaks.sampling.interval
				    Value: "100ms"
				    Origin: "threadleaks.sampling.interval" from property source "commandLineArgs"

				Action:

				Change or remove threadleaks.sampling.interval: it must be at least 1s.
				""");
	}

	@Test
	void aValueThatTheBinderRefusesIsExplainedByUs(CapturedOutput output) {
		assertFailsToStart("threadleaks.metrics.max-leak-series=5000");
		assertThat(output).containsIgnoringNewLines("""
				threadleaks.metrics.max-leak-series must be between 0 and 1000, not 5000.

				    Property: threadleaks.metrics.max-leak-series
				    Value: "5000"
				""");
	}

	@Test
	void redactionOffInAProtectedProfile(CapturedOutput output) {
		assertFailsToStart("spring.profiles.active=prod", "threadleaks.redaction.enabled=false");
		assertThat(output).contains("threadleaks.redaction.enabled must be true while the profile 'prod' is active, "
				+ "which threadleaks.security.protected-profiles protects, not false.");
	}

	@Test
	void aRuleThatIsNotRe2(CapturedOutput output) {
		assertFailsToStart("threadleaks.redaction.rules[0].name=mine", "threadleaks.redaction.rules[0].pattern=(?=x)");
		assertThat(output)
			.contains("threadleaks.redaction.rules[].pattern of rule 'mine' must be an RE2 pattern "
					+ "(no look-around, no back-references, at most 1000 characters when"
					+ " repetitions are written out, no letters beyond U+1C80 with (?i)), not '(?=x)'.")
			.contains("Change or remove threadleaks.redaction.rules[].pattern of rule 'mine'");
	}

	@Test
	void aVerdictThatDoesNotExist(CapturedOutput output) {
		assertFailsToStart("threadleaks.health.down-on=certain");
		assertThat(output).contains("Property: threadleaks.health.down-on", "Value: \"certain\"", "CONFIRMED");
	}

	@Test
	void itComesBeforeAnalyzersThatNameNoOrder() {
		FailureAnalyzer another = (failure) -> new FailureAnalysis("", "", failure);
		FailureAnalyzer ours = new InvalidSettingFailureAnalyzer(new StandardEnvironment());
		List<FailureAnalyzer> analyzers = new ArrayList<>(List.of(another, ours));
		AnnotationAwareOrderComparator.sort(analyzers);
		assertThat(analyzers).containsExactly(ours, another);
	}

}
