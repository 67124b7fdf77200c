// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.sample;

import java.util.List;

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

	@Test
	void aHiddenClassOfARecordingIsNamedAsThatOfAStack() {
		for (String name : List.of("com.acme.Job$$Lambda$329+0x00007fd86c1c3a20.1670993182",
				"com.acme.Job$$Lambda.0x000000006a1c3000", "com.acme.Job$$Lambda$25/0x00007f01")) {
			assertThat(Frame.recorded(name, "run", -1, false).type()).isEqualTo("com.acme.Job$$Lambda");
		}
		assertThat(Frame.recorded("com.acme0x.Job0x1", "run", 3, false).type()).isEqualTo("com.acme0x.Job0x1");
	}

	@Test
	void theFileOfARecordedFrameIsThatOfTheOutermostClass() {
		assertThat(Frame.recorded("com.acme.Job$Part$1", "run", 42, false))
			.hasToString("com.acme.Job$Part$1.run(Job.java:42)");
		assertThat(Frame.recorded("com.acme.JobsKt", "start", 7, false))
			.hasToString("com.acme.JobsKt.start(Jobs.kt:7)");
		assertThat(Frame.recorded("$Job", "run", 1, false).file()).isEqualTo("$Job.java");
	}

}
