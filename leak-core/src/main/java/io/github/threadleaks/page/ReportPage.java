// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.page;

import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import io.github.threadleaks.format.FlameGraph;
import io.github.threadleaks.format.Pieces;
import io.github.threadleaks.html.HtmlPage;
import io.github.threadleaks.html.HtmlWriter;
import io.github.threadleaks.report.Leak;
import io.github.threadleaks.report.ReportText;
import io.github.threadleaks.report.ThreadLeakReport;
import io.github.threadleaks.settings.Words;
import io.github.threadleaks.snapshot.SnapshotHistory;

/**
 * The report as a page for a browser, which needs no other file and no script.
 */
public final class ReportPage {

	private static final String NOTE = "Threadleaks. Texts are redacted, as everywhere; times are in UTC.";

	private ReportPage() {
	}

	/**
	 * Writes a report.
	 * @param report the report
	 * @param states the number of threads by state over time, oldest first
	 * @param stacks the stacks of all threads, or why there are none
	 * @return a stream that holds one piece at a time, and nothing that needs closing
	 */
	public static InputStream open(ThreadLeakReport report, List<SnapshotHistory.States> states, PageStacks stacks) {
		HtmlWriter html = new HtmlWriter();
		String title = Words.format("%s: %s - Threadleaks", report.status(), ReportText.headline(report));
		LeakSection leaks = new LeakSection(html, "", stacks.areServed());
		Stream<String> head = Pieces.lazy(() -> {
			HtmlPage.begin(html, title, "Thread leaks", report.interval());
			NowSection.write(html, report, stacks.areServed());
			return HtmlPage.documentType() + html.take();
		});
		return Pieces.open(Pieces.concat(List.of(head, leaks.open(report.leaks()), leaks.resolved(report.resolved()),
				Pieces.lazy(() -> SignalSection.write(html, report.signs())),
				Pieces.lazy(() -> StatesSection.write(html, report, states)), stacks(html, stacks),
				Pieces.lazy(() -> HtmlPage.end(html, NOTE).take()))));
	}

	/**
	 * Writes one leak. Its page lies one level below that of the report.
	 * @param leak the leak
	 * @param interval time between two samples
	 * @param stacksAreServed whether the stacks of its threads may be asked for
	 * @return a stream that holds one piece at a time, and nothing that needs closing
	 */
	public static InputStream open(Leak leak, Duration interval, boolean stacksAreServed) {
		HtmlWriter html = new HtmlWriter();
		String title = Words.format("%s %s %s - Threadleaks", leak.id(), leak.verdict(), leak.pattern());
		return Pieces.open(Pieces.concat(List.of(Pieces.lazy(() -> {
			HtmlPage.begin(html, title, "Thread leak " + leak.id(), interval)
				.open("nav", "aria-label", "Forms")
				.element("a", "All leaks", "href", "../threadleaks")
				.close("nav");
			return HtmlPage.documentType() + html.take();
		}), new LeakSection(html, "../", stacksAreServed).single(leak),
				Pieces.lazy(() -> HtmlPage.end(html, NOTE).take()))));
	}

	private static Stream<String> stacks(HtmlWriter html, PageStacks stacks) {
		if (stacks instanceof PageStacks.Taken taken) {
			return FlameGraph.section(taken.snapshot(), "All threads by stack");
		}
		return Pieces.lazy(() -> html.open("section", "id", "stacks", "aria-labelledby", "stacks-title")
			.element("h2", "All threads by stack", "id", "stacks-title")
			.element("p", ((PageStacks.Absent) stacks).why())
			.close("section")
			.take());
	}

}
