// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.format;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import io.github.threadleaks.html.HtmlWriter;
import io.github.threadleaks.redact.RedactedText;
import io.github.threadleaks.settings.Words;
import io.github.threadleaks.snapshot.Snapshot;
import io.github.threadleaks.snapshot.SnapshotDetail;
import io.github.threadleaks.snapshot.SnapshotDifference;
import io.github.threadleaks.snapshot.SnapshotFrame;
import io.github.threadleaks.snapshot.StackCount;

/**
 * The largest stacks of a snapshot as a table.
 */
final class StackTable {

	/** More than a reader reads; all of them are in the text form. */
	private static final int ROWS = 12;

	private static final List<String> JDK = List.of("java.", "javax.", "jdk.", "sun.", "com.sun.");

	/** How threads are put to rest, which tells nothing. */
	private static final List<String> PARKING = List.of("jdk.internal.", "java.util.concurrent.locks.",
			"java.util.concurrent.ForkJoinPool.managedBlock", "java.util.concurrent.ForkJoinPool.unmanagedBlock",
			"java.lang.Object.wait0", "sun.nio.ch.EPoll.");

	private StackTable() {
	}

	static void write(HtmlWriter html, Snapshot snapshot) {
		Map<Stack, Size> sizes = new HashMap<>();
		boolean named = snapshot.detail() != SnapshotDetail.FULL;
		snapshot.stacks()
			.forEach((stack) -> sizes
				.computeIfAbsent(new Stack(named ? stack.threadName().toString() : "", stack.frames()),
						(key) -> new Size())
				.add(stack));
		if (sizes.isEmpty()) {
			return;
		}
		boolean difference = snapshot instanceof SnapshotDifference;
		html.open("details", "id", "stacks-table", "open", "")
			.element("summary", "Largest stacks")
			.open("div", "class", "wide", "tabindex", "0", "role", "region", "aria-label", "Largest stacks")
			.open("table")
			.open("thead")
			.open("tr");
		for (String column : List.of(difference ? "More or fewer" : "Threads", "Thread name", "State",
				"Waits or runs in", "First frame outside the JDK")) {
			html.element("th", column, "scope", "col");
		}
		html.close("tr").close("thead").open("tbody");
		sizes.entrySet()
			.stream()
			.sorted(Map.Entry
				.comparingByValue(Comparator.comparingInt((Size size) -> Math.abs(size.threads)).reversed()))
			.limit(ROWS)
			.forEach((entry) -> row(html, entry.getKey(), entry.getValue(), difference));
		html.close("tbody").close("table").close("div");
		if (sizes.size() > ROWS) {
			html.element("p", Words.format("%,d more stacks are not in this table.", sizes.size() - ROWS), "class",
					"note");
		}
		html.close("details");
	}

	private static void row(HtmlWriter html, Stack stack, Size size, boolean difference) {
		html.open("tr")
			.element("td", Words.format(difference ? "%+,d" : "%,d", size.threads), "class", "number")
			.element("td", stack.name().isEmpty() ? Words.format("%,d names", size.names) : stack.name())
			.element("td", size.inWords())
			.element("td", first(stack.frames(), (frame) -> isNone(frame, PARKING)), "class", "code")
			.element("td", first(stack.frames(), (frame) -> isNone(frame, JDK)), "class", "code")
			.close("tr");
	}

	private static String first(List<SnapshotFrame> frames, Predicate<SnapshotFrame> which) {
		return frames.stream().filter(which).findFirst().map((frame) -> frame.text().toString()).orElse("–");
	}

	private static boolean isNone(SnapshotFrame frame, List<String> prefixes) {
		RedactedText site = frame.site();
		return prefixes.stream().noneMatch((prefix) -> site.toString().startsWith(prefix));
	}

	/** Threads with the same frames and, where names are told by group, the same name. */
	private record Stack(String name, List<SnapshotFrame> frames) {
	}

	private static final class Size {

		private int threads;

		private int names;

		private final Map<Thread.State, Integer> states = new HashMap<>();

		void add(StackCount stack) {
			this.threads += stack.threads();
			this.names++;
			this.states.merge(stack.state(), Math.abs(stack.threads()), Integer::sum);
		}

		String inWords() {
			return this.states.entrySet()
				.stream()
				.sorted(Map.Entry.<Thread.State, Integer>comparingByValue().reversed())
				.map((state) -> state.getKey().name())
				.collect(Collectors.joining(", "));
		}

	}

}
