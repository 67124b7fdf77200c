// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.judge;

import java.util.List;

import io.github.threadleaks.sample.SampledThread;

/**
 * Reads some threads again, so that nobody is accused on a stale sample.
 */
@FunctionalInterface
public interface FreshLook {

	/** So many members are looked at: one batch of stacks. */
	int MEMBERS = 64;

	/**
	 * Reads threads again.
	 * @param ids ids of at most {@link #MEMBERS} threads
	 * @return those that still live, as they are now
	 */
	List<SampledThread> at(long[] ids);

	/**
	 * Whether most threads still are where they were.
	 * @param members the threads as sampled
	 * @param anywhere whether it does not matter where they are, as long as they live
	 * @return whether at least four of five live, and have the same stack if it matters
	 */
	default boolean confirms(List<SampledThread> members, boolean anywhere) {
		List<SampledThread> now = at(members.stream().mapToLong(SampledThread::id).toArray());
		long same = now.stream()
			.filter((fresh) -> members.stream()
				.anyMatch((member) -> member.id() == fresh.id() && (anywhere || member.stack().equals(fresh.stack()))))
			.count();
		return same * 5 >= members.size() * 4L;
	}

}
