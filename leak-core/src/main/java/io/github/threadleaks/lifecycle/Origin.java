// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.lifecycle;

/**
 * Where a live thread comes from.
 *
 * @param knowledge how that is known, or why it is not
 * @param site the code that started it; unknown unless recorded or inherited
 * @param context what its parent was doing then
 */
public record Origin(Knowledge knowledge, CreationSite site, StartContext context) {

	/** Nothing is recorded. */
	public static final Origin UNRECORDED = new Origin(Knowledge.UNRECORDED, CreationSite.UNKNOWN, StartContext.NONE);

	/** The thread is new, and its birth has not been told yet. */
	public static final Origin AWAITED = new Origin(Knowledge.AWAITED, CreationSite.UNKNOWN, StartContext.NONE);

	/** The thread is older than the recording. */
	public static final Origin EARLIER = new Origin(Knowledge.EARLIER, CreationSite.UNKNOWN, StartContext.NONE);

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
