// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.sample;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * Tells how much CPU threads have used: the cheapest proof that a thread has not run.
 */
interface CpuClock {

	/**
	 * Short parks that must each be visible on the clock; coarse clocks (Windows, gVisor)
	 * miss some.
	 */
	int PROBES = 3;

	/**
	 * Reads the CPU time of threads.
	 * @param ids ids of platform threads
	 * @return nanoseconds for each, or -1 for those that have ended
	 */
	long[] read(long[] ids);

	/**
	 * The best clock of this JVM.
	 * @return a clock, or empty if there is none or it is too coarse to see a thread wake
	 * up
	 */
	static Optional<CpuClock> find() {
		ThreadMXBean threads = ManagementFactory.getThreadMXBean();
		if (!threads.isThreadCpuTimeSupported() || !threads.isThreadCpuTimeEnabled()) {
			return Optional.empty();
		}
		CpuClock clock = bulkReadsAvailable() ? new BulkCpuClock() : (ids) -> readEach(threads, ids);
		return clock.seesShortRuns() ? Optional.of(clock) : Optional.empty();
	}

	private static boolean bulkReadsAvailable() {
		try {
			Class.forName("com.sun.management.ThreadMXBean");
			return BulkCpuClock.supported();
		}
		catch (ClassNotFoundException | LinkageError ex) {
			return false;
		}
	}

	private static long[] readEach(ThreadMXBean threads, long[] ids) {
		long[] times = new long[ids.length];
		for (int i = 0; i < ids.length; i++) {
			times[i] = threads.getThreadCpuTime(ids[i]);
		}
		return times;
	}

	private boolean seesShortRuns() {
		long[] self = { Thread.currentThread().getId() };
		for (int i = 0; i < PROBES; i++) {
			long before = read(self)[0];
			LockSupport.parkNanos(1);
			if (before < 0 || read(self)[0] <= before) {
				return false;
			}
		}
		return true;
	}

}
