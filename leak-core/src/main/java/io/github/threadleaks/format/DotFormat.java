// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.format;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.github.threadleaks.format.CallGraph.Edge;
import io.github.threadleaks.format.CallGraph.Node;
import io.github.threadleaks.settings.Words;
import io.github.threadleaks.snapshot.Snapshot;
import io.github.threadleaks.snapshot.SnapshotDifference;

/**
 * A snapshot as a call graph for Graphviz: a node a method, an edge a call, each with its
 * threads. What threads do in a method shows by shape, and by colour: they wait in an
 * octagon, are blocked in a double one, run in a bold box. Of a difference, red is more
 * threads and green is fewer. The language is that of
 * https://graphviz.org/doc/info/lang.html.
 */
final class DotFormat {

	private static final String CALLING = "#f3f3f3";

	private static final String RUNNING = "#d9ead3";

	private static final String WAITING = "#cfe2f3";

	private static final String BLOCKED = "#fce5cd";

	private static final String MORE = "#f4b6b6";

	private static final String FEWER = "#b6e3b6";

	private static final String NEITHER = "#555555";

	/** Of the call of most threads, in points. */
	private static final int WIDEST = 6;

	/** Longer names are cut; the whole one is in the tooltip. */
	private static final int MAX_NAME = 60;

	private final Snapshot snapshot;

	private final CallGraph graph;

	/** The most threads of a call, at least 1. */
	private final int widest;

	/** Whether numbers are changes. */
	private final boolean signed;

	private DotFormat(Snapshot snapshot) {
		this.snapshot = snapshot;
		this.graph = CallGraph.of(snapshot.stacks());
		this.widest = this.graph.edges().stream().mapToInt((edge) -> Math.abs(edge.threads())).reduce(1, Math::max);
		this.signed = snapshot instanceof SnapshotDifference;
	}

	static Iterator<byte[]> pieces(Snapshot snapshot) {
		return new LateIterator<>(() -> Pieces.of(new DotFormat(snapshot).texts()));
	}

	private Stream<String> texts() {
		return Pieces.concat(
				List.of(Pieces.lazy(this::begin), IntStream.range(0, this.graph.nodes().size()).mapToObj(this::node),
						this.graph.edges().stream().map(this::edge), Stream.of("}\n")));
	}

	private String begin() {
		StringBuilder title = new StringBuilder();
		title.append(count(this.graph.threads()));
		if (this.snapshot instanceof SnapshotDifference difference) {
			title.append(" since ").append(difference.since()).append(", at ").append(difference.takenAt());
		}
		else {
			title.append(" at ").append(this.snapshot.takenAt());
		}
		title.append(", redacted\\lOctagon: threads wait there. Double: they are blocked. Bold box: they run.\\l");
		if (this.signed) {
			title.append("Red: more threads. Green: fewer.\\l");
		}
		if (this.graph.leftOut() > 0) {
			title.append(Words.format(
					"%d methods are left out, each in at most %d threads; dashed calls lead through such.\\l",
					this.graph.leftOut(), this.graph.heaviestLeftOut()));
		}
		FormatWords.missing(this.snapshot, this.graph.threads())
			.forEach((note) -> title.append(escape(note)).append("\\l"));
		return Words.format("""
				digraph "threads" {
				graph [label="%s", labelloc=t, labeljust=l, fontname="Helvetica", fontsize=14]
				node [shape=box, style=filled, fillcolor="%s", fontname="Helvetica", fontsize=11]
				edge [fontname="Helvetica", fontsize=10]
				""", title, CALLING);
	}

	private String node(int index) {
		Node node = this.graph.nodes().get(index);
		String site = node.site();
		int method = site.lastIndexOf('.');
		int type = (method < 0) ? -1 : site.lastIndexOf('.', method - 1);
		StringBuilder label = new StringBuilder(escape(cut(site.substring(type + 1)))).append("\\n");
		if (type > 0) {
			label.append(escape(cut(site.substring(0, type)))).append("\\n");
		}
		label.append(counts(node));
		if (!node.states().isEmpty()) {
			label.append("\\n")
				.append(node.states()
					.entrySet()
					.stream()
					.map((state) -> number(state.getValue()) + " " + state.getKey())
					.collect(Collectors.joining(", ")));
		}
		return Words.format("n%d [label=\"%s\", tooltip=\"%s\"%s]\n", index, label, escape(site), look(node));
	}

	/** Flat of cumulative, as in pprof's graphs. */
	private String counts(Node node) {
		String flat = node.states().isEmpty() ? "" : share(node.flat());
		String cumulative = share(node.cumulative());
		return flat.isEmpty() ? cumulative : flat.equals(cumulative) ? flat : flat + " of " + cumulative;
	}

	/** Of a difference without a share: of what would have no meaning. */
	private String share(int threads) {
		int all = this.graph.threads();
		return (this.signed || all == 0) ? number(threads)
				: Words.format("%d (%.1f%%)", threads, 100.0 * threads / all);
	}

	private String number(int threads) {
		return this.signed ? Words.format("%+d", threads) : Integer.toString(threads);
	}

	private String count(int threads) {
		return number(threads) + ((Math.abs(threads) == 1) ? " thread" : " threads");
	}

	/**
	 * By what threads that are in the method itself do; that some of them wait says more
	 * than that others run.
	 */
	private String look(Node node) {
		Map<Thread.State, Integer> states = node.states();
		int blocked = weight(states, Thread.State.BLOCKED);
		int waiting = weight(states, Thread.State.WAITING) + weight(states, Thread.State.TIMED_WAITING);
		String shape = "";
		String fill = CALLING;
		if (blocked > 0 && blocked >= waiting) {
			shape = ", shape=doubleoctagon";
			fill = BLOCKED;
		}
		else if (waiting > 0) {
			shape = ", shape=octagon";
			fill = WAITING;
		}
		else if (!states.isEmpty()) {
			shape = ", penwidth=2";
			fill = RUNNING;
		}
		if (this.signed) {
			fill = (node.cumulative() > 0) ? MORE : (node.cumulative() < 0) ? FEWER : CALLING;
		}
		return shape + (fill.equals(CALLING) ? "" : ", fillcolor=\"" + fill + "\"");
	}

	private static int weight(Map<Thread.State, Integer> states, Thread.State state) {
		return Math.abs(states.getOrDefault(state, 0));
	}

	private String edge(Edge edge) {
		double width = 1 + (WIDEST - 1.0) * Math.abs(edge.threads()) / this.widest;
		String colour = !this.signed || edge.threads() == 0 ? NEITHER : (edge.threads() > 0) ? "#b00000" : "#007000";
		return Words.format("n%d -> n%d [label=\" %s\", penwidth=%.1f, color=\"%s\"%s]\n", edge.caller(), edge.callee(),
				number(edge.threads()), width, colour, edge.residual() ? ", style=dashed" : "");
	}

	private static String cut(String name) {
		if (name.length() <= MAX_NAME) {
			return name;
		}
		int end = Character.isHighSurrogate(name.charAt(MAX_NAME - 1)) ? MAX_NAME - 1 : MAX_NAME;
		return name.substring(0, end) + "...";
	}

	/**
	 * For a text in quotes, in which Graphviz knows backslashes and the entities of HTML.
	 */
	private static String escape(String text) {
		return text.replace("\\", "\\\\").replace("\"", "\\\"").replace("&", "&amp;");
	}

}
