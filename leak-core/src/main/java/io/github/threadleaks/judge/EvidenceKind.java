// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.judge;

/**
 * What kind of fact speaks for a leak.
 */
public enum EvidenceKind {

	/** The family grows, significantly and in both halves of the window. */
	GROWTH,

	/** Threads came and next to none left. */
	NO_RETURN,

	/** Members have used no CPU since they parked. */
	DORMANT,

	/** Each member waits on a pool of its own. */
	SCATTERED_POOLS,

	/** Members share one wait. */
	SAME_SITE,

	/** The wait has no timeout. */
	UNTIMED_WAIT,

	/** Members are older than the last full or old garbage collection. */
	SURVIVED_GC,

	/** A task holds a pool's worker without CPU, for long. */
	STUCK,

	/** Members burn a core each in the same place. */
	SPINNING,

	/** Started within HTTP requests that have ended. */
	OUTLIVED_REQUEST,

	/** Thousands are started, each for a moment. */
	CHURN,

	/** The threads wait for each other in a circle. */
	DEADLOCK

}
