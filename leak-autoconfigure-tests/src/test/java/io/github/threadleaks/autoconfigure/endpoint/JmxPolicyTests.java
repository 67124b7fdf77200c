// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.autoconfigure.endpoint;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.management.JMException;
import javax.management.ObjectName;

import io.github.threadleaks.autoconfigure.support.FakeMonitor;
import io.github.threadleaks.autoconfigure.support.TestApplication;
import io.github.threadleaks.autoconfigure.support.TestReports;
import io.github.threadleaks.format.SnapshotFormat;
import io.github.threadleaks.snapshot.SnapshotDetail;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * The policy over JMX: that of HTTP, but there are no addresses, and nobody has a role.
 */
class JmxPolicyTests {

	private static final String DOMAIN = "io.github.threadleaks.test.policy";

	/** What a refusal says, by its reason. */
	private static final Map<String, String> WORDS = Map.of("bad-parameter",
			"Parameter 'detail' must be grouped or full in format", "detail-blocked",
			"detail=full is not served here. Use detail=grouped", "role-required", "detail=full is for the role OPS",
			"rate-limited", "More than 1 snapshots were asked for in a minute, or more than 1 at once.");

	static Stream<Arguments> applications() {
		List<Arguments> applications = new ArrayList<>();
		for (String profile : List.of("test", "prod")) {
			for (String role : List.of("", "OPS")) {
				for (int rate : List.of(100_000, 1)) {
					applications.add(arguments(profile, role, rate));
				}
			}
		}
		return applications.stream();
	}

	@ParameterizedTest
	@MethodSource("applications")
	void theTable(String profile, String role, int rate) throws JMException {
		try (TestApplication application = TestApplication.start(new FakeMonitor(TestReports.report()).asBean(),
				"spring.main.web-application-type=none", "spring.jmx.enabled=true",
				"management.endpoints.jmx.exposure.include=*", "management.endpoints.jmx.domain=" + DOMAIN,
				"spring.profiles.active=" + profile, "threadleaks.security.allowed-addresses=192.0.2.0/24",
				"threadleaks.security.required-role=" + role, "threadleaks.security.rate-limit=" + rate)) {
			assertThat(application.context().isActive()).isTrue();
			int left = rate;
			for (SnapshotDetail detail : SnapshotDetail.values()) {
				for (SnapshotFormat format : SnapshotFormat.values()) {
					String expected = expected(profile, role, detail, format);
					if (expected.equals("served") && left-- <= 0) {
						expected = "rate-limited";
					}
					assertAnswered(detail, format, expected);
				}
			}
			assertThat(invoke("Threadleaks", "threadLeaks")).isInstanceOf(Map.class);
		}
	}

	private static String expected(String profile, String role, SnapshotDetail detail, SnapshotFormat format) {
		if (detail == SnapshotDetail.SUMMARY && format != SnapshotFormat.JSON && format != SnapshotFormat.TEXT) {
			return "bad-parameter";
		}
		if (detail == SnapshotDetail.FULL && profile.equals("prod")) {
			return "detail-blocked";
		}
		return (detail == SnapshotDetail.FULL && !role.isEmpty()) ? "role-required" : "served";
	}

	private static void assertAnswered(SnapshotDetail detail, SnapshotFormat format, String expected)
			throws JMException {
		Object[] arguments = Arrays.copyOf(new Object[] { format.parameter(), detail.parameter() }, 10);
		if (expected.equals("served")) {
			assertThat(invoke("Threadsnapshot", "threadSnapshotIn", arguments)).as("%s %s", detail, format)
				.asString()
				.isNotEmpty();
			return;
		}
		assertThatException().as("%s %s", detail, format)
			.isThrownBy(() -> invoke("Threadsnapshot", "threadSnapshotIn", arguments))
			.withMessageContaining(WORDS.get(expected));
	}

	private static Object invoke(String endpoint, String operation, Object... arguments) throws JMException {
		String[] signature = new String[arguments.length];
		Arrays.fill(signature, String.class.getName());
		return ManagementFactory.getPlatformMBeanServer()
			.invoke(new ObjectName(DOMAIN + ":type=Endpoint,name=" + endpoint), operation, arguments, signature);
	}

}
