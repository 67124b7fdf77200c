// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.sample.leaks;

/**
 * A mistake in the order service that leaks threads each time it runs. Scenarios are
 * listed by their priority.
 */
interface LeakScenario {

	About about();

	/**
	 * Does what a user of the service would do; leaves one more leaked thread behind,
	 * unless the class says two.
	 */
	void run() throws Exception;

	/** Sets all leaked threads free. They may need a moment to end. */
	void release() throws Exception;

	/** How many runs still hold their threads. */
	int runs();

	/**
	 * What a scenario is called, the pattern that a detector should name, and the mistake
	 * in one sentence.
	 */
	record About(String name, String pattern, String description) {
	}

}
