// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.sample;

import java.util.List;

/**
 * The virtual threads at one instant, as far as they are told.
 *
 * @param threads the threads
 * @param lack why not all are told, empty if they are
 */
public record VirtualLook(List<SampledThread> threads, String lack) {

	/** There are none. */
	public static final VirtualLook NONE = new VirtualLook(List.of(), "");

	public VirtualLook {
		threads = List.copyOf(threads);
	}

}
