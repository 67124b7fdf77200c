// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.judge;

/**
 * How a leak came to be resolved.
 */
public enum Ending {

	/** It is still open. */
	NONE,

	/** Its threads have ended. */
	SHRANK,

	/**
	 * Its threads have ended when the garbage collector ran: they were leaked until GC.
	 */
	COLLECTED,

	/**
	 * It has stopped growing for long: a suspicion that is taken back, because a ramp-up
	 * looks the same while it lasts.
	 */
	STOPPED

}
