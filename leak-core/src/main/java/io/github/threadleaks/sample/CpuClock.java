// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.sample;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * Tells how much CPU threads have used: the cheapest proof that a thread has not run.
 * <p>
 * On a virtual machine whose kernel takes the time that the host has stolen off the
 * clocks ({@code CONFIG_PARAVIRT_TIME_ACCOUNTING}, {@code update_rq_clock_task} in
 * {@code kernel/sched/core.c}), a run of some microseconds may count nothing: measured on
 * two starved cores, 1 wake-up in 8,000 to 17,000. A family that grows is not accused on
 * such a stack: its members are captured anew before ({@link ThreadSampler#refresh}).
 */
interface CpuClock {

	/**
	 * Short parks, of which all but one must be visible on the clock; coarse clocks
	 * (Windows, gVisor) miss more.
	 */
	int PROBES = 8;

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

	/**
	 * Whether a thread that has run for some microseconds is seen to have run.
	 * @return false of clocks that are too coarse
	 */
	default boolean seesShortRuns() {
		long[] self = { Thread.currentThread().getId() };
		int seen = 0;
		for (int i = 0; i < PROBES; i++) {
			long before = read(self)[0];
			LockSupport.parkNanos(1);
			if (before >= 0 && read(self)[0] > before) {
				seen++;
			}
		}
		return seen >= PROBES - 1;
	}

}
