// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.benchmarks;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

/**
 * Starts virtual threads that end at once, at a steady rate or as fast as the machine
 * can.
 */
final class ThreadRush {

	/** So few live that a machine which cannot keep up does not gather them. */
	private static final long MAX_LIVE = 2_000;

	private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(1);

	private final ThreadFactory factory = virtual();

	private final LongAdder ended = new LongAdder();

	private final int perSecond;

	private long started;

	ThreadRush(int perSecond) {
		this.perSecond = perSecond;
	}

	/** By reflection, as these sources are compiled for JDK 17. */
	private static ThreadFactory virtual() {
		try {
			Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
			return (ThreadFactory) Class.forName("java.lang.Thread$Builder").getMethod("factory").invoke(builder);
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** Starts threads for so many nanoseconds; returns how many. */
	long run(long nanos) {
		long before = this.started;
		long begin = System.nanoTime();
		for (long elapsed = 0; elapsed < nanos; elapsed = System.nanoTime() - begin) {
			// what a slow machine could not start in time is not made up for
			long due = Math.min(before + elapsed / (TimeUnit.SECONDS.toNanos(1) / this.perSecond),
					this.ended.sum() + MAX_LIVE);
			while (this.started < due) {
				this.started++;
				this.factory.newThread(this.ended::increment).start();
			}
			LockSupport.parkNanos(PAUSE);
		}
		return this.started - before;
	}

}
