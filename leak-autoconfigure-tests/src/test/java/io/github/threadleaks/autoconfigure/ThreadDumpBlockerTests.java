// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.autoconfigure;

import java.util.Arrays;

import io.github.threadleaks.autoconfigure.support.TestApplication;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Boot's own dumps in a protected profile.
 */
@ExtendWith(OutputCaptureExtension.class)
class ThreadDumpBlockerTests {

	private static final String PROD = "spring.profiles.active=prod";

	private static final String SAID = "The endpoints threaddump and heapdump are off, as the profile 'prod' is protected "
			+ "and nothing is masked there; threadsnapshot is the one to use. "
			+ "management.endpoint.threaddump.access=read-only turns threaddump on.";

	private static int threadDump(String... properties) {
		String[] all = Arrays.copyOf(properties, properties.length + 2);
		all[properties.length] = "management.endpoints.web.exposure.include=*";
		all[properties.length + 1] = "server.port=0";
		try (TestApplication application = TestApplication.start(all)) {
			assertThat(application.get("threadsnapshot").statusCode()).isEqualTo(200);
			return application.get("threaddump").statusCode();
		}
	}

	@Test
	void aProtectedProfileTurnsThemOffAndThatIsSaidOnce(CapturedOutput output) {
		assertThat(threadDump(PROD)).isEqualTo(404);
		assertThat(output.toString().split(SAID.replace(".", "[.]"), -1)).hasSize(2);
	}

	@Test
	void elsewhereTheyAreAsBootHasThem(CapturedOutput output) {
		assertThat(threadDump("spring.profiles.active=test")).isEqualTo(200);
		assertThat(output).doesNotContain("nothing is masked");
	}

	@Test
	void whatTheUserTurnsOnIsOn(CapturedOutput output) {
		assertThat(threadDump(PROD, "management.endpoint.threaddump.access=read-only")).isEqualTo(200);
		assertThat(output).contains("The endpoint heapdump is off");
	}

	@Test
	void aPropertyLeavesThemAlone() {
		assertThat(threadDump(PROD, "threadleaks.security.block-thread-dump=false")).isEqualTo(200);
	}

	@Test
	void profilesMayBeOthers() {
		assertThat(
				threadDump("spring.profiles.active=customer-7", "threadleaks.security.protected-profiles=customer-*"))
			.isEqualTo(404);
	}

}
