// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.sample;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the frames of dumps, which are written as {@link StackTraceElement#toString}
 * writes them, and what can be told from a virtual thread's stack.
 */
final class DumpedFrames {

	/** Frames remembered by their text, about 1 MB of them; beyond, anew. */
	private static final int CACHED = 5_000;

	/** Innermost frames in which a wait shows whether it has a timeout. */
	private static final int PARKING_FRAMES = 8;

	private static final String RUN = "java.lang.VirtualThread.run";

	/**
	 * What stands between a thread and its task: beginnings of classes. A pool's worker
	 * is not in, as it is what its thread was started for.
	 */
	private static final List<String> STARTERS = List.of("java.lang.VirtualThread", "java.lang.Thread",
			"java.lang.ThreadBuilders", "jdk.internal.vm.", "java.util.concurrent.ThreadPerTaskExecutor",
			"java.util.concurrent.FutureTask", "java.util.concurrent.Executors$", "java.util.concurrent.StructuredTask",
			"java.util.concurrent.CompletableFuture$Async", "java.lang.ScopedValue");

	private final Map<String, Frame> frames = new HashMap<>();

	/**
	 * Reads a frame.
	 * @param text such as
	 * {@code java.base/java.lang.VirtualThread.park(VirtualThread.java:582)}, with the
	 * names of class loader and module before the last slash
	 * @return the frame, {@link Frame#UNKNOWN} if it is none
	 */
	Frame frame(String text) {
		if (this.frames.size() >= CACHED) {
			this.frames.clear();
		}
		return this.frames.computeIfAbsent(text, DumpedFrames::parse);
	}

	private static Frame parse(String text) {
		int open = text.lastIndexOf('(');
		int dot = (open < 0) ? -1 : text.lastIndexOf('.', open);
		if (dot < 0) {
			return Frame.UNKNOWN;
		}
		String path = text.substring(0, dot);
		int hidden = path.indexOf("/0x");
		String visible = (hidden < 0) ? path : path.substring(0, hidden);
		String type = Frame.stableName(visible.substring(visible.lastIndexOf('/') + 1));
		String method = text.substring(dot + 1, open);
		String place = text.substring(open + 1, Math.max(open + 1, text.lastIndexOf(')')));
		if (place.equals("Native Method")) {
			return new Frame(type, method, "", -2, true);
		}
		if (place.equals("Unknown Source")) {
			return new Frame(type, method, "", -1, false);
		}
		int colon = place.lastIndexOf(':');
		return new Frame(type, method, (colon < 0) ? place : place.substring(0, colon), line(place, colon), false);
	}

	private static int line(String place, int colon) {
		int line = 0;
		for (int i = colon + 1; i < place.length(); i++) {
			int digit = Character.digit(place.charAt(i), 10);
			if (colon < 0 || digit < 0 || line > 1_000_000) {
				return -1;
			}
			line = line * 10 + digit;
		}
		return (line > 0) ? line : -1;
	}

	/**
	 * Whether a stack is a virtual thread's. Dumps before JDK 24 do not say; the
	 * outermost frame does. A carrier's stack begins with its pool's frames.
	 */
	static boolean isVirtual(List<Frame> frames) {
		return !frames.isEmpty() && frames.get(frames.size() - 1).site().equals(RUN);
	}

	/**
	 * The state of a virtual thread of which the dump does not tell it: parked with or
	 * without a timeout by the innermost frames; running where nothing says otherwise,
	 * which takes a thread that is blocked on a monitor, and so pinned before JDK 24, for
	 * one that runs.
	 */
	static Thread.State state(List<Frame> frames) {
		boolean waits = false;
		for (Frame frame : frames.subList(0, Math.min(PARKING_FRAMES, frames.size()))) {
			String method = frame.method();
			if (method.equals("parkNanos") || method.equals("parkUntil") || method.startsWith("sleep")
					|| method.equals("awaitNanos")) {
				return Thread.State.TIMED_WAITING;
			}
			waits |= method.equals("park") || method.equals("yieldContinuation")
					|| frame.site().equals("java.lang.Object.wait0");
		}
		return waits ? Thread.State.WAITING : Thread.State.RUNNABLE;
	}

	/** What a thread was started for: the outermost frame that does not start tasks. */
	static Frame entry(List<Frame> frames) {
		for (int i = frames.size() - 1; i >= 0; i--) {
			Frame frame = frames.get(i);
			if (STARTERS.stream().noneMatch(frame.type()::startsWith)) {
				return frame;
			}
		}
		return frames.isEmpty() ? Frame.UNKNOWN : frames.get(frames.size() - 1);
	}

	/** What is waited on, of {@code java.lang.Object@1b2c}. */
	static WaitLock lock(String text, long owner) {
		int at = text.lastIndexOf('@');
		if (at <= 0) {
			return WaitLock.NONE;
		}
		try {
			return new WaitLock(Frame.stableName(text.substring(0, at)),
					Integer.parseUnsignedInt(text.substring(at + 1), 16), owner);
		}
		catch (NumberFormatException ex) {
			return WaitLock.NONE;
		}
	}

}
