// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.lifecycle;

import java.util.Set;

/**
 * What a birth's stack says.
 *
 * @param site who started the thread; unknown if the stack names nobody
 * @param inherits whether the thread is then its parent's in all but name
 * @param through classes and methods of all frames, as far as they were recorded
 * @param inVirtualThread whether the code ran in a virtual thread, whose carrier is told
 * as the parent
 */
record Birthplace(CreationSite site, boolean inherits, Set<String> through, boolean inVirtualThread) {

	/** A birth without a stack. */
	static final Birthplace UNKNOWN = new Birthplace(CreationSite.UNKNOWN, true, Set.of(), false);

}
