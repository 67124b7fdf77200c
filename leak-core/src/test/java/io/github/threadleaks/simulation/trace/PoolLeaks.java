// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.simulation.trace;

import java.util.List;
import java.util.Set;

import io.github.threadleaks.judge.Pattern;
import io.github.threadleaks.simulation.Wait;

/**
 * Leaks of executors and timers.
 */
final class PoolLeaks {

	private static final Set<Pattern> EXECUTOR = Set.of(Pattern.EXECUTOR_NOT_SHUT_DOWN);

	private static final Set<Pattern> TIMER = Set.of(Pattern.TIMER_NOT_CANCELLED);

	static final List<LeakShape> ALL = List.of(
			new LeakShape("single-executor", 1, EXECUTOR, (scene) -> () -> executor(scene, Waits.IDLE, 1)),
			new LeakShape("executor-of-four", 4, EXECUTOR, (scene) -> () -> executor(scene, Waits.IDLE, 4)),
			new LeakShape("scheduled-executor", 1, EXECUTOR, PoolLeaks::scheduled),
			new LeakShape("timer-idle", 1, TIMER, (scene) -> () -> scene.leak(scene.named("Timer-"), Waits.IDLE_TIMER)),
			new LeakShape("timer-ticking", 1, TIMER,
					(scene) -> () -> scene.leak(scene.named("Timer-"), Waits.TICKING_TIMER)
						.wakesEvery(10, scene.dice())),
			new LeakShape("churn-keeps-one", 1, EXECUTOR, PoolLeaks::churn),
			new LeakShape("among-stable-executors", 1, EXECUTOR, PoolLeaks::amongStable),
			new LeakShape("cached-pool-takes", 1, Set.of(Pattern.QUEUE_NEVER_FED),
					(scene) -> cachedPool(scene, Waits.workerTakes("com.acme.Callbacks.await"))),
			new LeakShape("cached-pool-locks", 1, Set.of(Pattern.LOCK_NEVER_RELEASED),
					(scene) -> cachedPool(scene, Waits.workerLocks("com.acme.Ledger.post"))));

	private PoolLeaks() {
	}

	private static void executor(Scene scene, Wait idle, int workers) {
		String pool = "pool-" + scene.next("pool") + "-thread-";
		int lock = scene.jvm().newLock();
		for (int i = 1; i <= workers; i++) {
			scene.leak(pool + i, idle, lock);
		}
	}

	private static Runnable scheduled(Scene scene) {
		double period = scene.dice().oneOf(List.of(1.0, 10.0, 60.0));
		return () -> scene.leak("pool-" + scene.next("pool") + "-thread-1", Waits.SCHEDULED)
			.wakesEvery(period, scene.dice());
	}

	/** Of ten executors nine are shut down. */
	private static Runnable churn(Scene scene) {
		return () -> {
			for (int i = 0; i < 9; i++) {
				scene.after(scene.dice().between(0.0, 30.0), () -> {
					TracedThread closed = scene.start("pool-" + scene.next("pool") + "-thread-1", Waits.IDLE);
					scene.after(scene.dice().between(0.5, 20.0), closed::ends);
				});
			}
			executor(scene, Waits.IDLE, 1);
		};
	}

	private static Runnable amongStable(Scene scene) {
		for (int i = scene.dice().between(8, 30); i > 0; i--) {
			scene.start("pool-" + scene.next("pool") + "-thread-1", Waits.IDLE)
				.wakesEvery(scene.dice().magnitude(10, 3_600), scene.dice());
		}
		return () -> executor(scene, Waits.IDLE, 1);
	}

	/** One pool without a bound, whose tasks never end. */
	private static Runnable cachedPool(Scene scene, Wait stuck) {
		String pool = "pool-" + scene.next("pool") + "-thread-";
		int lock = scene.jvm().newLock();
		return () -> scene.leak(scene.named(pool), stuck, lock);
	}

}
