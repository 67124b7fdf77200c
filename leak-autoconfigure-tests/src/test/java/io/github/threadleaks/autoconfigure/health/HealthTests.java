// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.autoconfigure.health;

import java.net.http.HttpResponse;

import io.github.threadleaks.autoconfigure.support.FakeMonitor;
import io.github.threadleaks.autoconfigure.support.TestApplication;
import io.github.threadleaks.autoconfigure.support.TestReports;
import io.github.threadleaks.judge.Verdict;
import io.github.threadleaks.report.ThreadLeakReport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Health over HTTP, since its types moved between Spring Boot's lines.
 */
class HealthTests {

	private static final String SERVLET = "spring.main.web-application-type=servlet";

	private static HttpResponse<String> health(ThreadLeakReport report, String... properties) {
		try (TestApplication application = TestApplication.start(new FakeMonitor(report).asBean(), properties)) {
			return application.get("health/threadLeaks");
		}
	}

	@Test
	void aLeakIsADetailOfAnUp() {
		HttpResponse<String> health = health(TestReports.report(TestReports.leak("1", Verdict.WATCHING, 9),
				TestReports.leak("2", Verdict.PROVEN, 7)), SERVLET);
		assertThat(health.statusCode()).isEqualTo(200);
		assertThat(health.body()).contains("\"status\":\"UP\"", "\"status\":\"LEAKING\"", "\"leaks\":2",
				"\"worst\":\"PROVEN\"", "\"threads\":412", "\"sampledAt\":\"2026-01-01T12:00:00Z\"");
	}

	@Test
	void withoutALeakThereIsNoWorst() {
		HttpResponse<String> health = health(TestReports.report(), SERVLET);
		assertThat(health.body()).contains("\"status\":\"OK\"", "\"leaks\":0").doesNotContain("worst");
	}

	@ParameterizedTest
	@CsvSource({ "confirmed, SUSPECTED, 200", "confirmed, CONFIRMED, 503", "confirmed, PROVEN, 503",
			"watching, WATCHING, 503" })
	void theVerdictThatWasNamedAndWorseOnesTurnItDown(String downOn, Verdict verdict, int status) {
		HttpResponse<String> health = health(TestReports.report(TestReports.leak("1", verdict, 9)), SERVLET,
				"threadleaks.health.down-on=" + downOn);
		assertThat(health.statusCode()).isEqualTo(status);
	}

	@Test
	void anAcceptedLeakDoesNotTurnItDown() {
		HttpResponse<String> health = health(
				TestReports.report(TestReports.leak("1", Verdict.PROVEN, 9).withAccepted(true)), SERVLET,
				"threadleaks.health.down-on=watching");
		assertThat(health.statusCode()).isEqualTo(200);
		assertThat(health.body()).contains("\"leaks\":0").doesNotContain("worst");
	}

	@Test
	void itCanBeTurnedOffByItself() {
		assertThat(health(TestReports.report(), SERVLET, "management.health.threadleaks.enabled=false").statusCode())
			.isEqualTo(404);
	}

}
