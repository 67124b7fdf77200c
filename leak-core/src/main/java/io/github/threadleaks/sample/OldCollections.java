// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.sample;

import java.time.Instant;

/**
 * Garbage collections that look at old objects too: full ones, and those of a collector's
 * old generation. They end what is "leaked until GC": an executor, timer or client that
 * nobody holds and that a cleaner or finalizer shuts down.
 *
 * @param count how many have run since the JVM started, at least 0
 * @param survivedSince threads first seen at this instant or before have survived the
 * last of them; {@link Instant#MIN} while none was seen to run
 */
public record OldCollections(long count, Instant survivedSince) {

	/** None was seen, or this JVM does not tell. */
	public static final OldCollections NONE = new OldCollections(0, Instant.MIN);

	/**
	 * Whether one ran since an earlier look.
	 * @param earlier the earlier look
	 * @return whether there are more now
	 */
	public boolean isAfter(OldCollections earlier) {
		return this.count > earlier.count;
	}

}
