// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.report;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * How many threads there are.
 *
 * @param live live platform threads
 * @param daemon those of them that do not keep the JVM alive
 * @param peak most platform threads at once since the JVM started
 * @param started platform threads started since the JVM started
 * @param dormant live platform threads that have used no CPU for more than 10 minutes
 * @param states live platform threads by state; every state but NEW and TERMINATED is
 * present
 * @param virtual virtual threads
 */
public record ThreadCounts(int live, int daemon, int peak, long started, int dormant, Map<Thread.State, Integer> states,
		Virtual virtual) {

	static final ThreadCounts NONE = new ThreadCounts(0, 0, 0, 0, 0, Map.of(), new Virtual(0, false));

	public ThreadCounts {
		EnumMap<Thread.State, Integer> all = new EnumMap<>(Thread.State.class);
		for (Thread.State state : Thread.State.values()) {
			if (state != Thread.State.NEW && state != Thread.State.TERMINATED) {
				all.put(state, states.getOrDefault(state, 0));
			}
		}
		states = Collections.unmodifiableMap(all);
	}

	ThreadCounts with(Virtual counted) {
		return new ThreadCounts(this.live, this.daemon, this.peak, this.started, this.dormant, this.states, counted);
	}

	/**
	 * Virtual threads.
	 *
	 * @param live how many live
	 * @param available whether they can be counted in this JVM
	 */
	public record Virtual(long live, boolean available) {
	}

}
