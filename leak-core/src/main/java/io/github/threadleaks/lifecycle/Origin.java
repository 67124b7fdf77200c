// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.lifecycle;

/**
 * Where a live thread comes from.
 *
 * @param knowledge how that is known, or why it is not
 * @param site the code that started it; unknown unless recorded or inherited
 * @param parentSite the code that started the thread that started it, as far as known
 * @param context what its parent was doing then
 */
public record Origin(Knowledge knowledge, CreationSite site, CreationSite parentSite, StartContext context) {

	/** Nothing is recorded. */
	public static final Origin UNRECORDED = unknown(Knowledge.UNRECORDED);

	/** The thread is new, and its birth has not been told yet. */
	public static final Origin AWAITED = unknown(Knowledge.AWAITED);

	/** What readers are told of a thread that is older than the recording. */
	public static final String EARLIER_IN_WORDS = "(older than the recording of births)";

	/** The thread is older than the recording. */
	public static final Origin EARLIER = unknown(Knowledge.EARLIER);

	private static Origin unknown(Knowledge knowledge) {
		return new Origin(knowledge, CreationSite.UNKNOWN, CreationSite.UNKNOWN, StartContext.NONE);
	}

	/** How an origin is known. */
	public enum Knowledge {

		/** Its birth was recorded. */
		RECORDED,

		/** Its birth was recorded, and says no more than which thread started it. */
		INHERITED,

		/** It is older than the recording. */
		EARLIER,

		/** It is new, and events come late. */
		AWAITED,

		/** Nothing is recorded, or its birth was lost. */
		UNRECORDED

	}

}
