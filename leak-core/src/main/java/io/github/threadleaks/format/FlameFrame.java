// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.format;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.github.threadleaks.redact.RedactedText;
import io.github.threadleaks.settings.Words;
import io.github.threadleaks.snapshot.Snapshot;
import io.github.threadleaks.snapshot.SnapshotDetail;
import io.github.threadleaks.snapshot.SnapshotFrame;
import io.github.threadleaks.snapshot.StackCount;

/**
 * One frame of a flame graph: all threads that are in it, called by the same frames.
 */
final class FlameFrame {

	private static final Thread.State[] STATES = Thread.State.values();

	/** Largest first, so that what matters is at the left. */
	private static final Comparator<FlameFrame> LARGEST = Comparator.comparingInt((FlameFrame frame) -> frame.size)
		.reversed()
		.thenComparing((frame) -> frame.title);

	private final String label;

	private String title;

	private final Map<RedactedText, FlameFrame> children = new HashMap<>();

	/** Threads by the state's ordinal; of a difference, changes whatever their sign. */
	private final int[] states = new int[STATES.length];

	private int size;

	private int change;

	private FlameFrame(String label, String title) {
		this.label = label;
		this.title = title;
	}

	/**
	 * The frames of a snapshot, thread names first, then the outermost frames. Where each
	 * thread has a name of its own, names come last, so that equal stacks are one.
	 */
	static FlameFrame of(Snapshot snapshot) {
		FlameFrame root = new FlameFrame("all threads", "all threads");
		boolean namesFirst = snapshot.detail() != SnapshotDetail.FULL;
		snapshot.stacks().forEach((stack) -> root.add(stack, namesFirst));
		return root;
	}

	private void add(StackCount stack, boolean namesFirst) {
		count(stack);
		FlameFrame frame = this;
		if (namesFirst) {
			frame = frame.name(stack);
		}
		List<SnapshotFrame> frames = stack.frames();
		for (int i = frames.size() - 1; i >= 0; i--) {
			frame = frame.call(frames.get(i));
			frame.count(stack);
		}
		if (!namesFirst) {
			frame.name(stack);
		}
	}

	private FlameFrame name(StackCount stack) {
		FlameFrame name = this.children.computeIfAbsent(stack.threadName(),
				(key) -> new FlameFrame(key.toString(), "thread " + key));
		name.count(stack);
		return name;
	}

	private FlameFrame call(SnapshotFrame frame) {
		FlameFrame called = this.children.computeIfAbsent(frame.site(),
				(site) -> new FlameFrame(shortened(site), frame.text().toString()));
		if (!called.title.equals(frame.text().toString())) {
			called.title = frame.site().toString();
		}
		return called;
	}

	private void count(StackCount stack) {
		this.states[stack.state().ordinal()] += Math.abs(stack.threads());
		this.size += Math.abs(stack.threads());
		this.change += stack.threads();
	}

	/** Class and method, without the package. */
	static String shortened(RedactedText site) {
		String text = site.toString();
		int method = text.lastIndexOf('.');
		return text.substring(text.lastIndexOf('.', method - 1) + 1);
	}

	/** What it says when there is room. */
	String label() {
		return this.label;
	}

	/** What it says in full. */
	String title() {
		return this.title;
	}

	/** Threads that are in it; of a difference, that are so more or less. */
	int size() {
		return this.size;
	}

	/** Of a difference, how many more. */
	int change() {
		return this.change;
	}

	/** What it calls, largest first. */
	List<FlameFrame> calls() {
		return this.children.values().stream().sorted(LARGEST).toList();
	}

	/** The state that most of its threads are in. */
	Thread.State state() {
		int most = 0;
		for (int i = 1; i < this.states.length; i++) {
			most = (this.states[i] > this.states[most]) ? i : most;
		}
		return STATES[most];
	}

	/** Its threads in words. */
	String inWords() {
		return Arrays.stream(STATES)
			.filter((state) -> this.states[state.ordinal()] > 0)
			.map((state) -> Words.format("%,d %s", this.states[state.ordinal()], state))
			.collect(Collectors.joining(", "));
	}

}
