// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.simulation.trace;

import java.util.List;

import io.github.threadleaks.simulation.Wait;

/**
 * What the workers of executors do.
 */
final class PoolShapes {

	private static final List<Wait> TASKS = List.of(Waits.workerReads("com.acme.Export.upload"),
			Waits.workerLocks("com.acme.Stock.count"), Waits.workerTakes("com.acme.Replies.await"));

	static final List<HealthyShape> ALL = List.of(
			new HealthyShape("fixed-pool-fills", "one thread a task until it has its size", PoolShapes::fixed),
			new HealthyShape("cached-pool-bursts", "idle workers end after a minute", PoolShapes::cached),
			new HealthyShape("scheduled-pool-fills", "has a size, and ticks", PoolShapes::scheduled),
			new HealthyShape("fork-join-common", "bounded by the parallelism", PoolShapes::commonPool),
			new HealthyShape("fork-join-own", "bounded by the parallelism", PoolShapes::forkJoin),
			new HealthyShape("pool-resized", "an operator made the pool larger", PoolShapes::resized),
			new HealthyShape("hikari-fills", "the adder ends when the pool is full; one housekeeper",
					PoolShapes::hikari),
			new HealthyShape("connection-readers", "one reader for each connection of a bounded pool",
					PoolShapes::connectionReaders),
			new HealthyShape("carriers", "carriers of virtual threads are bounded by the parallelism",
					PoolShapes::carriers));

	private PoolShapes() {
	}

	private static String poolName(Scene scene) {
		return scene.dice().chance(0.6) ? "pool-" + scene.next("pool") + "-thread-" : scene.named("orders-") + "-";
	}

	private static void fixed(Scene scene) {
		int size = scene.dice().between(2, 64);
		Workers workers = new Workers(scene, poolName(scene), Waits.IDLE, size);
		double pause = scene.dice().magnitude(1, 1_200);
		Wait task = scene.dice().oneOf(TASKS);
		scene.after(scene.sometime(), () -> scene.atRandom(pause, () -> {
			if (workers.size() < size) {
				workers.fill();
			}
			workers.work(task, scene.dice().exponential(2));
		}));
	}

	private static void cached(Scene scene) {
		Workers workers = new Workers(scene, poolName(scene), Waits.IDLE_CACHED, 1_000);
		double seconds = scene.dice().magnitude(0.1, 20);
		Wait task = scene.dice().oneOf(TASKS);
		scene.atRandom(scene.dice().magnitude(300, 7_200), () -> {
			for (int i = scene.dice().between(5, 80); i > 0; i--) {
				scene.after(scene.dice().between(0.0, 10.0),
						() -> workers.work(task, scene.dice().exponential(seconds)));
			}
		});
		scene.every(5, () -> workers.endIdle(0));
	}

	private static void scheduled(Scene scene) {
		int size = scene.dice().between(2, 16);
		Workers workers = new Workers(scene, scene.dice().chance(0.5) ? poolName(scene) : "scheduling-",
				Waits.SCHEDULED_IDLE, size);
		scene.times(size, scene.sometime(), scene.dice().magnitude(1, 600), workers::fill);
		scene.every(scene.dice().magnitude(1, 60), () -> workers.serve(1));
	}

	private static void commonPool(Scene scene) {
		parallel(scene, "ForkJoinPool.commonPool-worker-", scene.dice().between(1, 31));
	}

	private static void forkJoin(Scene scene) {
		parallel(scene, "ForkJoinPool-" + scene.next("fork-join") + "-worker-", scene.dice().between(2, 64));
	}

	private static void parallel(Scene scene, String prefix, int parallelism) {
		Workers workers = new Workers(scene, prefix, Waits.FORK_JOIN, parallelism);
		Wait task = Waits.running("com.acme.Prices.compute", "java.util.concurrent.ForkJoinTask.doExec",
				"java.util.concurrent.ForkJoinPool.runWorker", "java.util.concurrent.ForkJoinWorkerThread.run");
		scene.atRandom(scene.dice().magnitude(20, 3_600), () -> {
			for (int i = scene.dice().between(1, parallelism); i > 0; i--) {
				workers.work(task, scene.dice().exponential(3));
			}
		});
		scene.every(10, () -> workers.endIdle(0));
	}

	private static void resized(Scene scene) {
		int larger = scene.dice().between(16, 64);
		Workers workers = new Workers(scene, poolName(scene), Waits.IDLE, larger);
		scene.times(scene.dice().between(2, 8), scene.dice().between(1.0, 60.0), 1, workers::fill);
		scene.times(larger, scene.sometime(), scene.dice().chance(0.5) ? 0 : scene.dice().magnitude(1, 120),
				workers::fill);
		scene.atRandom(scene.dice().magnitude(1, 60), () -> workers.serve(2));
	}

	private static void hikari(Scene scene) {
		int number = scene.next("hikari");
		scene.start("HikariPool-" + number + " housekeeper", Waits.SCHEDULED).wakesEvery(30, scene.dice());
		int adder = scene.jvm().newLock();
		scene.times(scene.dice().between(1, 4), 2, scene.dice().magnitude(60, 20_000), () -> {
			TracedThread thread = scene.start("HikariPool-" + number + " connection adder", Waits.IDLE_DECAYING, adder);
			scene.after(scene.dice().between(5.0, 36.0), thread::ends);
		});
	}

	private static void connectionReaders(Scene scene) {
		int size = scene.dice().between(2, 10);
		Wait read = Waits.read("com.acme.db.WireConnection.receive");
		int[] open = new int[1];
		scene.after(scene.sometime(), () -> scene.atRandom(scene.dice().magnitude(5, 1_200), () -> {
			if (open[0] < size) {
				open[0]++;
				scene.start("db-connection-" + open[0] + " (10.0.3.17:5432)", read)
					.wakesEvery(scene.dice().magnitude(5, 300), scene.dice());
			}
		}));
	}

	private static void carriers(Scene scene) {
		Workers workers = new Workers(scene, "ForkJoinPool-" + scene.next("fork-join") + "-worker-", Waits.CARRIER,
				scene.dice().between(2, 32));
		scene.atRandom(scene.dice().magnitude(5, 300), () -> {
			workers.fill();
			workers.serve(3);
		});
	}

}
