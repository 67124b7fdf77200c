// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.sample.healthy;

/**
 * Healthy work that looks like a leak at first sight.
 */
interface LookAlike {

	About about();

	/**
	 * Does a bounded piece of work, some seconds at most, and returns when all of it is
	 * done.
	 */
	void round() throws Exception;

	/**
	 * What the work is called, and why it looks like a leak and is none.
	 */
	record About(String name, String description) {
	}

}
