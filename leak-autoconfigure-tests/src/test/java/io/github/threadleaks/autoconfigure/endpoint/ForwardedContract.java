// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.autoconfigure.endpoint;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.github.threadleaks.autoconfigure.support.FakeMonitor;
import io.github.threadleaks.autoconfigure.support.TestApplication;
import io.github.threadleaks.autoconfigure.support.TestReports;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.actuate.audit.listener.AuditApplicationEvent;
import org.springframework.context.ApplicationListener;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whom a request is forwarded for counts only where Boot has been told to believe it.
 * These tests ask from this machine; 192.0.2.9 and 2001:db8::9 are let in.
 */
abstract class ForwardedContract {

	private static final String LET_IN = "threadleaks.security.allowed-addresses=192.0.2.0/24,2001:db8::/32";

	private final List<Object> addresses = new CopyOnWriteArrayList<>();

	private final String stack;

	ForwardedContract(String stack) {
		this.stack = stack;
	}

	final TestApplication start(String... more) {
		String[] properties = { this.stack, LET_IN, (more.length > 0) ? more[0] : LET_IN };
		return TestApplication.start((context) -> {
			new FakeMonitor(TestReports.report()).asBean().initialize(context);
			ApplicationListener<AuditApplicationEvent> recorder = (event) -> this.addresses
				.add(String.valueOf(event.getAuditEvent().getData().get("address")));
			context.addApplicationListener(recorder);
		}, properties);
	}

	private static List<Integer> statuses(TestApplication application, String... headers) {
		return List.of(application.exactly("GET", "/actuator/threadleaks", headers).statusCode(),
				application.exactly("GET", "/actuator/threadsnapshot", headers).statusCode());
	}

	static void assertLetIn(TestApplication application, String... headers) {
		assertThat(statuses(application, headers)).as("%s", List.of(headers)).containsOnly(200);
	}

	static void assertRefused(TestApplication application, String... headers) {
		assertThat(statuses(application, headers)).as("%s", List.of(headers)).containsOnly(403);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "none" })
	void aForgedHeaderIsNotBelieved(String strategy) {
		try (TestApplication application = strategy.isEmpty() ? start()
				: start("server.forward-headers-strategy=" + strategy)) {
			assertRefused(application, "X-Forwarded-For", "192.0.2.9");
			assertRefused(application, "Forwarded", "for=192.0.2.9");
			assertRefused(application, "X-Forwarded-For", "192.0.2.9", "X-Forwarded-Proto", "https", "X-Real-IP",
					"192.0.2.9");
		}
		assertThat(this.addresses).isNotEmpty().doesNotContain("192.0.2.9");
	}

	@ParameterizedTest
	@ValueSource(strings = { "framework", "native" })
	void withTheStrategyTheForwardedAddressCounts(String strategy) {
		try (TestApplication application = start("server.forward-headers-strategy=" + strategy)) {
			assertLetIn(application, "X-Forwarded-For", "192.0.2.9");
			assertLetIn(application, "X-Forwarded-For", "2001:db8::9");
			assertRefused(application, "X-Forwarded-For", "198.51.100.1");
			// asks directly
			assertRefused(application);
		}
		assertThat(this.addresses).contains("192.0.2.9", "198.51.100.1");
	}

	@Test
	void theStandardsHeaderCountsToo() {
		try (TestApplication application = start("server.forward-headers-strategy=framework")) {
			assertLetIn(application, "Forwarded", "for=192.0.2.9;proto=https");
			assertLetIn(application, "Forwarded", "for=\"192.0.2.9:4711\"");
			assertLetIn(application, "Forwarded", "for=\"[2001:db8::9]\"");
			assertLetIn(application, "Forwarded", "for=\"[2001:db8::9]:4711\"");
			assertRefused(application, "Forwarded", "for=198.51.100.1");
		}
	}

	@Test
	void whatIsNoAddressIsRefusedAndNeverLookedUp() {
		try (TestApplication application = start("server.forward-headers-strategy=framework")) {
			for (String nobody : List.of("unknown", "_hidden", "localhost", "192.0.2", "192.0.2.9.example.com",
					"3221225993", "0xC0000209", "192.0.2.9/24", "[192.0.2.9]", "::192.0.2.9")) {
				assertThat(statuses(application, "X-Forwarded-For", nobody)).as(nobody).doesNotContain(200);
			}
		}
	}

}
