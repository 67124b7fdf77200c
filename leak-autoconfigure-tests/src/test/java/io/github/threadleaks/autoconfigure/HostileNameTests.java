// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.autoconfigure;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import io.github.threadleaks.autoconfigure.support.FakeMonitor;
import io.github.threadleaks.autoconfigure.support.TestApplication;
import io.github.threadleaks.autoconfigure.support.TestReports;
import io.github.threadleaks.judge.Verdict;
import io.github.threadleaks.report.Leak;
import net.minidev.json.JSONArray;
import net.minidev.json.JSONObject;
import net.minidev.json.parser.JSONParser;
import net.minidev.json.parser.ParseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whatever leaked threads are called, JSON, the metrics and the log can be read by their
 * readers.
 */
@ExtendWith(OutputCaptureExtension.class)
class HostileNameTests {

	private static final List<String> NAMES = List.of("\"}],\"leaks\":[{", "a\\", "\"} 1\nevil_metric{x=\"y",
			"\r\n# TYPE evil counter", "\u001b[2J\u001b]0;x\u0007", "2026-01-01 INFO forged\nline",
			"<script>alert(1)</script>", "\u0000\ud800\u202e\u2028", "%s%n%d {} ${jndi:ldap://x/}", "x".repeat(1 << 20),
			"\"".repeat(1 << 20));

	/** The text exposition format, version 0.0.4. */
	private static final Pattern SERIES = Pattern
		.compile("[a-zA-Z_:][\\w:]*(?:\\{(?:[a-zA-Z_]\\w*=\"(?:[^\"\\\\]|\\\\[\"\\\\n])*\",?)*\\})? [-+0-9.eEInfNa]+");

	private final List<Leak> leaks = IntStream.range(0, NAMES.size())
		.mapToObj((i) -> TestReports.leak("3f9a1c" + (10 + i), Verdict.CONFIRMED, 10 + i, NAMES.get(i)))
		.toList();

	private final FakeMonitor fake = new FakeMonitor(TestReports.report(this.leaks.toArray(Leak[]::new)));

	@Test
	void everyReaderReads(CapturedOutput output) throws ParseException {
		try (TestApplication application = TestApplication.start(this.fake.asBean(),
				"spring.main.web-application-type=servlet")) {
			String body = application.get("threadleaks").body();
			JSONObject report = (JSONObject) new JSONParser(JSONParser.MODE_RFC4627).parse(body);
			assertThat((JSONArray) report.get("leaks")).hasSize(NAMES.size());
			assertThat(body.length()).isLessThan(NAMES.size() * 10_000);
			this.fake.sample(this.fake.monitor().report());
			String scraped = application.get("prometheus", "text/plain").body();
			assertThat(scraped.lines().filter((line) -> !line.startsWith("# "))).allMatch(SERIES.asMatchPredicate());
			assertThat(scraped.lines().filter((line) -> line.startsWith("threadleaks_leaked_threads")))
				.hasSize(NAMES.size());
			assertThat(scraped.lines()).noneMatch((line) -> line.matches("evil_metric.*|# [A-Z]+ evil.*"));
			this.leaks.forEach((leak) -> this.fake.tell((listener) -> listener.leakOpened(leak)));
		}
		List<String> lines = output.toString().lines().filter((line) -> line.contains("Thread leak 3f9a1c")).toList();
		assertThat(lines).hasSize(NAMES.size())
			.allMatch((line) -> line.length() < 2_000 && line.chars().allMatch((c) -> c >= ' '));
		assertThat(output.toString().lines())
			.noneMatch((line) -> line.startsWith("line") || line.contains("\u001b[2J"));
	}

}
