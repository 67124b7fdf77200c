// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.snapshot;

/**
 * More threads live than a snapshot is taken of.
 */
public final class TooManyThreadsException extends IllegalStateException {

	private static final long serialVersionUID = 1L;

	private final int live;

	private final int limit;

	/**
	 * Refuses a snapshot.
	 * @param live how many threads live
	 * @param limit the most that are read
	 */
	public TooManyThreadsException(int live, int limit) {
		super(live + " threads live, and no more than " + limit + " are read.");
		this.live = live;
		this.limit = limit;
	}

	public int live() {
		return this.live;
	}

	public int limit() {
		return this.limit;
	}

}
