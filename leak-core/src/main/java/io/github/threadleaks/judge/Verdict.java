// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.judge;

/**
 * How sure a leak is, weakest first.
 */
public enum Verdict {

	/** It grows; may be a ramp-up. No alarm. */
	WATCHING,

	/** It grows, nothing returns, and its shape is that of a leak. */
	SUSPECTED,

	/** As suspected, and it lasted. */
	CONFIRMED,

	/** It cannot end: a deadlock. */
	PROVEN;

	/**
	 * Whether this verdict is at least as sure as another.
	 * @param other the other one
	 * @return whether it is
	 */
	public boolean atLeast(Verdict other) {
		return compareTo(other) >= 0;
	}

}
