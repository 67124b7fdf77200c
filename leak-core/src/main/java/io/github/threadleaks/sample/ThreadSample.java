// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.sample;

import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * All threads at one tick.
 *
 * @param takenAt when
 * @param threads the live threads; a view that the sampler uses again for its next
 * sample. Empty when only counts could be read
 * @param live how many live
 * @param daemon those of them that do not keep the JVM alive
 * @param peak most at once since the JVM started
 * @param started started since the JVM started
 * @param deadlocked ids of those that wait for each other in a circle
 * @param collections the old and full garbage collections so far
 * @param complete whether every thread that stands still has been captured; after a mass
 * of starts that takes some samples, in which families only seem to grow
 * @param degraded in words, what this sample lacks and why
 */
public record ThreadSample(Instant takenAt, List<SampledThread> threads, int live, int daemon, int peak, long started,
		Set<Long> deadlocked, OldCollections collections, boolean complete, List<String> degraded) {

	/**
	 * Whether the threads themselves were left out, because there are too many.
	 * @return whether there is nothing to group
	 */
	public boolean countsOnly() {
		return this.threads.isEmpty() && this.live > 0;
	}

}
