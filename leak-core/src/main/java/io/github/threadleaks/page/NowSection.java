// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.page;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import io.github.threadleaks.format.SnapshotFormat;
import io.github.threadleaks.html.HtmlPage;
import io.github.threadleaks.html.HtmlWriter;
import io.github.threadleaks.report.ReportText;
import io.github.threadleaks.report.ThreadCounts;
import io.github.threadleaks.report.ThreadLeakReport;
import io.github.threadleaks.settings.Words;

/**
 * How things are: the answer in a word, the number of threads, how long they will last,
 * and what watching them costs.
 */
final class NowSection {

	private static final double NANOS_PER_MILLI = 1e6;

	private NowSection() {
	}

	static void write(HtmlWriter html, ThreadLeakReport report, boolean stacksAreServed) {
		html.open("section", "id", "now", "data-live", "", "aria-labelledby", "now-title")
			.open("h2", "id", "now-title")
			.element("span", report.status(), "class", "badge " + report.status().name().toLowerCase(Locale.ROOT))
			.text(" ")
			.element("span", ReportText.headline(report), "class", "headline")
			.close("h2");
		report.exhaustion()
			.ifPresent((exhaustion) -> html.element("p", ReportText.inWords(exhaustion), "class", "exhaustion"));
		counts(html, report.threads());
		html.element("p", cost(report), "class", "soft");
		report.cost().degraded().forEach((reason) -> html.element("p", "Note: " + reason, "class", "note"));
		html.close("section");
		links(html, stacksAreServed);
	}

	private static void counts(HtmlWriter html, ThreadCounts threads) {
		html.open("dl", "class", "counts");
		count(html, "live", threads.live());
		count(html, "daemon", threads.daemon());
		count(html, "peak", threads.peak());
		count(html, "started", threads.started());
		count(html, "dormant", threads.dormant());
		new TreeMap<>(threads.states()).forEach((state, number) -> count(html, state.name(), number));
		if (threads.virtual().available()) {
			count(html, "virtual", threads.virtual().live());
		}
		html.close("dl");
	}

	private static void count(HtmlWriter html, String what, long number) {
		html.open("div")
			.element("dt", what)
			.element("dd", Words.format("%,d", number), "id",
					"count-" + what.toLowerCase(Locale.ROOT).replace('_', '-'))
			.close("div");
	}

	private static String cost(ThreadLeakReport report) {
		if (report.sampledAt().isEmpty()) {
			return Words.format("Not sampled yet; samples are taken every %s.", Words.of(report.interval()));
		}
		return Words.format(
				"Sampled at %s, observed for %s, every %s; the last sample took %.1f ms of CPU, %.3f %% of one core.",
				HtmlPage.time(report.sampledAt().get()), Words.of(report.observedFor()), Words.of(report.interval()),
				report.cost().lastSample().toNanos() / NANOS_PER_MILLI, report.cost().cpuShare() * 100);
	}

	/** In a terminal or a tool: the same data in other forms. */
	private static void links(HtmlWriter html, boolean stacksAreServed) {
		html.open("nav", "aria-label", "Other forms")
			.element("a", "What is leaking", "href", "#leaks")
			.element("a", "What else grows", "href", "#signals")
			.element("a", "Over time", "href", "#over-time")
			.element("a", "Stacks", "href", "#stacks");
		if (stacksAreServed) {
			Map<String, SnapshotFormat> forms = new TreeMap<>(
					Map.of("Snapshot: JSON", SnapshotFormat.JSON, "Snapshot: text", SnapshotFormat.TEXT,
							"Snapshot: pprof", SnapshotFormat.PPROF, "Snapshot: collapsed", SnapshotFormat.COLLAPSED,
							"Snapshot: dot", SnapshotFormat.DOT, "Snapshot: flame graph", SnapshotFormat.FLAMEGRAPH));
			forms.forEach((name, form) -> html.element("a", name, "href", "threadsnapshot/" + form.parameter()));
		}
		html.close("nav");
	}

}
