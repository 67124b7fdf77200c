// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.lifecycle;

import java.util.Set;

/**
 * What a birth's stack says.
 *
 * @param site who started the thread; unknown if the stack names nobody
 * @param inherits whether the thread is then its parent's in all but name
 * @param through classes and methods of all frames, as far as they were recorded
 * @param whole whether all were, as Flight Recorder records the innermost 64 by default
 * @param inVirtualThread whether the code ran in a virtual thread, whose carrier is told
 * as the parent
 */
record Birthplace(CreationSite site, boolean inherits, Set<String> through, boolean whole, boolean inVirtualThread) {

	/** A birth without a stack. */
	static final Birthplace UNKNOWN = new Birthplace(CreationSite.UNKNOWN, true, Set.of(), false, false);

	/** Whether the stack may pass through a method, given as class and method. */
	boolean mayPassThrough(String method) {
		return !this.whole || this.through.contains(method);
	}

}
