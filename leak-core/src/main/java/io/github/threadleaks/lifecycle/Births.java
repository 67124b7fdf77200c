// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.lifecycle;

import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * What is known of births and deaths now. Asked from any thread.
 */
@FunctionalInterface
public interface Births {

	/** Nothing is recorded. */
	Births UNRECORDED = (threadId) -> Origin.UNRECORDED;

	/**
	 * Where a live thread comes from.
	 * @param threadId the thread's id
	 * @return its origin
	 */
	Origin origin(long threadId);

	/**
	 * Whether it is known of all threads that lived when recording began that they are
	 * older.
	 * @return false for a second or two after the beginning
	 */
	default boolean settled() {
		return true;
	}

	/**
	 * The labels of a live thread: those of its own scopes, else those that it was born
	 * with.
	 * @param threadId the thread's id
	 * @return its labels, raw
	 */
	default Map<String, String> labels(long threadId) {
		return origin(threadId).context().labels();
	}

	/**
	 * How many threads each site has started, in all.
	 * @return counts of the sites of platform threads, at most 1,000
	 */
	default Map<CreationSite, SiteCounts> sites() {
		return Map.of();
	}

	/**
	 * How many threads a site has started.
	 * @param site the site
	 * @return its counts, or empty if it is not known for any
	 */
	default Optional<SiteCounts> counts(CreationSite site) {
		return Optional.ofNullable(sites().get(site));
	}

	/**
	 * Births and deaths of platform threads so far.
	 * @return totals, zero where nothing is recorded
	 */
	default LifecycleTotals totals() {
		return LifecycleTotals.NONE;
	}

	/**
	 * Live threads that have outlived the HTTP request that started them; a few seconds
	 * old.
	 * @return how many by route, raw (empty for none), at most 101 routes
	 */
	default Map<String, Integer> outlivedRequests() {
		return Map.of();
	}

	/**
	 * Adds a listener to lifetimes.
	 * @param listener hears the lifetime of each platform thread that ends, in
	 * nanoseconds, a second or two later and on a thread that is not to be held up
	 */
	default void addLifetimeListener(LongConsumer listener) {
	}

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
