// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.page;

import java.util.List;

import io.github.threadleaks.html.HtmlPage;
import io.github.threadleaks.html.HtmlWriter;
import io.github.threadleaks.report.Leak;
import io.github.threadleaks.settings.Words;

/**
 * The size of a leak over time: each size holds until the next.
 */
final class SizeChart {

	private SizeChart() {
	}

	static void write(HtmlWriter html, Leak leak) {
		List<Leak.Size> sizes = leak.history();
		if (sizes.size() < 2) {
			return;
		}
		Leak.Size first = sizes.get(0);
		Leak.Size last = sizes.get(sizes.size() - 1);
		int max = Math.max(1, sizes.stream().mapToInt(Leak.Size::threads).max().orElse(1));
		TimeChart chart = new TimeChart(html, "size-" + leak.id(), first.at(), last.at(), max);
		chart.begin(Words.format("Size over time of %s", leak.threadName()),
				Words.format("%,d threads at %s, %,d at %s, at most %,d.", first.threads(), HtmlPage.time(first.at()),
						last.threads(), HtmlPage.time(last.at()), max));
		StringBuilder line = new StringBuilder("M");
		for (Leak.Size size : sizes) {
			line.append((line.length() > 1) ? "H" + chart.x(size.at()) + "V" : chart.x(size.at()) + " ")
				.append(chart.y(size.threads()));
		}
		html.empty("path", "class", "area", "d", line + "V" + TimeChart.HEIGHT + "H" + chart.x(first.at()) + "Z")
			.empty("path", "class", "line", "d", line);
		chart.end();
	}

}
