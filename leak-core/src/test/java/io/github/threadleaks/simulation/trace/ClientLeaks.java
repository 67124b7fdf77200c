// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.simulation.trace;

import java.util.List;
import java.util.Set;

import io.github.threadleaks.judge.Pattern;

/**
 * Leaks of clients that nobody closes.
 */
final class ClientLeaks {

	private static final Set<Pattern> CLIENT = Set.of(Pattern.CLIENT_NOT_CLOSED);

	private static final String HEX = "0123456789abcdef";

	static final List<LeakShape> ALL = List.of(
			new LeakShape("jdk-http-client", 1, CLIENT, (scene) -> () -> jdkHttpClient(scene)),
			new LeakShape("async-http-client", 3, CLIENT, (scene) -> () -> asyncHttpClient(scene)),
			new LeakShape("connection-evictor", 1, CLIENT,
					(scene) -> () -> scene.leak("Connection evictor", Waits.EVICTOR).wakesEvery(5, scene.dice())),
			new LeakShape("mongo-client", 1, CLIENT, (scene) -> () -> mongoClient(scene)),
			new LeakShape("zookeeper-client", 2, CLIENT, (scene) -> () -> zooKeeper(scene)),
			new LeakShape("kafka-admin", 1, CLIENT,
					(scene) -> () -> scene
						.leak(scene.named("kafka-admin-client-thread | adminclient-"), Waits.KAFKA_ADMIN)
						.restless()),
			new LeakShape("event-loop-group", 2, CLIENT, (scene) -> () -> eventLoopGroup(scene)));

	private ClientLeaks() {
	}

	/** Its selector stays; its worker ends after an idle minute. */
	private static void jdkHttpClient(Scene scene) {
		String name = scene.named("HttpClient-");
		scene.leak(name + "-SelectorManager", Waits.HTTP_CLIENT).wakesEvery(3, scene.dice());
		TracedThread worker = scene.start(name + "-Worker-0", Waits.IDLE_CACHED);
		scene.after(60 + scene.dice().between(0.0, 3.0), worker::ends);
	}

	private static void asyncHttpClient(Scene scene) {
		scene.leak("pool-" + scene.next("pool") + "-thread-1", Waits.ASYNC_CLIENT).restless();
		for (int i = 0; i < 2; i++) {
			scene.leak(scene.named("I/O dispatcher "), Waits.IO_REACTOR).restless();
		}
	}

	private static void mongoClient(Scene scene) {
		scene
			.leak("cluster-ClusterId{value='" + scene.dice().token(HEX, 24)
					+ "', description='null'}-mongo.acme.example:27017", Waits.MONGO_MONITOR)
			.wakesEvery(10, scene.dice());
	}

	private static void zooKeeper(Scene scene) {
		String creator = "http-nio-8080-exec-" + scene.dice().between(1, 200);
		scene.leak(creator + "-SendThread(10.0.3." + scene.dice().between(1, 9) + ":2181)", Waits.ZOOKEEPER_SEND)
			.restless();
		scene.leak(creator + "-EventThread", Waits.ZOOKEEPER_EVENT);
	}

	private static void eventLoopGroup(Scene scene) {
		String group = "nioEventLoopGroup-" + (1 + scene.next("netty")) + "-";
		scene.leak(group + 1, Waits.EVENT_LOOP);
		scene.leak(group + 2, Waits.EVENT_LOOP);
	}

}
