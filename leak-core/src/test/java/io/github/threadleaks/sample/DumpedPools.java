// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.sample;

import java.util.Map;

/**
 * Owner pools as a dump would tell them.
 */
public final class DumpedPools {

	private DumpedPools() {
	}

	/**
	 * Makes pools.
	 * @param containers the container of each thread, by id
	 * @return the pools
	 */
	public static OwnerPools of(Map<Long, String> containers) {
		return OwnerPools.of(containers.entrySet()
			.stream()
			.map((entry) -> new DumpedThread(entry.getKey(), "", false, Thread.State.NEW, entry.getValue(),
					ThreadStack.UNKNOWN, Frame.UNKNOWN, WaitLock.NONE))
			.toList());
	}

}
