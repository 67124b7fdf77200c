// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.autoconfigure.endpoint;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

import io.github.threadleaks.autoconfigure.support.FakeMonitor;
import io.github.threadleaks.autoconfigure.support.TestApplication;
import io.github.threadleaks.autoconfigure.support.TestReports;
import io.github.threadleaks.format.SnapshotFormat;
import org.junit.jupiter.api.Test;

import org.springframework.boot.actuate.audit.AuditEvent;
import org.springframework.boot.actuate.audit.listener.AuditApplicationEvent;
import org.springframework.context.ApplicationListener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;

/**
 * With Spring Security, as Boot sets it up: who has signed in has a name and roles.
 */
abstract class SecurityContract {

	private static final String PASSWORD = "correct horse";

	private final List<AuditEvent> records = new CopyOnWriteArrayList<>();

	private final FakeMonitor fake = new FakeMonitor(TestReports.report());

	private final String stack;

	SecurityContract(String stack) {
		this.stack = stack;
	}

	/** An application that alice may sign in to, and in which full detail is for OPS. */
	private TestApplication start(String aliceIs, String... more) {
		String[] security = { this.stack, "spring.security.user.name=alice",
				"spring.security.user.password=" + PASSWORD, "spring.security.user.roles=" + aliceIs,
				"threadleaks.security.required-role=OPS" };
		return TestApplication.start((context) -> {
			this.fake.asBean().initialize(context);
			ApplicationListener<AuditApplicationEvent> recorder = (event) -> this.records.add(event.getAuditEvent());
			context.addApplicationListener(recorder);
		}, Stream.of(security, more).flatMap(Stream::of).toArray(String[]::new));
	}

	private static HttpResponse<String> asAlice(TestApplication application, String path, String password) {
		String login = Base64.getEncoder().encodeToString(("alice:" + password).getBytes(StandardCharsets.UTF_8));
		return application.exactly("GET", "/actuator/" + path, "Authorization", "Basic " + login);
	}

	private static HttpResponse<String> asAlice(TestApplication application, String path) {
		return asAlice(application, path, PASSWORD);
	}

	private List<Map<String, Object>> snapshotRecords() {
		return this.records.stream()
			.filter((event) -> event.getType().equals(SnapshotAudit.TYPE))
			.map(AuditEvent::getData)
			.toList();
	}

	@Test
	void whoHasTheRoleGetsEveryThreadInEveryFormat() {
		try (TestApplication application = start("READER,OPS")) {
			for (SnapshotFormat format : SnapshotFormat.values()) {
				assertThat(asAlice(application, "threadsnapshot/" + format.parameter() + "?detail=full").statusCode())
					.as(format.parameter())
					.isEqualTo(200);
			}
			assertThat(asAlice(application, "threadsnapshot?detail=full").body()).contains("pool-7-thread-1");
		}
		assertThat(this.records).filteredOn((event) -> event.getType().equals(SnapshotAudit.TYPE))
			.hasSize(SnapshotFormat.values().length + 1)
			.allSatisfy((event) -> assertThat(event.getPrincipal()).isEqualTo("alice"))
			.allSatisfy((event) -> assertThat(event.getData()).containsEntry("outcome", "served")
				.containsEntry("detail", "full"));
	}

	@Test
	void whoHasAnotherRoleGetsGroupsOnly() {
		try (TestApplication application = start("READER,OPSX,OP")) {
			for (SnapshotFormat format : SnapshotFormat.values()) {
				HttpResponse<String> response = asAlice(application,
						"threadsnapshot/" + format.parameter() + "?detail=full");
				assertThat(response.statusCode()).as(format.parameter()).isEqualTo(403);
				assertThat(response.body()).contains("\"reason\":\"role-required\"", "for the role OPS");
			}
			verify(this.fake.monitor(), never()).snapshot(any());
			assertThat(asAlice(application, "threadsnapshot").statusCode()).isEqualTo(200);
			assertThat(asAlice(application, "threadleaks").statusCode()).isEqualTo(200);
		}
		assertThat(snapshotRecords()).extracting((data) -> data.get("outcome")).contains("role-required", "served");
	}

	@Test
	void inAProtectedProfileTheRoleDoesNotHelp() {
		try (TestApplication application = start("OPS", "spring.profiles.active=prod")) {
			HttpResponse<String> response = asAlice(application, "threadsnapshot?detail=full");
			assertThat(response.statusCode()).isEqualTo(403);
			assertThat(response.body()).contains("\"reason\":\"detail-blocked\"");
			assertThat(asAlice(application, "threadsnapshot").statusCode()).isEqualTo(200);
		}
	}

	@Test
	void anAddressThatIsNotAllowedIsNotHelpedByTheRole() {
		try (TestApplication application = start("OPS", "threadleaks.security.allowed-addresses=192.0.2.0/24")) {
			for (String path : List.of("threadsnapshot", "threadsnapshot?detail=full", "threadleaks")) {
				HttpResponse<String> response = asAlice(application, path);
				assertThat(response.statusCode()).as(path).isEqualTo(403);
				assertThat(response.body()).as(path).contains("\"reason\":\"address-not-allowed\"");
			}
		}
	}

	@Test
	void whoHasNotSignedInIsTurnedAwayBefore() {
		try (TestApplication application = start("OPS")) {
			for (HttpResponse<String> response : List.of(application.get("threadsnapshot"),
					application.get("thread%73napshot;a"), asAlice(application, "threadsnapshot?detail=full", "wrong"),
					application.get("threadleaks"))) {
				assertThat(response.statusCode()).isBetween(400, 401);
				assertThat(response.body()).doesNotContain("reason", "sampledAt");
			}
		}
		verify(this.fake.monitor(), never()).snapshot(any());
		assertThat(snapshotRecords()).isEmpty();
	}

}
