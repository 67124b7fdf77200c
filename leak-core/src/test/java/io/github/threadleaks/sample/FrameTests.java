// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.sample;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class FrameTests {

	@ParameterizedTest
	@CsvSource({ "com.acme.Mailer, com.acme.Mailer", "com.acme.Mailer$$Lambda$25/0x00007f01, com.acme.Mailer$$Lambda",
			"com.acme.Mailer$$Lambda/0x0123456789abcdef, com.acme.Mailer$$Lambda",
			"com.acme.Mailer$$Lambda$25, com.acme.Mailer$$Lambda", "com.acme.Hidden/0x00007f01, com.acme.Hidden",
			"com.acme.Mailer$1, com.acme.Mailer$1", "com.acme.Mailer$Inner, com.acme.Mailer$Inner" })
	void whatDiffersFromOneJvmToTheNextIsDropped(String className, String stable) {
		assertThat(Frame.stableName(className)).isEqualTo(stable);
	}

	@Test
	void aFrameReadsLikeTheJdks() {
		assertThat(frame("Mailer.java", 42)).hasToString("com.acme.Mailer.run(Mailer.java:42)");
		assertThat(frame("Mailer.java", -1)).hasToString("com.acme.Mailer.run(Mailer.java)");
		assertThat(frame(null, -1)).hasToString("com.acme.Mailer.run(Unknown Source)");
		assertThat(frame("Mailer.java", -2)).hasToString("com.acme.Mailer.run(Native Method)");
		assertThat(frame("Mailer.java", 42).site()).isEqualTo("com.acme.Mailer.run");
	}

	private static Frame frame(@Nullable String file, int line) {
		return Frame.of(new StackTraceElement("com.acme.Mailer", "run", file, line));
	}

}
