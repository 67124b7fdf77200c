// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.sample;

/**
 * A limit on the number of threads, and how much of it is used.
 *
 * @param source what sets it, such as {@code cgroup pids.max}
 * @param limit how many threads (or what counts as one) there may be, at least 0
 * @param used how many there are, at least 0; above the limit where that was lowered
 * later
 */
public record ThreadLimit(String source, long limit, long used) {

	/**
	 * How many more there may be.
	 * @return threads, at least 0
	 */
	public long left() {
		return Math.max(0, this.limit - this.used);
	}

}
