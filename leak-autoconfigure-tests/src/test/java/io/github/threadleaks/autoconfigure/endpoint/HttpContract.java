// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.autoconfigure.endpoint;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.Stream;

import io.github.threadleaks.autoconfigure.support.FakeMonitor;
import io.github.threadleaks.autoconfigure.support.TestApplication;
import io.github.threadleaks.autoconfigure.support.TestReports;
import io.github.threadleaks.judge.Verdict;
import io.github.threadleaks.report.ThreadCounts;
import io.github.threadleaks.report.TooManyAcceptedException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.willThrow;
import static org.mockito.Mockito.verify;

/**
 * What the endpoints answer, byte for byte, whatever web stack serves them.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class HttpContract {

	private static final String LEAK = """
			{"id":"3f9a1c07","verdict":"CONFIRMED","accepted":false,"pattern":"EXECUTOR_NOT_SHUT_DOWN",\
			"summary":"pool-#-thread-# grew 4 to 312 in 11 min and none ended.","advice":"ADVICE",\
			"threadName":"pool-#-thread-#","kind":"PLATFORM","threads":312,"growthPerHour":1190.5,\
			"since":"2026-01-01T11:49:00Z","oldest":"PT11M",\
			"createdAt":["com.acme.OrderService.export(OrderService.java:42)"],\
			"createdBy":{"http.route":"POST /orders"},"labels":{"tenant":{"acme":9}},\
			"waitsAt":["java.util.concurrent.LinkedBlockingQueue.take"],"state":"WAITING",\
			"families":[{"threadName":"pool-#-thread-#","threads":312}],\
			"evidence":[{"kind":"GROWTH","summary":"It grows.","value":1190.5,"unit":"threads/hour"}]""";

	private static final String DETAILS = """
			,"history":[{"at":"2026-01-01T11:59:55Z","threads":311}],\
			"examples":[{"id":77,"name":"pool-7-thread-1","state":"WAITING","age":"PT9M","idleFor":"PT8M",\
			"frames":["java.util.concurrent.LinkedBlockingQueue.take"]}]}""";

	private final FakeMonitor fake = new FakeMonitor(TestReports.report(new ThreadCounts.Virtual(3, true),
			List.of(TestReports.leak("3f9a1c07", Verdict.CONFIRMED, 312)),
			List.of(TestReports.leak("0a0a0a0a", Verdict.SUSPECTED, 5))));

	private final String[] stack;

	@SuppressWarnings("NullAway.Init")
	private TestApplication open;

	@SuppressWarnings("NullAway.Init")
	private TestApplication protectedOne;

	@SuppressWarnings("NullAway.Init")
	private TestApplication unrestricted;

	HttpContract(String... stack) {
		this.stack = stack;
	}

	final TestApplication application() {
		return this.open;
	}

	/** In a protected profile. */
	final TestApplication protectedApplication() {
		return this.protectedOne;
	}

	/** Whose server compresses. */
	final TestApplication compressingApplication() {
		return this.unrestricted;
	}

	final FakeMonitor fake() {
		return this.fake;
	}

	@BeforeAll
	void start() {
		this.open = start("management.endpoint.threadleaks.access=read-only");
		this.protectedOne = start("spring.profiles.active=prod");
		this.unrestricted = start("management.endpoint.threadleaks.access=unrestricted",
				"server.compression.enabled=true", "server.compression.min-response-size=1");
	}

	private TestApplication start(String... properties) {
		// these tests ask for more snapshots than a person would
		return TestApplication.start(this.fake.asBean(),
				Stream.of(this.stack, properties, new String[] { "threadleaks.security.rate-limit=100000" })
					.flatMap(Stream::of)
					.toArray(String[]::new));
	}

	@AfterAll
	void stop() {
		this.open.close();
		this.protectedOne.close();
		this.unrestricted.close();
	}

	private static String withAdvice(String json) {
		return json.replace("ADVICE", TestReports.leak("1", Verdict.WATCHING, 1).pattern().advice());
	}

	static void assertProblem(HttpResponse<String> response, int status, String body) {
		assertThat(response.body()).isEqualTo(body);
		assertThat(response.statusCode()).isEqualTo(status);
		assertThat(response.headers().firstValue("Content-Type"))
			.hasValueSatisfying((type) -> assertThat(type).startsWith("application/problem+json"));
	}

	@Test
	void curlGetsTheReportAsJson() {
		HttpResponse<String> response = this.open.get("threadleaks");
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
		assertThat(response.body()).startsWith("""
				{"status":"LEAKING","sampledAt":"2026-01-01T12:00:00Z","observedFor":"PT12M","interval":"PT5S",\
				"threads":{"live":412,"daemon":30,"peak":420,"started":1203,"dormant":380,\
				"states":{"RUNNABLE":12,"BLOCKED":1,"WAITING":389,"TIMED_WAITING":10},\
				"virtual":{"live":3,"available":true}},"leaks":[""" + withAdvice(LEAK) + "}],\"resolved\":[{")
			.endsWith(
					"""
							}],"exhaustion":{"in":"PT3H12M","earliest":"PT2H30M","latest":"PT4H50M","used":1204,\
							"limit":32768,"source":"cgroup pids.max"},\
							"signals":[{"name":"heap","kind":"HEAP","value":7.340032E8,"unit":"bytes","growthPerHour":0.0},\
							{"name":"connections:orders","kind":"CONNECTIONS","value":9.0,"unit":"connections",\
							"growthPerHour":40.5,"since":"2026-01-01T11:49:00Z","verdict":"SUSPECTED"}],\
							"together":"Threads and connections have grown together.","cost":{"lastSample":"PT0.0014S","cpuShare":3.0E-4,"degraded":["stretched"]}}""");
	}

	@Test
	void whatGrowsTogetherIsToldInTheTextToo() {
		assertThat(this.open.get("threadleaks", "text/plain").body())
			.contains("\nThreads and connections have grown together.\n",
					"\nconnections:orders SUSPECTED: 9 connections, 41 more an hour\n")
			.doesNotContain("heap");
	}

	@Test
	void theListLeavesOutHistoryAndExamples() {
		assertThat(this.open.get("threadleaks").body()).doesNotContain("history", "examples");
	}

	@Test
	void oneLeakHasHistoryAndExamples() {
		HttpResponse<String> response = this.open.get("threadleaks/3f9a1c07");
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.body()).isEqualTo(withAdvice(LEAK + DETAILS));
	}

	@Test
	void aResolvedLeakIsFoundToo() {
		assertThat(this.open.get("threadleaks/0a0a0a0a").body()).startsWith("{\"id\":\"0a0a0a0a\"");
	}

	@ParameterizedTest
	@ValueSource(strings = { "threadleaks", "threadleaks/3f9a1c07" })
	void textIsServedToWhoeverAcceptsOnlyText(String path) {
		HttpResponse<String> response = this.open.get(path, "text/plain");
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.headers().firstValue("Content-Type"))
			.hasValueSatisfying((type) -> assertThat(type).isEqualToIgnoringCase("text/plain;charset=UTF-8"));
		assertThat(response.body()).contains("3f9a1c07", "CONFIRMED").doesNotStartWith("{");
	}

	@ParameterizedTest
	@ValueSource(strings = { "application/json, text/plain, */*", "application/vnd.spring-boot.actuator.v3+json",
			"application/json" })
	void jsonIsServedToWhoeverAcceptsIt(String accept) {
		assertThat(this.open.get("threadleaks", accept).body()).startsWith("{\"status\":\"LEAKING\"");
	}

	@ParameterizedTest
	@ValueSource(strings = { "*/*", "text/plain", "application/json" })
	void anUnknownLeakIsAProblem(String accept) {
		assertProblem(this.open.get("threadleaks/nosuch", accept), 404, """
				{"type":"about:blank","title":"Not Found","status":404,"detail":"There is no leak of this id. \
				The threadleaks endpoint lists the ids of open and resolved leaks.","reason":"unknown-leak"}""");
	}

	private HttpResponse<String> accept(TestApplication application, String id, String body) {
		return application.post("threadleaks/" + id, "application/json", body);
	}

	@Test
	void aLeakIsAcceptedAndAnsweredAsItIsFound() {
		HttpResponse<String> response = accept(this.unrestricted, "3f9a1c07", "{\"accepted\": true}");
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
		assertThat(response.body())
			.isEqualTo(withAdvice(LEAK + DETAILS).replace("\"accepted\":false", "\"accepted\":true"));
		verify(this.fake.monitor()).accept("3f9a1c07", true);
	}

	@Test
	void anAcceptanceIsTakenBack() {
		assertThat(accept(this.unrestricted, "3f9a1c07", "{\"accepted\": false}").body())
			.contains("\"accepted\":false");
		verify(this.fake.monitor()).accept("3f9a1c07", false);
	}

	@Test
	void anUnknownLeakIsNotAccepted() {
		assertProblem(accept(this.unrestricted, "nosuch", "{\"accepted\": true}"), 404, """
				{"type":"about:blank","title":"Not Found","status":404,"detail":"There is no leak of this id. \
				The threadleaks endpoint lists the ids of open and resolved leaks.","reason":"unknown-leak"}""");
	}

	@ParameterizedTest
	@CsvSource(quoteCharacter = '`', value = { "{}, ``", "``, ``", "{\"accepted\": null}, ``",
			"{\"accepted\": \"maybe\"}, maybe", "{\"accepted\": 1}, 1", "{\"other\": true}, ``" })
	void whatIsNeitherTrueNorFalseIsAProblem(String body, String value) {
		assertProblem(accept(this.unrestricted, "3f9a1c07", body), 400, """
				{"type":"about:blank","title":"Bad Request","status":400,"detail":"Parameter 'accepted' must be true \
				or false in a JSON body such as {\\"accepted\\": true}, not '%s'.","reason":"bad-parameter",\
				"parameter":"accepted"}""".formatted(value));
	}

	@Test
	void tooManyAcceptedLeaksAreAProblem() {
		willThrow(TooManyAcceptedException.class).given(this.fake.monitor()).accept("0a0a0a0a", true);
		assertThat(accept(this.unrestricted, "0a0a0a0a", "{\"accepted\": true}").body()).contains("\"status\":409",
				"\"reason\":\"too-many-accepted\"");
	}

	@Test
	void nobodyAcceptsLeaksUnlessThatIsAllowed() {
		for (TestApplication application : List.of(this.open, this.protectedOne)) {
			assertThat(accept(application, "3f9a1c07", "{\"accepted\": true}").statusCode()).isEqualTo(405);
			assertThat(application.get("threadleaks/3f9a1c07").statusCode()).isEqualTo(200);
		}
	}

	@Test
	void aFormOfAnotherSiteAcceptsNothing() {
		for (String type : List.of("text/plain", "application/x-www-form-urlencoded")) {
			assertThat(this.unrestricted.post("threadleaks/3f9a1c07", type, "accepted=true").statusCode())
				.isEqualTo(415);
		}
	}

	@Test
	void healthShowsTheContributor() {
		assertThat(this.open.get("health/threadLeaks").body()).contains("\"worst\":\"CONFIRMED\"");
	}

}
