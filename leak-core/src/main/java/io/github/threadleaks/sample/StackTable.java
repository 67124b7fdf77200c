// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.sample;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Interns stacks and their frames: ten thousand parked threads have a dozen distinct
 * stacks. Forgets what no live thread has any more.
 */
final class StackTable {

	/** Not worth a sweep below; a frame is about 60 bytes. */
	private static final int SWEEP_ABOVE = 1024;

	private final Map<ThreadStack, ThreadStack> stacks = new HashMap<>();

	private final Map<Frame, Frame> frames = new HashMap<>();

	private int sweepAbove = SWEEP_ABOVE;

	/** The one stack that equals this, at most so deep. */
	ThreadStack intern(StackTraceElement[] elements, int maxDepth) {
		int depth = Math.min(elements.length, maxDepth);
		List<Frame> own = new ArrayList<>(depth);
		for (int i = 0; i < depth; i++) {
			own.add(intern(Frame.of(elements[i])));
		}
		return intern(own);
	}

	/** The one stack of these frames. */
	ThreadStack intern(List<Frame> own) {
		ThreadStack stack = new ThreadStack(own);
		ThreadStack known = this.stacks.putIfAbsent(stack, stack);
		return (known != null) ? known : stack;
	}

	/** The one frame that equals this. */
	Frame intern(Frame frame) {
		Frame known = this.frames.putIfAbsent(frame, frame);
		return (known != null) ? known : frame;
	}

	/**
	 * Drops the stacks that none of these threads has, once there are many more than were
	 * needed last time.
	 */
	void sweep(Iterable<Slot> live) {
		if (this.stacks.size() <= this.sweepAbove) {
			return;
		}
		this.stacks.clear();
		this.frames.clear();
		for (Slot slot : live) {
			this.stacks.put(slot.stack(), slot.stack());
			slot.stack().frames().forEach((frame) -> this.frames.put(frame, frame));
			this.frames.put(slot.entry(), slot.entry());
		}
		this.sweepAbove = Math.max(SWEEP_ABOVE, 2 * this.stacks.size());
	}

	int size() {
		return this.stacks.size();
	}

}
