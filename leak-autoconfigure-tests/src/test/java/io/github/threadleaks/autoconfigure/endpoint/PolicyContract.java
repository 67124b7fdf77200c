// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.autoconfigure.endpoint;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.github.threadleaks.autoconfigure.support.FakeMonitor;
import io.github.threadleaks.autoconfigure.support.TestApplication;
import io.github.threadleaks.autoconfigure.support.TestReports;
import io.github.threadleaks.format.SnapshotFormat;
import io.github.threadleaks.snapshot.SnapshotDetail;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * The whole policy: in which profile, from which address, with which role and how often
 * may who ask for which detail in which format.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class PolicyContract {

	private static final String EXPOSED = "management.endpoints.web.exposure.include=*";

	private final String[] stack;

	private final Map<List<String>, TestApplication> applications = new HashMap<>();

	PolicyContract(String... stack) {
		this.stack = stack;
	}

	@AfterAll
	void stop() {
		this.applications.values().forEach(TestApplication::close);
	}

	static Stream<Arguments> table() {
		List<Arguments> rows = new ArrayList<>();
		for (String profile : List.of("test", "prod")) {
			for (String addresses : List.of("", "127.0.0.0/8,::1", "192.0.2.0/24")) {
				for (String role : List.of("", "OPS")) {
					for (SnapshotDetail detail : SnapshotDetail.values()) {
						for (SnapshotFormat format : SnapshotFormat.values()) {
							rows.add(arguments(profile, addresses, role, detail, format));
						}
					}
				}
			}
		}
		return rows.stream();
	}

	/** What is to be answered, written down once more and by other means. */
	private static String expected(String profile, String addresses, String role, SnapshotDetail detail,
			SnapshotFormat format) {
		if (addresses.equals("192.0.2.0/24")) {
			return "403 address-not-allowed";
		}
		if (detail == SnapshotDetail.SUMMARY && format != SnapshotFormat.JSON && format != SnapshotFormat.TEXT) {
			return "400 bad-parameter";
		}
		if (detail == SnapshotDetail.FULL && profile.equals("prod")) {
			return "403 detail-blocked";
		}
		return (detail == SnapshotDetail.FULL && !role.isEmpty()) ? "403 role-required" : "200";
	}

	@ParameterizedTest
	@MethodSource("table")
	void theTable(String profile, String addresses, String role, SnapshotDetail detail, SnapshotFormat format) {
		TestApplication application = application(profile, addresses, role, "100000");
		HttpResponse<String> response = application
			.get("threadsnapshot/" + format.parameter() + "?detail=" + detail.parameter());
		String expected = expected(profile, addresses, role, detail, format);
		assertThat(response.statusCode()).isEqualTo(Integer.parseInt(expected.substring(0, 3)));
		if (expected.length() > 3) {
			assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
			assertThat(response.body()).contains("\"reason\":\"" + expected.substring(4) + "\"", "\"detail\":\"",
					"\"status\":" + expected.substring(0, 3));
		}
		int report = application.get("threadleaks").statusCode();
		assertThat(report).isEqualTo(addresses.equals("192.0.2.0/24") ? 403 : 200);
	}

	@ParameterizedTest
	@MethodSource("formats")
	void theRate(SnapshotFormat format) {
		try (TestApplication application = start("test", "", "", "1")) {
			assertThat(application.get("threadsnapshot/" + format.parameter()).statusCode()).isEqualTo(200);
			HttpResponse<String> second = application.get("threadsnapshot/" + format.parameter());
			assertThat(second.statusCode()).isEqualTo(429);
			assertThat(second.body()).contains("\"reason\":\"rate-limited\"");
			assertThat(second.headers().firstValue("Retry-After"))
				.hasValueSatisfying((seconds) -> assertThat(Integer.parseInt(seconds)).isBetween(1, 61));
			assertThat(application.get("threadleaks").statusCode()).isEqualTo(200);
			assertThat(application.get("threadleaks", "text/html").body())
				.contains("snapshots were asked for in a minute");
		}
	}

	static Stream<SnapshotFormat> formats() {
		return Stream.of(SnapshotFormat.values());
	}

	private TestApplication application(String profile, String addresses, String role, String rate) {
		return this.applications.computeIfAbsent(List.of(profile, addresses, role, rate),
				(key) -> start(profile, addresses, role, rate));
	}

	private TestApplication start(String profile, String addresses, String role, String rate) {
		return TestApplication.start(new FakeMonitor(TestReports.report()).asBean(), Stream
			.of(this.stack,
					new String[] { EXPOSED, "spring.profiles.active=" + profile,
							"threadleaks.security.allowed-addresses=" + addresses,
							"threadleaks.security.required-role=" + role, "threadleaks.security.rate-limit=" + rate })
			.flatMap(Stream::of)
			.toArray(String[]::new));
	}

}
