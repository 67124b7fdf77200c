// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.sample;

import java.util.Arrays;
import java.util.List;

/**
 * Which executor a thread was started in, as the last dump of threads told: the pool of a
 * worker that is busy, and so waits on nothing of its pool's. Holds 12 bytes a thread.
 */
public final class OwnerPools {

	/** Nothing is known. */
	public static final OwnerPools NONE = new OwnerPools(new long[0], new int[0]);

	private static final String ROOT = "<root>";

	private final long[] ids;

	private final int[] pools;

	private OwnerPools(long[] ids, int[] pools) {
		this.ids = ids;
		this.pools = pools;
	}

	static OwnerPools of(List<DumpedThread> threads) {
		List<DumpedThread> owned = threads.stream()
			.filter((thread) -> !thread.container().isEmpty() && !thread.container().equals(ROOT))
			.sorted((one, other) -> Long.compare(one.id(), other.id()))
			.toList();
		return new OwnerPools(owned.stream().mapToLong(DumpedThread::id).toArray(),
				owned.stream().mapToInt((thread) -> notZero(thread.container().hashCode())).toArray());
	}

	private static int notZero(int hash) {
		return (hash != 0) ? hash : 1;
	}

	/**
	 * The pool of a thread.
	 * @param threadId the thread's id
	 * @return a number that threads of one executor share, 0 if it was started in none or
	 * since
	 */
	public int of(long threadId) {
		int place = Arrays.binarySearch(this.ids, threadId);
		return (place >= 0) ? this.pools[place] : 0;
	}

}
