// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.simulation.trace;

import java.util.ArrayList;
import java.util.List;

/**
 * Event loops, and the threads of libraries that come when they are first needed.
 */
final class LoopShapes {

	private static final List<String> HOUSEKEEPERS = List.of("idle-connection-reaper", "Connection evictor",
			"commons-pool-evictor", "OkHttp TaskRunner", "Keep-Alive-Timer", "mysql-cj-abandoned-connection-cleanup",
			"PostgreSQL-JDBC-SharedTimer-1", "Abandoned connection cleanup", "quartz-misfire", "Log4j2-TF-1",
			"logback-1", "Catalina-utility-1", "Cleaner-0", "cachedSweeper", "lettuce-timer-3-1");

	static final List<HealthyShape> ALL = List.of(
			new HealthyShape("netty-loops-fill", "one group has at most twice the cores", LoopShapes::eventLoops),
			new HealthyShape("bounded-elastic", "at most ten times the cores; idle ones are evicted",
					LoopShapes::boundedElastic),
			new HealthyShape("housekeepers", "one for each library", LoopShapes::housekeepers),
			new HealthyShape("kafka-consumers", "all consumers start together, each with a heartbeat",
					LoopShapes::kafkaConsumers),
			new HealthyShape("okhttp-clients", "clients share threads, which end when idle", LoopShapes::okHttp));

	private LoopShapes() {
	}

	private static void eventLoops(Scene scene) {
		int loops = scene.dice().between(4, 64);
		String prefix = scene.dice()
			.oneOf(List.of("nioEventLoopGroup-" + (1 + scene.next("netty")) + "-", "reactor-http-epoll-",
					"lettuce-epollEventLoop-4-", "vert.x-eventloop-thread-", "grpc-default-worker-ELG-1-"));
		int[] started = new int[1];
		double pause = scene.dice().magnitude(0.5, 600);
		scene.after(scene.sometime(), () -> scene.atRandom(pause, () -> {
			if (started[0] < loops) {
				started[0]++;
				scene.start(prefix + started[0], Waits.EVENT_LOOP)
					.wakesEvery(scene.dice().magnitude(3, 300), scene.dice());
			}
		}));
	}

	private static void boundedElastic(Scene scene) {
		int most = 10 * scene.dice().between(1, 8);
		double seconds = scene.dice().magnitude(0.2, 60);
		double concurrency = scene.dice().magnitude(1, most);
		List<TracedThread> idle = new ArrayList<>();
		List<Long> idleSince = new ArrayList<>();
		int[] live = new int[1];
		scene.atRandom(seconds / concurrency, () -> {
			TracedThread worker;
			if (!idle.isEmpty()) {
				// the last one that came back is taken first
				worker = idle.remove(idle.size() - 1);
				idleSince.remove(idleSince.size() - 1);
				worker.wakes();
			}
			else if (live[0] < most) {
				live[0]++;
				worker = scene.start("boundedElastic-" + scene.next("elastic"), Waits.SCHEDULED_IDLE);
			}
			else {
				return;
			}
			scene.after(scene.dice().exponential(seconds), () -> {
				worker.wakes();
				idle.add(worker);
				idleSince.add(scene.jvm().now());
			});
		});
		scene.every(60, () -> {
			while (!idle.isEmpty() && idleSince.get(0) < scene.jvm().now() - 60_000) {
				idleSince.remove(0);
				idle.remove(0).ends();
				live[0]--;
			}
		});
	}

	private static void housekeepers(Scene scene) {
		for (String name : HOUSEKEEPERS) {
			if (scene.dice().chance(0.6)) {
				scene.after(scene.sometime(),
						() -> scene.elsewhere()
							.start(name, Waits.sleep("com.library." + name.replaceAll("\\W|\\d", "") + ".Cleaner.run"))
							.wakesEvery(scene.dice().magnitude(2, 600), scene.dice()));
			}
		}
	}

	private static void kafkaConsumers(Scene scene) {
		int consumers = scene.dice().between(2, 12);
		scene.times(consumers, scene.sometime(), 0.3, () -> {
			int number = scene.next("kafka");
			scene
				.start("org.springframework.kafka.KafkaListenerEndpointContainer#" + number + "-0-C-1",
						Waits.KAFKA_CONSUMER)
				.restless();
			scene.after(scene.dice().between(1.0, 8.0),
					() -> scene.start("kafka-coordinator-heartbeat-thread | orders", Waits.KAFKA_HEARTBEAT)
						.wakesEvery(3, scene.dice()));
		});
	}

	private static void okHttp(Scene scene) {
		Workers workers = new Workers(scene, "OkHttp TaskRunner ", Waits.OKHTTP, 6);
		double[] clients = { 1 };
		scene.atRandom(scene.dice().magnitude(1, 60), () -> {
			clients[0]++;
			// ten clients share about four threads
			if (workers.size() < 1 + Math.log(clients[0])) {
				workers.fill();
			}
			workers.serve(1);
		});
		scene.every(30, () -> workers.endIdle(1));
	}

}
