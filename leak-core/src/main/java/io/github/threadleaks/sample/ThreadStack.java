// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.sample;

import java.util.List;

/**
 * A stack, innermost frame first. Equal stacks are one object as long as a thread has
 * them.
 */
public final class ThreadStack {

	/** The stack of a thread that was not captured yet. */
	public static final ThreadStack UNKNOWN = new ThreadStack(List.of());

	private final List<Frame> frames;

	private final int hash;

	/**
	 * Makes a stack.
	 * @param frames its frames, innermost first
	 */
	public ThreadStack(List<Frame> frames) {
		this.frames = List.copyOf(frames);
		this.hash = this.frames.hashCode();
	}

	public List<Frame> frames() {
		return this.frames;
	}

	/**
	 * Whether the thread was not captured yet.
	 * @return whether there are no frames
	 */
	public boolean isUnknown() {
		return this.frames.isEmpty();
	}

	@Override
	public boolean equals(Object other) {
		return other == this
				|| (other instanceof ThreadStack that && this.hash == that.hash && this.frames.equals(that.frames));
	}

	@Override
	public int hashCode() {
		return this.hash;
	}

	@Override
	public String toString() {
		return this.frames.toString();
	}

}
