// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.judge;

import java.util.Set;

import io.github.threadleaks.group.FamilyKey;
import io.github.threadleaks.group.FamilySample;
import io.github.threadleaks.trend.Growth;

/**
 * Which shape of a leak a growing family has: what makes growth suspicious differs
 * between idle workers, threads that wait in a call, and threads that do this and that.
 * The counts of samples are calibrated so that a thread a second is suspected within 60
 * s, and longer where a healthy ramp-up looks alike for longer.
 */
enum Shape {

	/** None: a bounded pool that fills, a burst, a ramp-up. */
	NONE(0, 0, 0, 0),

	/**
	 * Idle workers, each of a pool of its own: nothing healthy grows so after the start
	 * of the application.
	 */
	SCATTERED(1, 3, 2, 5),

	/**
	 * Threads that have waited in the same call without using CPU, and none of which came
	 * back.
	 */
	STALLED(2, 10, 4, 12),

	/** Threads of no pool that start and do not end, whatever they do. */
	UNBOUNDED(6, 18, 8, 24);

	/**
	 * Of those that came, at most this share has left: a leak that is cleaned now and
	 * then stays above it.
	 */
	private static final double MAX_RETURNED = 0.1;

	/** At least so many pools must have come: two may be a restart. */
	private static final int MIN_POOLS = 3;

	/**
	 * A pool has seldom more workers than this: more members a pool are a large pool that
	 * fills.
	 */
	private static final int MAX_WORKERS_OF_POOL = 64;

	/** At most this share of stalled members may have used CPU since the last sample. */
	private static final double MAX_RESTLESS = 0.2;

	/** What the threads of pools are started for: their number is the pool's business. */
	private static final Set<String> POOL_ENTRIES = Set.of("java.util.concurrent.ThreadPoolExecutor$Worker.run",
			"java.util.concurrent.ForkJoinWorkerThread.run",
			"org.apache.tomcat.util.threads.TaskThread$WrappingRunnable.run",
			"org.eclipse.jetty.util.thread.QueuedThreadPool$Runner.run", "org.jboss.threads.ThreadBody.run",
			"io.netty.util.concurrent.FastThreadLocalRunnable.run");

	private final int suspectAfter;

	private final int confirmAfter;

	private final int suspectAfterInWarmUp;

	private final int confirmAfterInWarmUp;

	Shape(int suspectAfter, int confirmAfter, int suspectAfterInWarmUp, int confirmAfterInWarmUp) {
		this.suspectAfter = suspectAfter;
		this.confirmAfter = confirmAfter;
		this.suspectAfterInWarmUp = suspectAfterInWarmUp;
		this.confirmAfterInWarmUp = confirmAfterInWarmUp;
	}

	static Shape of(FamilySample family, Growth.Sustained growth, int minThreads) {
		if (!noneReturn(growth)) {
			return NONE;
		}
		if (family.key().isLine()) {
			return isPoolWorker(family.key()) ? NONE : UNBOUNDED;
		}
		if (family.site().idle()) {
			return scattered(growth) ? SCATTERED : NONE;
		}
		return (family.rested() >= minThreads && family.restless() <= family.threads() * MAX_RESTLESS) ? STALLED : NONE;
	}

	static boolean isPoolWorker(FamilyKey key) {
		return POOL_ENTRIES.contains(key.entry());
	}

	static boolean noneReturn(Growth.Sustained growth) {
		return growth.arrived() > 0 && growth.left() <= growth.arrived() * MAX_RETURNED;
	}

	static boolean scattered(Growth.Sustained growth) {
		return growth.owners() >= MIN_POOLS && growth.owners() * MAX_WORKERS_OF_POOL >= growth.gained();
	}

	/**
	 * The verdict on a family that has had this shape for so long.
	 * @param samples successive samples with this shape
	 * @param warmingUp whether the JVM is still young
	 * @return the verdict
	 */
	Verdict verdict(int samples, boolean warmingUp) {
		if (this == NONE || samples < (warmingUp ? this.suspectAfterInWarmUp : this.suspectAfter)) {
			return Verdict.WATCHING;
		}
		return (samples < (warmingUp ? this.confirmAfterInWarmUp : this.confirmAfter)) ? Verdict.SUSPECTED
				: Verdict.CONFIRMED;
	}

}
