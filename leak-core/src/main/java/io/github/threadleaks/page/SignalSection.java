// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.page;

import java.util.Locale;

import io.github.threadleaks.html.HtmlPage;
import io.github.threadleaks.html.HtmlWriter;
import io.github.threadleaks.report.Signal;
import io.github.threadleaks.report.Signs;
import io.github.threadleaks.settings.Words;

/**
 * What else of the JVM is looked at, and whether it grows.
 */
final class SignalSection {

	private SignalSection() {
	}

	static String write(HtmlWriter html, Signs signs) {
		html.open("section", "id", "signals", "data-live", "", "aria-labelledby", "signals-title")
			.element("h2", "What else grows", "id", "signals-title");
		signs.together().ifPresent((sentence) -> html.element("p", sentence, "class", "together"));
		if (signs.signals().isEmpty()) {
			html.element("p", "Nothing has been read yet.");
		}
		else {
			table(html, signs);
		}
		return html.close("section").take();
	}

	private static void table(HtmlWriter html, Signs signs) {
		html.open("div", "class", "wide", "role", "region", "aria-label", "Signals", "tabindex", "0")
			.open("table")
			.open("thead")
			.open("tr");
		for (String head : new String[] { "Signal", "Now", "Growth an hour", "Since", "Verdict" }) {
			html.element("th", head, "scope", "col");
		}
		html.close("tr").close("thead").open("tbody");
		signs.signals().forEach((signal) -> row(html, signal));
		html.close("tbody").close("table").close("div");
	}

	private static void row(HtmlWriter html, Signal signal) {
		html.open("tr")
			.element("th", signal.name(), "scope", "row")
			.element("td", Words.format("%,.0f %s", signal.value(), signal.kind().unit()))
			.element("td", (signal.growthPerHour() > 0) ? Words.format("%,.0f", signal.growthPerHour()) : "none")
			.element("td", signal.since().map(HtmlPage::time).orElse(""))
			.open("td");
		signal.verdict()
			.ifPresent((verdict) -> html.element("span", verdict, "class",
					"badge " + verdict.name().toLowerCase(Locale.ROOT)));
		html.close("td").close("tr");
	}

}
