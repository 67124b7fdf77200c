// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.benchmarks;

import java.lang.management.ManagementFactory;

import com.sun.management.OperatingSystemMXBean;

/**
 * The CPU time of this process: of threads that have ended, of the compiler and the
 * collector too.
 */
final class ProcessCpu {

	private static final OperatingSystemMXBean SYSTEM = (OperatingSystemMXBean) ManagementFactory
		.getOperatingSystemMXBean();

	private ProcessCpu() {
	}

	/** CPU nanoseconds so far, in steps of 10 ms on Linux. */
	static long nanos() {
		return SYSTEM.getProcessCpuTime();
	}

}
