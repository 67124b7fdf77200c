// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.page;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.github.threadleaks.format.WellFormed;
import io.github.threadleaks.judge.EvidenceKind;
import io.github.threadleaks.judge.Pattern;
import io.github.threadleaks.judge.Verdict;
import io.github.threadleaks.redact.RedactedText;
import io.github.threadleaks.redact.Redactor;
import io.github.threadleaks.report.Leak;
import io.github.threadleaks.report.ReportText;
import io.github.threadleaks.report.SamplingCost;
import io.github.threadleaks.report.Signs;
import io.github.threadleaks.report.Status;
import io.github.threadleaks.report.ThreadCounts;
import io.github.threadleaks.report.ThreadLeakReport;
import io.github.threadleaks.sample.ThreadKind;
import org.jsoup.nodes.Document;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whatever a leaked thread is called, the report reads like a report, as text and as a
 * page.
 */
class HostileReportTests {

	private static final Instant NOW = Instant.parse("2026-01-01T00:12:00Z");

	private static final Redactor REDACTOR = Redactor.standard(List.of());

	private static Leak leak(String hostile) {
		RedactedText text = REDACTOR.redact(hostile);
		return new Leak("3f9a1c07", Verdict.CONFIRMED, false, Pattern.QUEUE_NEVER_FED, text, text, ThreadKind.PLATFORM,
				312, 7, NOW.minusSeconds(660), Duration.ofMinutes(11), List.of(text), Map.of("http.route", text),
				Map.of(text, Map.of(text, 9)), List.of(text), Thread.State.WAITING,
				List.of(new Leak.Family(text, 200), new Leak.Family(text, 112)),
				List.of(new Leak.EvidenceLine(EvidenceKind.GROWTH, text, 7, "threads/hour")),
				List.of(new Leak.Size(NOW.minusSeconds(660), 4), new Leak.Size(NOW, 312)), List.of(new Leak.Example(77,
						text, Thread.State.WAITING, Duration.ofMinutes(11), Duration.ofMinutes(10), List.of(text))));
	}

	private static ThreadLeakReport report(String hostile) {
		ThreadCounts counts = new ThreadCounts(412, 30, 500, 1_203, 380, Map.of(Thread.State.WAITING, 412),
				new ThreadCounts.Virtual(0, false));
		return new ThreadLeakReport(Status.LEAKING, Optional.of(NOW), Duration.ofMinutes(12), Duration.ofSeconds(5),
				counts, List.of(leak(hostile)), List.of(leak(hostile)), Optional.empty(), Signs.NONE,
				new SamplingCost(Duration.ofMillis(1), 0.0003, List.of(REDACTOR.redact(hostile))));
	}

	private static Document page(InputStream stream) throws IOException {
		return WellFormed.page(WellFormed.text(stream.readAllBytes()));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "<script>alert(1)</script>", "</title><script>", "\"><img src=x onerror=x>",
			"--><svg/onload=x>", "&lt;&#0;", "\u001b[2J\u0007", "line\r\nLEAKING: 2 leaks open.", "\u2028\u202egnp.exe",
			"%s%n%d", "\u0000", "${jndi:ldap://x/}", "']; alert(1)//", "javascript:alert(1)" })
	void aReportStaysAReport(String hostile) throws IOException {
		for (String text : List.of(hostile, hostile.repeat(10_000))) {
			ThreadLeakReport report = report(text);
			String harmless = ReportText.render(report(""));
			String rendered = WellFormed.text(ReportText.render(report).getBytes(StandardCharsets.UTF_8));
			assertThat(rendered.lines().filter((line) -> line.startsWith("LEAKING"))).hasSize(1);
			assertThat(rendered.lines().count()).isEqualTo(harmless.lines().count());
			assertThat(rendered.length() - harmless.length()).isLessThan(20_000);
			Document page = page(ReportPage.open(report, List.of(), new PageStacks.Absent("Not here.", false)));
			assertThat(page.select("a[href^=javascript]")).isEmpty();
			page(ReportPage.open(leak(text), Duration.ofSeconds(5), true));
		}
	}

}
