// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.lifecycle;

import java.util.Map;

/**
 * What is known of births and deaths now. Asked from any thread.
 */
public interface Births {

	/** Nothing is recorded. */
	Births UNRECORDED = new Births() {
		@Override
		public Origin origin(long threadId) {
			return Origin.UNRECORDED;
		}

		@Override
		public Map<String, String> labels(long threadId) {
			return Map.of();
		}

		@Override
		public Map<CreationSite, SiteCounts> sites() {
			return Map.of();
		}
	};

	/**
	 * Where a live thread comes from.
	 * @param threadId the thread's id
	 * @return its origin
	 */
	Origin origin(long threadId);

	/**
	 * The labels of a live thread.
	 * @param threadId the thread's id
	 * @return those that it has now, else those that it was started under; raw
	 */
	Map<String, String> labels(long threadId);

	/**
	 * How many threads each site has started, in all.
	 * @return counts of the sites of platform threads, at most 1,000
	 */
	Map<CreationSite, SiteCounts> sites();

	/**
	 * Births and deaths of one site since recording began.
	 *
	 * @param started threads started
	 * @param ended those of them that have ended
	 * @param exampleName raw name of one of them
	 */
	record SiteCounts(long started, long ended, String exampleName) {
	}

}
