// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.format;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.github.threadleaks.fixture.ExternalTool;
import io.github.threadleaks.sample.ThreadKind;
import io.github.threadleaks.snapshot.Snapshot;
import io.github.threadleaks.snapshot.SnapshotFrame;
import io.github.threadleaks.snapshot.ThreadSnapshot;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class DotFormatTests {

	private static final String TAKE = "java.util.concurrent.LinkedBlockingQueue.take(LinkedBlockingQueue.java:435)";

	private static final String EXPORT = "com.acme.Orders.export(Orders.java:42)";

	private static final String RUN = "java.lang.Thread.run(Thread.java:840)";

	@TempDir
	private Path folder;

	private static String dot(Snapshot snapshot) {
		return Snapshots.writeText(SnapshotFormat.DOT, snapshot);
	}

	private static String line(String dot, String part) {
		return dot.lines()
			.filter((line) -> line.contains(part))
			.reduce((one, other) -> one + "\n" + other)
			.orElseThrow(() -> new AssertionError("No '" + part + "' in:\n" + dot));
	}

	/** The index of the node of a method. */
	private static String node(String dot, String site) {
		String line = line(dot, "tooltip=\"" + site + "\"");
		return line.substring(0, line.indexOf(' '));
	}

	private static String edge(String dot, String caller, String callee) {
		return line(dot, node(dot, caller) + " -> " + node(dot, callee) + " ");
	}

	private static ThreadSnapshot mixed() {
		return Snapshots.grouped(
				Snapshots.group("pool-#-thread-#", ThreadKind.PLATFORM, Snapshots.frames(TAKE, RUN),
						Snapshots.portion(Thread.State.WAITING, 60), Snapshots.portion(Thread.State.RUNNABLE, 4)),
				Snapshots.group("orders-#", ThreadKind.PLATFORM, Snapshots.frames(EXPORT, RUN),
						Snapshots.portion(Thread.State.BLOCKED, 12)),
				Snapshots.group("", ThreadKind.VIRTUAL, List.of(), Snapshots.portion(Thread.State.RUNNABLE, 4)));
	}

	@Test
	void methodsAreNodesWithTheirThreads() {
		String dot = dot(mixed());
		assertThat(dot).startsWith("digraph").endsWith("}\n");
		assertThat(line(dot, "graph [label=")).contains("80 threads at 2026-01-01T00:05:00Z, redacted");
		assertThat(line(dot, "tooltip=\"java.util.concurrent.LinkedBlockingQueue.take\"")).contains(
				"label=\"LinkedBlockingQueue.take\\njava.util.concurrent\\n64 (80.0%)\\n" + "4 RUNNABLE, 60 WAITING\"",
				"shape=octagon");
		assertThat(line(dot, "tooltip=\"com.acme.Orders.export\"")).contains("12 (15.0%)\\n12 BLOCKED",
				"shape=doubleoctagon");
		assertThat(line(dot, "tooltip=\"java.lang.Thread.run\"")).contains("java.lang\\n76 (95.0%)\"")
			.doesNotContain("shape", "fillcolor");
		assertThat(line(dot, "tooltip=\"(no stack)\"")).contains("label=\"(no stack)\\n4 (5.0%)\\n4 RUNNABLE\"",
				"penwidth=2");
		assertThat(edge(dot, "java.lang.Thread.run", "java.util.concurrent.LinkedBlockingQueue.take"))
			.contains("label=\" 64\"")
			.doesNotContain("dashed");
		assertThat(edge(dot, "java.lang.Thread.run", "com.acme.Orders.export")).contains("label=\" 12\"");
		assertThat(dot.lines().filter((line) -> line.contains(" -> "))).hasSize(2);
	}

	@Test
	void aMethodThatCallsItselfCountsOnce() {
		String dot = dot(Snapshots.grouped(Snapshots.waiting("deep", 5, TAKE, EXPORT, EXPORT, RUN, EXPORT, RUN)));
		assertThat(line(dot, "tooltip=\"com.acme.Orders.export\"")).contains("\\n5 (100.0%)\"");
		assertThat(edge(dot, "java.lang.Thread.run", "com.acme.Orders.export")).contains("label=\" 5\"");
		assertThat(edge(dot, "com.acme.Orders.export", "java.lang.Thread.run")).contains("label=\" 5\"");
		assertThat(dot.lines().filter((line) -> line.contains(" -> "))).hasSize(3);
	}

	@Test
	void onlyTheHeaviestMethodsAreDrawn() {
		SnapshotFrame run = Snapshots.frame(RUN);
		ThreadSnapshot.Group[] groups = IntStream.rangeClosed(1, 100)
			.mapToObj((i) -> Snapshots.group("pool-" + i, ThreadKind.PLATFORM,
					List.of(Snapshots.frame("com.acme.Leaf.wait" + i), Snapshots.frame("com.acme.Middle.call" + i),
							run),
					Snapshots.portion(Thread.State.WAITING, i)))
			.toArray(ThreadSnapshot.Group[]::new);
		String dot = dot(Snapshots.grouped(groups));
		assertThat(dot.lines().filter((line) -> line.contains("tooltip="))).hasSize(80);
		// run, and of the pools 62 to 100 leaf and middle, and one more leaf
		assertThat(line(dot, "graph [label=")).contains("121 methods are left out, each in at most 61 threads");
		assertThat(dot).contains("com.acme.Leaf.wait62\"", "com.acme.Middle.call62\"", "com.acme.Leaf.wait61\"")
			.doesNotContain("com.acme.Middle.call61\"", "com.acme.Leaf.wait60\"");
		assertThat(edge(dot, "java.lang.Thread.run", "com.acme.Leaf.wait61")).contains("label=\" 61\"", "style=dashed");
		assertThat(edge(dot, "java.lang.Thread.run", "com.acme.Middle.call62")).doesNotContain("dashed");
	}

	@Test
	void aDifferenceIsRedAndGreen() {
		String dot = dot(Snapshots.difference(
				Snapshots.change("a", 4, 9, Snapshots.frames(TAKE, RUN), Snapshots.portion(Thread.State.WAITING, 6),
						Snapshots.portion(Thread.State.RUNNABLE, -1)),
				Snapshots.change("b", 7, 2, Snapshots.frames(EXPORT, RUN),
						Snapshots.portion(Thread.State.BLOCKED, -5))));
		assertThat(line(dot, "graph [label="))
			.contains("+0 threads since 2026-01-01T00:00:00Z, at 2026-01-01T00:05:00Z", "Half of it is missing.");
		assertThat(line(dot, "LinkedBlockingQueue.take")).contains("\\n+5\\n-1 RUNNABLE, +6 WAITING", "#f4b6b6",
				"octagon");
		assertThat(line(dot, "Orders.export")).contains("\\n-5\\n-5 BLOCKED", "#b6e3b6", "doubleoctagon");
		assertThat(line(dot, "tooltip=\"java.lang.Thread.run\"")).contains("\\n+0\"").doesNotContain("fillcolor");
		assertThat(edge(dot, "java.lang.Thread.run", "com.acme.Orders.export")).contains("label=\" -5\"", "#007000");
	}

	@Test
	void graphvizDrawsIt() {
		String svg = svg(mixed());
		assertThat(texts(svg)).contains("LinkedBlockingQueue.take", "java.util.concurrent", "64 (80.0%)",
				"4 RUNNABLE, 60 WAITING", "12 BLOCKED", "76 (95.0%)", "(no stack)");
		assertThat(svg(Snapshots.grouped())).contains("0 threads");
		assertThat(svg(Snapshots.difference())).contains("+0 threads");
	}

	@Test
	void graphvizDrawsHostileNames() {
		List<String> hostile = Snapshots.hostileTexts(1_000);
		ThreadSnapshot snapshot = Snapshots
			.grouped(
					IntStream.range(0, hostile.size())
						.mapToObj((i) -> Snapshots.group(hostile.get(i), ThreadKind.PLATFORM,
								List.of(Snapshots.frame("com.acme." + hostile.get(i) + ".call" + i),
										Snapshots.frame(RUN)),
								Snapshots.portion(Thread.State.WAITING, 1_000 + i)))
						.toArray(ThreadSnapshot.Group[]::new));
		String svg = svg(snapshot);
		List<String> texts = texts(svg);
		// run, and the 79 heaviest of the others
		assertThat(texts).contains("1499500 (100.0%)");
		for (int i = 921; i < 1_000; i++) {
			assertThat(texts).as(hostile.get(i).substring(0, Math.min(100, hostile.get(i).length())))
				.contains((1_000 + i) + " WAITING");
		}
		assertThat(svg.split("<g id=\"node", -1)).hasSize(81);
		assertThat(svg.split("<g id=\"edge", -1)).hasSize(80);
	}

	/** What was meant as a name is seen as it is. */
	@Test
	void whatGraphvizKnowsIsEscaped() {
		String name = "com.acme.A\\N\"];x->y[&amp;<b>\\\\.call";
		SnapshotFrame frame = Snapshots.frame(name);
		assertThat(frame.site()).hasToString(name);
		String svg = svg(Snapshots.grouped(
				Snapshots.group("a", ThreadKind.PLATFORM, List.of(frame), Snapshots.portion(Thread.State.WAITING, 3))));
		assertThat(texts(svg)).contains("A\\N\"];x->y[&amp;<b>\\\\.call", "com.acme");
	}

	private String svg(Snapshot snapshot) {
		ExternalTool graphviz = new ExternalTool("dot", "graphviz", this.folder);
		Path file = this.folder.resolve("threads.dot");
		try {
			Files.write(file, Snapshots.write(SnapshotFormat.DOT, snapshot));
			Path svg = this.folder.resolve("threads.svg");
			assertThat(graphviz.run("-Tsvg", "-o", svg, file)).as("warnings").isEmpty();
			return Files.readString(svg);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static List<String> texts(String svg) {
		Map<String, String> entities = Map.of("&#45;", "-", "&#160;", " ", "&quot;", "\"", "&#39;", "'", "&lt;", "<",
				"&gt;", ">");
		return Arrays.stream(svg.split("<text ", -1)).skip(1).flatMap((part) -> {
			String text = part.substring(part.indexOf('>') + 1, part.indexOf("</text>"));
			for (Map.Entry<String, String> entity : entities.entrySet()) {
				text = text.replace(entity.getKey(), entity.getValue());
			}
			return Stream.of(text.replace("&amp;", "&"));
		}).toList();
	}

}
