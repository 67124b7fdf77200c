// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.autoconfigure.page;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.threadleaks.autoconfigure.support.FakeMonitor;
import io.github.threadleaks.autoconfigure.support.TestApplication;
import io.github.threadleaks.snapshot.SnapshotDetail;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.argThat;
import static org.mockito.BDDMockito.willThrow;
import static org.mockito.Mockito.clearInvocations;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;

/**
 * What a browser gets, whatever web stack serves it.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class PageContract {

	/** As browsers send it. */
	private static final String BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,"
			+ "image/webp,*/*;q=0.8";

	private static final List<String> PAGES = List.of("threadleaks", "threadleaks/3f9a1c01",
			"threadsnapshot/flamegraph");

	private final FakeMonitor fake = PageData.monitor(20);

	private final String stack;

	@SuppressWarnings("NullAway.Init")
	private TestApplication open;

	/**
	 * Closed at the end: on WebFlux all share the event loops that the first one closes.
	 */
	private final List<TestApplication> others = new ArrayList<>();

	PageContract(String stack) {
		this.stack = "spring.main.web-application-type=" + stack;
	}

	@BeforeAll
	void start() {
		// these tests look at more pages than a person would
		this.open = TestApplication.start(this.fake.asBean(), this.stack, "threadleaks.security.rate-limit=100000");
	}

	@AfterAll
	void stop() {
		this.open.close();
		this.others.forEach(TestApplication::close);
	}

	/** One more application with its own settings. */
	private TestApplication other(FakeMonitor monitor, String... properties) {
		String[] all = Arrays.copyOf(properties, properties.length + 1);
		all[properties.length] = this.stack;
		TestApplication application = TestApplication.start(monitor.asBean(), all);
		this.others.add(application);
		return application;
	}

	private String page(String path) {
		return page(this.open, path);
	}

	private static String page(TestApplication application, String path) {
		HttpResponse<String> response = application.get(path, BROWSER);
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.headers().firstValue("Content-Type"))
			.hasValueSatisfying((type) -> assertThat(type).isEqualToIgnoringCase("text/html;charset=UTF-8"));
		return response.body();
	}

	@ParameterizedTest
	@ValueSource(strings = { "threadleaks", "threadleaks/3f9a1c01", "threadsnapshot/flamegraph", "threadsnapshot" })
	void browsersGetAPage(String path) {
		assertThat(page(path)).startsWith("<!DOCTYPE html>").endsWith("</html>");
	}

	@ParameterizedTest
	@ValueSource(strings = { "threadleaks", "threadleaks/3f9a1c01" })
	void whoeverAcceptsAnythingGetsJson(String path) {
		assertThat(this.open.get(path, "*/*").body()).startsWith("{");
		assertThat(this.open.get(path, "application/json").body()).startsWith("{");
		assertThat(this.open.get(path, "text/plain").body()).doesNotContain("<html").doesNotStartWith("{");
	}

	@Test
	void thePolicyAllowsTheOneScriptAndTheOneStyleAndNothingInline() throws GeneralSecurityException {
		for (String path : PAGES) {
			String page = page(path);
			assertThat(unescaped(only(page, "Content-Security-Policy\" content=\"([^\"]*)\"")))
				.isEqualTo("default-src 'none'; script-src 'sha256-" + sha256(only(page, "(?s)<script>(.*?)</script>"))
						+ "'; style-src 'sha256-" + sha256(only(page, "(?s)<style>(.*?)</style>"))
						+ "'; connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'");
			assertThat(page).doesNotContain("style=\"").doesNotContainPattern("<[^>]* on[a-z]+=\"");
		}
	}

	private static String only(String page, String pattern) {
		Matcher matcher = Pattern.compile(pattern).matcher(page);
		assertThat(matcher.find()).isTrue();
		String found = matcher.group(1);
		assertThat(matcher.find()).as("only one").isFalse();
		return found;
	}

	private static String unescaped(String attribute) {
		return attribute.replace("&#39;", "'");
	}

	private static String sha256(String content) throws GeneralSecurityException {
		return Base64.getEncoder()
			.encodeToString(MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8)));
	}

	@Test
	void tenThousandThreadsAndTwentyLeaksAreLessThanFourHundredKilobytes() {
		String page = page("threadleaks");
		assertThat(page).contains("10,000 threads at ").contains("20 open leaks");
		assertThat(page.getBytes(StandardCharsets.UTF_8).length).isBetween(100_000, 400_000);
	}

	@Test
	void textsThatWouldLikeToBeMarkupAreTexts() {
		for (String path : PAGES) {
			assertThat(page(path)).contains("&lt;img src=x onerror=alert(1)&gt;")
				.doesNotContain("<img", "alert('x')", "&amp;;");
		}
	}

	@Test
	void thePageSaysWhatTheTextSays() {
		assertThat(page("threadleaks")).contains("LEAKING", "19 leaks open, 1 accepted.",
				"At this pace no thread can be started in 3 h", "10,204 of 32,768 by cgroup pids.max",
				"EXECUTOR_NOT_SHUT_DOWN", "pool-#-thread-# grew 4 to",
				"com.acme.orders.OrderService.export(OrderService.java:42)", "POST /orders/{id}/export",
				"Connection evictor (17)", "They wait in ", "the CPU budget is used up", "0a0a0a0a",
				"the connections are held by the leaked threads.", "734,003,200 bytes", "2026-01-01 11:13:00 UTC");
	}

	@Test
	void aLeakLinksToTheStacksOfItsThreads() {
		String query = "threadsnapshot/flamegraph?detail=grouped&amp;name=%5E%28pool-%5B0-9A-Za-z-%5D%2B-thread-"
				+ "%5B0-9A-Za-z-%5D%2B%29%24&amp;frame=%5Ejava%5C.util%5C.concurrent%5C.LinkedBlockingQueue%5C.take"
				+ "%28%5B%28%5D%7C%24%29";
		assertThat(page("threadleaks")).contains("href=\"" + query + "\"");
		assertThat(page("threadleaks/3f9a1c00")).contains("href=\"../" + query + "\"");
		assertThat(page(query.replace("&amp;", "&"))).contains("client-aa-#");
	}

	@Test
	void aRefreshTakesNoStacks() {
		clearInvocations(this.fake.monitor());
		assertThat(page("threadleaks?stacks=false")).contains("Stacks were not asked for.", "20 open leaks")
			.doesNotContain("client-aa-#");
		verify(this.fake.monitor(), never()).snapshot(any());
	}

	@Test
	void aBadParameterIsAProblem() {
		HttpResponse<String> response = this.open.get("threadleaks?stacks=maybe", BROWSER);
		assertThat(response.statusCode()).isEqualTo(400);
		assertThat(response.body()).contains("Parameter 'stacks' must be true or false, not 'maybe'.");
	}

	@Test
	void anUnknownLeakIsAProblem() {
		HttpResponse<String> response = this.open.get("threadleaks/nosuch", BROWSER);
		assertThat(response.statusCode()).isEqualTo(404);
		assertThat(response.headers().firstValue("Content-Type"))
			.hasValueSatisfying((type) -> assertThat(type).startsWith("application/problem+json"));
	}

	@Test
	void aProtectedProfileGetsThePageWithGroupedData() {
		FakeMonitor monitor = PageData.monitor(1);
		TestApplication application = other(monitor, "spring.profiles.active=prod");
		assertThat(page(application, "threadleaks")).contains("client-aa-#");
		verify(monitor.monitor()).snapshot(argThat((query) -> query.detail() == SnapshotDetail.GROUPED));
	}

	@Test
	void whereOnlyCountsAreAllowedThePageSaysWhyItShowsNoStacks() {
		FakeMonitor monitor = PageData.monitor(1);
		TestApplication application = other(monitor, "threadleaks.snapshot.max-detail=summary");
		for (String path : List.of("threadleaks", "threadleaks?stacks=false")) {
			assertThat(page(application, path)).contains("threadleaks.snapshot.max-detail allows counts only")
				.doesNotContain("href=\"threadsnapshot/");
		}
		verify(monitor.monitor(), never()).snapshot(any());
	}

	@Test
	void whereSnapshotsAreNotServedThePageShowsNoStacks() {
		FakeMonitor monitor = PageData.monitor(1);
		TestApplication application = other(monitor, "management.endpoints.web.exposure.exclude=threadsnapshot",
				"management.endpoints.jmx.exposure.include=*", "spring.jmx.enabled=true");
		assertThat(page(application, "threadleaks")).contains("the threadsnapshot endpoint is not served here")
			.doesNotContain("href=\"threadsnapshot/");
		verify(monitor.monitor(), never()).snapshot(any());
	}

	@Test
	void aFailedSnapshotLeavesThePage() {
		FakeMonitor monitor = PageData.monitor(1);
		willThrow(new OutOfMemoryError("password=hunter2")).given(monitor.monitor()).snapshot(any());
		TestApplication application = other(monitor);
		assertThat(page(application, "threadleaks")).contains("The snapshot could not be taken.", "1 open leak")
			.doesNotContain("hunter2");
	}

}
