// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.sample;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.lang.ref.WeakReference;
import java.time.Instant;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;

import org.jspecify.annotations.Nullable;

/**
 * The cheap reader: walks the thread objects themselves for existence, name, state and
 * park blocker, and asks the CPU clock only of those that may have run, and of the
 * dormant ones in rotation. No safepoint, next to no garbage.
 */
final class TieredReader implements ThreadReader {

	/**
	 * So many threads without a blocker (in I/O, in Object.wait) are few enough to ask
	 * each tick: 0.5 ms.
	 */
	private static final int BLOCKERLESS_ASKED = 500;

	/**
	 * From JDK 21 on the JVM makes up the list of threads anew for each enumeration;
	 * references are twice as fast.
	 */
	private static final boolean WALK_REFERENCES = Runtime.version().feature() >= 21;

	private final ThreadMXBean management = ManagementFactory.getThreadMXBean();

	private final CpuClock clock;

	private final ThreadGroup root = JvmThreads.rootGroup();

	private Thread[] threads = new Thread[64];

	private Slot[] asked = new Slot[64];

	private int askedCount;

	private int blockerless;

	private long lastStarted = -1;

	private int lastLive;

	TieredReader(CpuClock clock) {
		this.clock = clock;
	}

	@Override
	public void read(ThreadTable table, int tick, Instant now) {
		long started = this.management.getTotalStartedThreadCount();
		int live = this.management.getThreadCount();
		boolean sameThreads = WALK_REFERENCES && started == this.lastStarted && live == this.lastLive;
		if (!sameThreads || !walk(table, tick)) {
			enumerate(table, tick, now);
		}
		this.lastStarted = started;
		this.lastLive = live;
		askClock(table, tick, now);
	}

	/** Looks at the threads of the last tick; returns whether they all are there. */
	private boolean walk(ThreadTable table, int tick) {
		int without = 0;
		for (int i = 0; i < table.size(); i++) {
			Slot slot = table.slot(i);
			@Nullable Thread thread = slot.thread.get();
			Thread.State state = (thread != null) ? stateOf(thread) : Thread.State.TERMINATED;
			if (thread == null || state == Thread.State.TERMINATED) {
				return false;
			}
			look(slot, thread, state, tick);
			without += slot.blockerless() ? 1 : 0;
		}
		this.blockerless = without;
		return true;
	}

	private void enumerate(ThreadTable table, int tick, Instant now) {
		int count = enumerate();
		try {
			table.begin(tick, now);
			visit(table, count, tick);
			table.end();
		}
		finally {
			// no thread is held between two ticks
			Arrays.fill(this.threads, 0, count, null);
		}
	}

	private int enumerate() {
		int count = this.root.enumerate(this.threads, true);
		while (count == this.threads.length) {
			this.threads = new Thread[count * 2];
			count = this.root.enumerate(this.threads, true);
		}
		return count;
	}

	private void visit(ThreadTable table, int count, int tick) {
		int without = 0;
		for (int i = 0; i < count; i++) {
			Thread thread = this.threads[i];
			Thread.State state = stateOf(thread);
			@Nullable Slot slot = (state != Thread.State.TERMINATED) ? visit(table, thread) : null;
			if (slot == null) {
				continue;
			}
			if (slot.isNew(tick)) {
				slot.daemon = thread.isDaemon();
				slot.thread = WALK_REFERENCES ? new WeakReference<>(thread) : slot.thread;
			}
			look(slot, thread, state, tick);
			without += slot.blockerless() ? 1 : 0;
		}
		this.blockerless = without;
	}

	/**
	 * A thread of a class of its own may answer with an exception. It is left out then,
	 * as one that has ended: the counts still tell of it.
	 */
	private static Thread.State stateOf(Thread thread) {
		try {
			return thread.getState();
		}
		catch (RuntimeException ex) {
			return Thread.State.TERMINATED;
		}
	}

	private static @Nullable Slot visit(ThreadTable table, Thread thread) {
		long id;
		try {
			id = thread.getId();
		}
		catch (RuntimeException ex) {
			return null;
		}
		return table.visit(id);
	}

	/** Reads what is of this tick. */
	private static void look(Slot slot, Thread thread, Thread.State state, int tick) {
		@Nullable Object blocker = LockSupport.getBlocker(thread);
		slot.observe(thread.getName(), state, (blocker != null) ? System.identityHashCode(blocker) : 0, tick);
	}

	private void askClock(ThreadTable table, int tick, Instant now) {
		boolean blockerlessToo = this.blockerless <= BLOCKERLESS_ASKED;
		this.askedCount = 0;
		for (int i = 0; i < table.size(); i++) {
			Slot slot = table.slot(i);
			if (slot.askDue(tick, blockerlessToo)) {
				if (this.askedCount == this.asked.length) {
					this.asked = Arrays.copyOf(this.asked, this.askedCount * 2);
				}
				this.asked[this.askedCount++] = slot;
			}
		}
		long[] ids = new long[this.askedCount];
		for (int i = 0; i < ids.length; i++) {
			ids[i] = this.asked[i].id;
		}
		long[] times = this.clock.read(ids);
		for (int i = 0; i < ids.length; i++) {
			this.asked[i].answer(times[i], tick, now);
		}
		Arrays.fill(this.asked, 0, this.askedCount, null);
	}

}
