// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.judge;

import java.util.EnumSet;
import java.util.Set;

/**
 * How sure a leak is, weakest first; an open leak is at least watched.
 */
public enum Verdict {

	/** It has shrunk back: a leak no more. */
	RESOLVED,

	/** It grows; may be a ramp-up. No alarm. */
	WATCHING,

	/** It grows, nothing returns, and its shape is that of a leak. */
	SUSPECTED,

	/** As suspected, and it lasted. */
	CONFIRMED,

	/** It cannot end: a deadlock. */
	PROVEN;

	/**
	 * The verdicts that an open leak can have.
	 * @return all but {@link #RESOLVED}, weakest first
	 */
	public static Set<Verdict> open() {
		return EnumSet.range(WATCHING, PROVEN);
	}

	/**
	 * Whether this verdict is at least as sure as another.
	 * @param other the other one
	 * @return whether it is
	 */
	public boolean atLeast(Verdict other) {
		return compareTo(other) >= 0;
	}

}
