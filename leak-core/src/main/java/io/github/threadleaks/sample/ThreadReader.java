// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.sample;

import java.time.Instant;

/**
 * Visits all live threads once a tick, and notes in the table which of them may have
 * changed.
 */
interface ThreadReader {

	/**
	 * Reads the JVM.
	 * @param table where to note it
	 * @param tick number of this tick
	 * @param now time of this tick
	 */
	void read(ThreadTable table, int tick, Instant now);

}
