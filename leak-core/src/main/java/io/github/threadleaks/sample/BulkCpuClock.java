// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.sample;

import java.lang.management.ManagementFactory;

import com.sun.management.ThreadMXBean;

/**
 * The clock of HotSpot's module {@code jdk.management}: all threads in one call. Not to
 * be loaded without that module.
 */
final class BulkCpuClock implements CpuClock {

	private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

	static boolean supported() {
		return ManagementFactory.getThreadMXBean() instanceof ThreadMXBean;
	}

	@Override
	public long[] read(long[] ids) {
		return this.threads.getThreadCpuTime(ids);
	}

}
