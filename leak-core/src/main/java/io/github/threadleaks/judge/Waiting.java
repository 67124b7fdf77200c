// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.judge;

import java.time.Duration;
import java.util.List;
import java.util.Set;

import io.github.threadleaks.group.FamilySample;
import io.github.threadleaks.group.WaitSite;

/**
 * What a virtual thread's wait is for, which says how long it may take.
 */
enum Waiting {

	/**
	 * For work, for a peer, for a time, or not at all: consumers and sessions stand so
	 * all their lives. However many there are, only growth tells.
	 */
	FOR_WORK,

	/**
	 * For its turn (a lock, a permit, room in a queue): thousands may queue behind one
	 * slow task, which is how virtual threads are limited (JEP 444), so it takes as long
	 * as that of a stuck task.
	 */
	FOR_ITS_TURN,

	/**
	 * For a signal (park, wait, a condition): so do home-made consumers and actors, which
	 * are made at the start of an application.
	 */
	FOR_A_SIGNAL,

	/**
	 * For an outcome (a future, a latch, a barrier, another thread's end): it comes once,
	 * and all who wait for it go on.
	 */
	FOR_AN_OUTCOME;

	private static final List<String> OUTCOMES = List.of("java.util.concurrent.CompletableFuture.",
			"java.util.concurrent.FutureTask.", "java.util.concurrent.ForkJoinTask.",
			"java.util.concurrent.CountDownLatch.", "java.util.concurrent.CyclicBarrier.",
			"java.util.concurrent.Phaser.", "java.util.concurrent.Exchanger.", "java.lang.Thread.join",
			"java.util.concurrent.StructuredTaskScope", "java.util.concurrent.ThreadPerTaskExecutor.",
			"java.util.concurrent.AbstractExecutorService.invoke",
			"java.util.concurrent.ThreadPoolExecutor.awaitTermination", "java.util.concurrent.ExecutorService.close");

	private static final List<String> TURNS = List.of("java.util.concurrent.Semaphore.",
			"java.util.concurrent.locks.ReentrantLock.", "java.util.concurrent.locks.ReentrantReadWriteLock",
			"java.util.concurrent.locks.StampedLock.");

	private static final List<String> SIGNALS = List.of("java.util.concurrent.locks.LockSupport.",
			"java.util.concurrent.locks.AbstractQueued", "java.lang.VirtualThread.park", "java.lang.Object.wait");

	private static final Set<Pattern> PUTS = Set.of(Pattern.QUEUE_NEVER_DRAINED, Pattern.POOL_EXHAUSTED);

	/** Longer than a task, as for platform threads. */
	static final Duration LONG = Duration.ofSeconds(40);

	static Waiting of(FamilySample family) {
		WaitSite site = family.site();
		if (site.idle()) {
			return FOR_WORK;
		}
		if (family.state() == Thread.State.BLOCKED) {
			return FOR_ITS_TURN;
		}
		if (family.state() != Thread.State.WAITING) {
			return FOR_WORK;
		}
		Pattern pattern = Patterns.of(family);
		if (begins(site, TURNS) || PUTS.contains(pattern)) {
			return FOR_ITS_TURN;
		}
		if (begins(site, OUTCOMES)) {
			return FOR_AN_OUTCOME;
		}
		return begins(site, SIGNALS) ? FOR_A_SIGNAL : FOR_WORK;
	}

	private static boolean begins(WaitSite site, List<String> prefixes) {
		return prefixes.stream().anyMatch(site.api()::startsWith);
	}

	/**
	 * How long many may stand so, none of which ends, before it is suspicious.
	 * @param stuckAfter {@code threadleaks.detection.stuck-after}
	 * @return the time
	 */
	Duration patience(Duration stuckAfter) {
		return (this == FOR_ITS_TURN && stuckAfter.compareTo(LONG) > 0) ? stuckAfter : LONG;
	}

}
