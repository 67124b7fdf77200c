// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.page;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.github.threadleaks.format.FlameGraph;
import io.github.threadleaks.html.HtmlPage;
import io.github.threadleaks.html.HtmlWriter;
import io.github.threadleaks.report.ThreadLeakReport;
import io.github.threadleaks.settings.Words;
import io.github.threadleaks.snapshot.SnapshotHistory.States;

/**
 * The number of platform threads by state over time, one state upon the other.
 */
final class StatesSection {

	/** From the bottom upwards: those that hang lie on the ground. */
	private static final List<Thread.State> ORDER = List.of(Thread.State.WAITING, Thread.State.TIMED_WAITING,
			Thread.State.BLOCKED, Thread.State.RUNNABLE);

	private StatesSection() {
	}

	static String write(HtmlWriter html, ThreadLeakReport report, List<States> kept) {
		html.open("section", "id", "over-time", "data-live", "", "aria-labelledby", "over-time-title")
			.element("h2", "Threads by state over time", "id", "over-time-title");
		List<States> states = upToNow(report, kept);
		if (states.size() < 2) {
			html.element("p", "Not observed for long enough: two counts make the first line.");
		}
		else {
			picture(html, states);
		}
		return html.close("section").take();
	}

	private static List<States> upToNow(ThreadLeakReport report, List<States> kept) {
		List<States> states = new ArrayList<>(kept);
		report.sampledAt()
			.filter((now) -> states.isEmpty() || now.isAfter(states.get(states.size() - 1).at()))
			.ifPresent((now) -> states.add(new States(now, report.threads().states())));
		return states;
	}

	private static void picture(HtmlWriter html, List<States> states) {
		Instant from = states.get(0).at();
		States last = states.get(states.size() - 1);
		int max = Math.max(1, states.stream().mapToInt((each) -> upTo(each, ORDER.size())).max().orElse(1));
		TimeChart chart = new TimeChart(html, "states", from, last.at(), max);
		chart.begin("Threads by state over time",
				Words.format("%,d threads at %s, %,d at %s, at most %,d.", upTo(states.get(0), ORDER.size()),
						HtmlPage.time(from), upTo(last, ORDER.size()), HtmlPage.time(last.at()), max));
		for (int i = 0; i < ORDER.size(); i++) {
			html.empty("path", "class", FlameGraph.colour(ORDER.get(i)), "d", layer(chart, states, i));
		}
		chart.end();
		html.open("ul", "class", "legend");
		for (int i = ORDER.size() - 1; i >= 0; i--) {
			Thread.State state = ORDER.get(i);
			html.open("li")
				.element("i", "", "class", FlameGraph.colour(state))
				.text(Words.format("%s %,d", state, last.threads().getOrDefault(state, 0)))
				.close("li");
		}
		html.close("ul");
	}

	/** Along the tops from left to right, and back along those of the layer below. */
	private static String layer(TimeChart chart, List<States> states, int layer) {
		StringBuilder path = new StringBuilder();
		for (States each : states) {
			path.append(path.isEmpty() ? "M" : "L").append(point(chart, each, layer + 1));
		}
		for (int i = states.size() - 1; i >= 0; i--) {
			path.append('L').append(point(chart, states.get(i), layer));
		}
		return path.append('Z').toString();
	}

	private static String point(TimeChart chart, States states, int layers) {
		return chart.x(states.at()) + " " + chart.y(upTo(states, layers));
	}

	/** Threads in the first states of the order. */
	private static int upTo(States states, int layers) {
		Map<Thread.State, Integer> threads = states.threads();
		return ORDER.stream().limit(layers).mapToInt((state) -> threads.getOrDefault(state, 0)).sum();
	}

}
