// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.lifecycle;

import java.util.List;

import io.github.threadleaks.sample.Frame;

/**
 * The code that started a thread.
 *
 * @param frames the application's frames nearest to the start, at most
 * {@value #MAX_FRAMES}; where there are none, a library's
 */
public record CreationSite(List<Frame> frames) {

	/** As many tell a helper's callers apart, and not yet every path to them. */
	public static final int MAX_FRAMES = 3;

	/** Not known. */
	public static final CreationSite UNKNOWN = new CreationSite(List.of());

	/**
	 * Whether the code is known.
	 * @return whether there is a frame
	 */
	public boolean isKnown() {
		return !this.frames.isEmpty();
	}

}
