// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.sample;

import java.lang.management.LockInfo;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.time.Instant;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * The reader for JVMs whose enumeration or CPU clock cannot be trusted: asks the
 * management bean for every thread. Ten times dearer. A thread is unchanged while its
 * state and its blocked and waited counts are, and its CPU time where there is a clock;
 * without one, a RUNNABLE thread counts as running.
 */
final class PlainReader implements ThreadReader {

	private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();

	private final Optional<CpuClock> clock;

	PlainReader(Optional<CpuClock> clock) {
		this.clock = clock;
	}

	@Override
	public void read(ThreadTable table, int tick, Instant now) {
		long[] ids = this.threads.getAllThreadIds();
		// before the states, so that what ran in between is seen at the next tick
		long @Nullable [] times = this.clock.map((cpu) -> cpu.read(ids)).orElse(null);
		ThreadInfo[] infos = this.threads.getThreadInfo(ids, 0);
		table.begin(tick, now);
		for (int i = 0; i < ids.length; i++) {
			@Nullable ThreadInfo info = infos[i];
			@Nullable Slot slot = (info != null) ? table.visit(ids[i]) : null;
			if (info == null || slot == null) {
				continue;
			}
			@Nullable LockInfo lock = info.getLockInfo();
			slot.daemon = info.isDaemon();
			slot.observe(info.getThreadName(), info.getThreadState(), (lock != null) ? lock.getIdentityHashCode() : 0,
					tick);
			if (times != null) {
				slot.answer(times[i], tick, now);
			}
			else if (slot.state() == Thread.State.RUNNABLE) {
				slot.ran(tick, now, false);
			}
			slot.observeCounts(info.getBlockedCount() + info.getWaitedCount(), tick, now);
		}
		table.end();
	}

}
