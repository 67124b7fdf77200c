// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.lifecycle;

import java.util.List;
import java.util.stream.Collectors;

import io.github.threadleaks.sample.Frame;
import org.jspecify.annotations.Nullable;

/**
 * The code that started a thread. Sites are equal if their frames are, in this JVM and in
 * the next.
 */
public final class CreationSite {

	/** As many tell a helper's callers apart, and not yet every path to them. */
	public static final int MAX_FRAMES = 5;

	/** Not known. */
	public static final CreationSite UNKNOWN = new CreationSite(List.of());

	private final List<Frame> frames;

	private final String signature;

	/**
	 * Makes a site.
	 * @param frames the application's frames nearest to the start, innermost first; where
	 * there are none, a library's. The first {@value #MAX_FRAMES} count
	 */
	public CreationSite(List<Frame> frames) {
		this.frames = List.copyOf(frames.subList(0, Math.min(MAX_FRAMES, frames.size())));
		this.signature = this.frames.stream().map(Frame::toString).collect(Collectors.joining(" < "));
	}

	/**
	 * Whether the code is known.
	 * @return whether there is a frame
	 */
	public boolean isKnown() {
		return !this.frames.isEmpty();
	}

	/**
	 * The code.
	 * @return frames, innermost first, at most {@value #MAX_FRAMES}
	 */
	public List<Frame> frames() {
		return this.frames;
	}

	/**
	 * All frames in a line.
	 * @return the same for equal sites, empty if not known
	 */
	public String signature() {
		return this.signature;
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof CreationSite site && site.signature.equals(this.signature);
	}

	@Override
	public int hashCode() {
		return this.signature.hashCode();
	}

	@Override
	public String toString() {
		return this.signature;
	}

}
