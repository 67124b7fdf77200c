// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.autoconfigure.endpoint;

import io.github.threadleaks.autoconfigure.support.FakeMonitor;
import io.github.threadleaks.autoconfigure.support.TestApplication;
import io.github.threadleaks.autoconfigure.support.TestReports;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The endpoints on a management port of its own.
 */
class ManagementPortTests {

	@ParameterizedTest
	@ValueSource(strings = { "servlet", "reactive" })
	void theEndpointsAreThereAndNowhereElse(String type) {
		FakeMonitor fake = new FakeMonitor(TestReports.report());
		try (TestApplication application = TestApplication.start(fake.asBean(),
				"spring.main.web-application-type=" + type, "management.server.port=0",
				"management.server.address=127.0.0.1", "spring.profiles.active=prod",
				// Boot 4.1 offers Tomcat and Netty for a reactive management context,
				// both under one name
				"spring.main.allow-bean-definition-overriding=true")) {
			assertThat(application.get("threadleaks").body()).startsWith("{\"status\":\"OK\"")
				.doesNotContain("exhaustion");
			assertThat(application.get("threadsnapshot").body()).contains("\"detail\":\"grouped\"");
			assertThat(application.get("threadsnapshot?detail=full").statusCode()).isEqualTo(403);
			assertThat(application.get(application.port(), "/actuator/threadleaks", "*/*").statusCode()).isEqualTo(404);
		}
	}

}
