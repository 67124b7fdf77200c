// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.autoconfigure.endpoint;

import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import io.github.threadleaks.autoconfigure.support.FakeMonitor;
import io.github.threadleaks.autoconfigure.support.TestApplication;
import io.github.threadleaks.autoconfigure.support.TestReports;
import io.github.threadleaks.format.SnapshotFormat;
import io.github.threadleaks.judge.Verdict;
import io.github.threadleaks.snapshot.SnapshotDetail;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyBoolean;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;

/**
 * The whole policy: in which profile, from which address, with which role and how often
 * may who ask for which detail in which format.
 */
abstract class PolicyContract {

	private static final String ELSEWHERE = "192.0.2.0/24";

	private static final String HERE = "127.0.0.0/8,::1";

	private static final int UNLIMITED = 100_000;

	private static final String LEAK = "3f9a1c07";

	/**
	 * Ways to write a path that one server or another may take for that of an endpoint.
	 */
	private static final List<String> SPELLINGS = List.of("/actuator/thread%73napshot", "/%61ctuator/threadsnapshot",
			"/actuator/threadsnapshot;a=b", "/actuator;a/threadsnapshot", "/actuator/threadsnapshot;a=b/text;c",
			"/actuator/threadsnapshot/%74ext", "/actuator/threadsnapshot/text/", "/actuator/threadsnapshot/",
			"/actuator/threadsnapshot?detail=full", "/actuator/thread%73napshot;a?detail=full",
			"/actuator/thread%6Ceaks", "/actuator/threadleaks;a=b", "/actuator;a/threadleaks",
			"/%61ctuator;a/thread%6ceaks;b", "/actuator/threadleaks/", "/actuator/threadleaks/" + LEAK,
			"/actuator/thread%6ceaks/" + LEAK + ";a", "/actuator/threadleaks/%33f9a1c07",
			"/actuator/threadleaks;jsessionid=1?stacks=grouped", "//actuator/threadleaks", "/actuator//threadleaks",
			"/./actuator/threadleaks", "/actuator/./threadleaks", "/a/../actuator/threadleaks",
			"/actuator/a/../threadleaks", "/actuator/a/..;/threadleaks", "/%2e/actuator/threadleaks",
			"/a/%2e%2e/actuator/threadleaks", "/actuator%2fthreadleaks", "/actuator%5cthreadleaks",
			"/actuator/threadleaks%2f", "/actuator/threadleaks%00", "/actuator/threadleaks%20",
			"/actuator/threadleaks%3ba", "/actuator/thread%256ceaks", "/actuator/threadleaks.json",
			"/ACTUATOR/threadleaks", "/actuator/THREADLEAKS", "/actuator/threadleaks?a=/actuator/health",
			"/;a/actuator/threadleaks");

	private final String[] stack;

	PolicyContract(String... stack) {
		this.stack = stack;
	}

	/** Of the spellings, some that are the path of an endpoint for this stack. */
	List<String> served() {
		return List.of("/actuator/threadsnapshot;a=b", "/actuator;a/threadleaks", "/actuator/threadsnapshot/%74ext",
				"/actuator/threadleaks/%33f9a1c07", "/actuator/thread%73napshot", "/%61ctuator/threadsnapshot",
				"/actuator/thread%6Ceaks");
	}

	static Stream<Arguments> applications() {
		List<Arguments> applications = new ArrayList<>();
		for (String profile : List.of("test", "prod")) {
			for (String addresses : List.of("", HERE, ELSEWHERE)) {
				for (String role : List.of("", "OPS")) {
					for (int rate : List.of(UNLIMITED, 1)) {
						applications.add(arguments(profile, addresses, role, rate));
					}
				}
			}
		}
		return applications.stream();
	}

	@ParameterizedTest
	@MethodSource("applications")
	void theTable(String profile, String addresses, String role, int rate) {
		try (TestApplication application = start(profile, addresses, role, rate)) {
			int left = rate;
			for (SnapshotDetail detail : SnapshotDetail.values()) {
				for (SnapshotFormat format : SnapshotFormat.values()) {
					String expected = expected(profile, addresses, role, detail, format);
					if (expected.equals("200") && left-- <= 0) {
						expected = "429 rate-limited";
					}
					String path = "threadsnapshot/" + format.parameter() + "?detail=" + detail.parameter();
					assertAnswered(path, application.get(path), expected);
				}
			}
			assertReported(application, addresses.equals(ELSEWHERE));
		}
	}

	/** What is to be answered, written down once more and by other means. */
	private static String expected(String profile, String addresses, String role, SnapshotDetail detail,
			SnapshotFormat format) {
		if (addresses.equals(ELSEWHERE)) {
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

	private static void assertAnswered(String path, HttpResponse<String> response, String expected) {
		assertThat(response.statusCode()).as(path).isEqualTo(Integer.parseInt(expected.substring(0, 3)));
		assertGuarded(path, response.headers());
		if (expected.length() > 3) {
			assertThat(response.headers().firstValue("Content-Type").orElse("")).as(path)
				.startsWith("application/problem+json");
			assertThat(response.body()).as(path)
				.contains("\"reason\":\"" + expected.substring(4) + "\"", "\"detail\":\"",
						"\"status\":" + expected.substring(0, 3));
		}
		if (response.statusCode() == 429) {
			assertThat(response.headers().firstValue("Retry-After")).as(path)
				.hasValueSatisfying((seconds) -> assertThat(Integer.parseInt(seconds)).isBetween(1, 61));
		}
	}

	/** Neither stored nor taken for another type nor framed. */
	private static void assertGuarded(String path, HttpHeaders headers) {
		assertThat(headers.firstValue("Cache-Control")).as(path).hasValue("no-store");
		assertThat(headers.firstValue("X-Content-Type-Options")).as(path).hasValue("nosniff");
		assertThat(headers.firstValue("Content-Security-Policy").orElse("")).as(path)
			.contains("frame-ancestors 'none'");
	}

	/** Of the rate, the report is independent. */
	private static void assertReported(TestApplication application, boolean refused) {
		for (String type : List.of("application/json", "text/plain", "text/html")) {
			assertThat(application.get("threadleaks", type).statusCode()).as(type).isEqualTo(refused ? 403 : 200);
			assertThat(application.get("threadleaks/" + LEAK, type).statusCode()).as(type)
				.isEqualTo(refused ? 403 : 200);
		}
	}

	@Test
	void whereTheRateIsUsedUpThePageSaysSoAndTheReportGoesOn() {
		try (TestApplication application = start("test", "", "", 1)) {
			assertThat(application.get("threadsnapshot").statusCode()).isEqualTo(200);
			assertThat(application.get("threadsnapshot").statusCode()).isEqualTo(429);
			assertThat(application.get("threadleaks", "text/html").body())
				.contains("snapshots were asked for in a minute");
		}
	}

	@Test
	void noSpellingOfAPathGetsPastTheAddresses() {
		FakeMonitor fake = monitor();
		try (TestApplication application = start(fake, "test", ELSEWHERE, "", UNLIMITED)) {
			List<String> refused = new ArrayList<>();
			for (String spelling : SPELLINGS) {
				assertThat(application.exactly("HEAD", spelling).statusCode()).as(spelling).isGreaterThanOrEqualTo(400);
				HttpResponse<String> response = application.exactly("GET", spelling);
				assertThat(response.statusCode()).as(spelling).isGreaterThanOrEqualTo(400);
				assertThat(response.body()).as(spelling).doesNotContain("pool-", "sampledAt", "takenAt");
				if (response.statusCode() == 403) {
					refused.add(spelling);
				}
			}
			// the others are unknown on this stack
			assertThat(refused).containsAll(served());
			verify(fake.monitor(), never()).snapshot(any());
		}
	}

	@Test
	void nobodyAcceptsALeakFromElsewhere() {
		FakeMonitor fake = monitor();
		try (TestApplication application = start(fake, "test", ELSEWHERE, "", UNLIMITED,
				"management.endpoint.threadleaks.access=unrestricted")) {
			assertThat(
					application.post("threadleaks/" + LEAK, "application/json", "{\"accepted\":\"true\"}").statusCode())
				.isEqualTo(403);
			verify(fake.monitor(), never()).accept(any(), anyBoolean());
		}
	}

	@Test
	void whateverIsServedBySomeSpellingHasTheHeadersToo() {
		try (TestApplication application = start("test", HERE, "", UNLIMITED)) {
			List<String> served = new ArrayList<>();
			for (String spelling : SPELLINGS) {
				HttpResponse<String> response = application.exactly("GET", spelling);
				if (response.statusCode() == 200) {
					served.add(spelling);
					assertGuarded(spelling, response.headers());
				}
			}
			assertThat(served).containsAll(served());
		}
	}

	/**
	 * Asks where the endpoints are not at their usual place: who may is let in, and
	 * others are not.
	 */
	final void assertGuardedAt(String path, String... properties) {
		for (String addresses : List.of(HERE, ELSEWHERE)) {
			try (TestApplication application = start(monitor(), "test", addresses, "", UNLIMITED, properties)) {
				for (String endpoint : List.of("threadleaks", "threadsnapshot", "threadsnapshot/text?detail=full")) {
					String place = path + endpoint;
					assertAnswered(place, application.exactly("GET", place),
							addresses.equals(HERE) ? "200" : "403 address-not-allowed");
				}
			}
		}
	}

	private static FakeMonitor monitor() {
		return new FakeMonitor(TestReports.report(TestReports.leak(LEAK, Verdict.CONFIRMED, 312)));
	}

	private TestApplication start(String profile, String addresses, String role, int rate) {
		return start(monitor(), profile, addresses, role, rate);
	}

	private TestApplication start(FakeMonitor fake, String profile, String addresses, String role, int rate,
			String... more) {
		String[] policy = { "spring.profiles.active=" + profile, "threadleaks.security.allowed-addresses=" + addresses,
				"threadleaks.security.required-role=" + role, "threadleaks.security.rate-limit=" + rate };
		return TestApplication.start(fake.asBean(),
				Stream.of(this.stack, policy, more).flatMap(Stream::of).toArray(String[]::new));
	}

}
