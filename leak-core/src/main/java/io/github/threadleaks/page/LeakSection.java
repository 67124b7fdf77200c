// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.page;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.threadleaks.format.Pieces;
import io.github.threadleaks.html.HtmlPage;
import io.github.threadleaks.html.HtmlWriter;
import io.github.threadleaks.redact.RedactedText;
import io.github.threadleaks.report.Leak;
import io.github.threadleaks.report.ReportText;
import io.github.threadleaks.sample.ThreadKind;
import io.github.threadleaks.settings.Words;

/**
 * The leaks, each with all that is known of it.
 */
final class LeakSection {

	private final HtmlWriter html;

	/** From the page's address to that of the endpoints. */
	private final String base;

	private final boolean stacksAreServed;

	LeakSection(HtmlWriter html, String base, boolean stacksAreServed) {
		this.html = html;
		this.base = base;
		this.stacksAreServed = stacksAreServed;
	}

	Stream<String> open(List<Leak> leaks) {
		return Pieces.concat(List.of(Pieces.lazy(() -> {
			begin("leaks", (leaks.size() == 1) ? "1 open leak" : Words.format("%d open leaks", leaks.size()));
			if (leaks.isEmpty()) {
				this.html.element("p",
						"None is open. A leak is listed here once a group of threads has grown for a while"
								+ " and none of them ended.");
			}
			return this.html.take();
		}), leaks.stream().map((leak) -> {
			leak(leak);
			return this.html.take();
		}), Pieces.lazy(() -> this.html.close("section").take())));
	}

	/** One by itself, with examples of its threads. */
	Stream<String> single(Leak leak) {
		return Pieces.lazy(() -> {
			begin("leaks", "What is known");
			leak(leak);
			this.html.close("section");
			begin("examples", "Examples of its threads");
			if (leak.examples().isEmpty()) {
				this.html.element("p", "None is kept.");
			}
			leak.examples().forEach(this::example);
			return this.html.close("section").take();
		});
	}

	private void begin(String id, String heading) {
		this.html.open("section", "id", id, "data-live", "", "aria-labelledby", id + "-title")
			.element("h2", heading, "id", id + "-title");
	}

	private void leak(Leak leak) {
		String id = "leak-" + leak.id();
		this.html.open("article", "class", "leak", "id", id, "aria-labelledby", id + "-title")
			.open("h3", "id", id + "-title")
			.element("span", leak.verdict(), "class", "badge " + leak.verdict().name().toLowerCase(Locale.ROOT))
			.text(" ")
			.element("span", leak.pattern(), "class", "pattern")
			.text(" ")
			.element("a", leak.id(), "href", this.base + "threadleaks/" + leak.id());
		if (leak.accepted()) {
			this.html.text(" ").element("span", "accepted", "class", "badge accepted");
		}
		this.html.close("h3")
			.element("p", leak.summary(), "class", "summary")
			.element("p", leak.pattern().advice(), "class", "advice");
		SizeChart.write(this.html, leak);
		facts(leak);
		this.html.element("h4", "Evidence").open("ul", "class", "evidence");
		leak.evidence()
			.forEach((fact) -> this.html.open("li")
				.element("span", fact.kind(), "class", "kind")
				.text(" ")
				.text(fact.summary())
				.close("li"));
		this.html.close("ul");
		stacks(leak);
		this.html.close("article");
	}

	private void facts(Leak leak) {
		this.html.open("dl", "class", "facts");
		fact("Threads",
				Words.format("%,d %s, %s", leak.threads(), leak.kind().name().toLowerCase(Locale.ROOT),
						(leak.growthPerHour() > 0) ? Words.format("%,.0f more an hour", leak.growthPerHour())
								: "not growing now"));
		fact("Name", leak.threadName());
		fact("Since", Words.format("%s, the oldest is %s old", HtmlPage.time(leak.since()), Words.of(leak.oldest())));
		code("Created at", leak.createdAt());
		leak.createdBy().forEach((label, value) -> fact("Created by " + label, value));
		leak.labels().forEach((label, values) -> fact("Label " + label, ReportText.inWords(values)));
		code("Waits at", leak.waitsAt());
		fact("State", leak.state());
		if (leak.families().size() > 1) {
			fact("Groups",
					leak.families()
						.stream()
						.map((family) -> Words.format("%s (%,d)", family.threadName(), family.threads()))
						.collect(Collectors.joining(", ")));
		}
		this.html.close("dl");
	}

	private void fact(String what, Object value) {
		this.html.open("div").element("dt", what).element("dd", value).close("div");
	}

	private void code(String what, List<RedactedText> frames) {
		if (!frames.isEmpty()) {
			this.html.open("div").element("dt", what).open("dd").open("ol", "class", "frames");
			frames.forEach((frame) -> this.html.element("li", frame));
			this.html.close("ol").close("dd").close("div");
		}
	}

	private void stacks(Leak leak) {
		if (this.stacksAreServed && leak.kind() == ThreadKind.PLATFORM) {
			String id = "stacks-" + leak.id();
			this.html.open("details", "id", id, "data-load", "", "class", "load")
				.element("summary", "Flame graph of these threads")
				.open("p")
				.element("a", "On a page of its own", "href",
						this.base + "threadsnapshot/flamegraph?" + LeakQuery.of(leak))
				.close("p")
				.open("div", "id", id + "-picture", "data-keep", "")
				.close("div")
				.close("details");
		}
	}

	private void example(Leak.Example example) {
		this.html.open("article")
			.element("h3", Words.format("%s (thread %d)", example.name(), example.id()))
			.element("p",
					Words.format("%s, %s old, idle for %s", example.state(), Words.of(example.age()),
							Words.of(example.idleFor())))
			.open("ol", "class", "frames");
		example.frames().forEach((frame) -> this.html.element("li", frame));
		this.html.close("ol").close("article");
	}

	Stream<String> resolved(List<Leak> leaks) {
		return Pieces.lazy(() -> {
			this.html.open("section", "id", "resolved", "data-live", "", "aria-labelledby", "resolved-title")
				.element("h2", "Resolved", "id", "resolved-title");
			if (leaks.isEmpty()) {
				this.html.element("p", "None so far.");
			}
			else {
				this.html.open("ul", "class", "evidence");
				leaks.forEach((leak) -> this.html.open("li")
					.element("a", leak.id(), "href", this.base + "threadleaks/" + leak.id())
					.text(" ")
					.element("span", leak.pattern(), "class", "kind")
					.text(" ")
					.text(leak.summary())
					.close("li"));
				this.html.close("ul");
			}
			return this.html.close("section").take();
		});
	}

}
