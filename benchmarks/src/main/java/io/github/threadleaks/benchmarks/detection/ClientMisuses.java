// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.benchmarks.detection;

import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;

import com.mongodb.client.MongoClients;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisConnectionException;
import io.netty.channel.nio.NioEventLoopGroup;
import org.apache.kafka.clients.admin.AdminClient;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.zookeeper.ZooKeeper;
import org.quartz.Scheduler;
import org.quartz.impl.StdSchedulerFactory;

/**
 * Clients of databases, brokers and schedulers that nobody closes.
 */
final class ClientMisuses {

	private static final String NOBODY = "127.0.0.1:1";

	private static final AtomicInteger used = new AtomicInteger();

	static final List<Misuse> ALL = List.of(
			Misuse.client("kafka-admin 3.7.0",
					() -> AdminClient.create(Map.<String, Object>of("bootstrap.servers", NOBODY))),
			Misuse.client("kafka-producer 3.7.0",
					() -> new KafkaProducer<>(Map.<String, Object>of("bootstrap.servers", NOBODY),
							new StringSerializer(), new StringSerializer())),
			Misuse.client("hikaricp 5.1.0 with h2", ClientMisuses::pool),
			Misuse.client("quartz 2.3.2", ClientMisuses::scheduler),
			Misuse.client("mongodb-driver-sync 4.11", () -> MongoClients.create("mongodb://" + NOBODY)),
			Misuse.client("lettuce 6.3", ClientMisuses::redis),
			Misuse.client("zookeeper 3.9", () -> new ZooKeeper(NOBODY, 30_000, (event) -> {
			})), Misuse.client("netty event loop group", ClientMisuses::eventLoop));

	private ClientMisuses() {
	}

	private static AutoCloseable pool() {
		HikariConfig config = new HikariConfig();
		config.setJdbcUrl("jdbc:h2:mem:used" + used.incrementAndGet());
		config.setMaximumPoolSize(2);
		return new HikariDataSource(config);
	}

	private static AutoCloseable scheduler() throws Exception {
		Properties properties = new Properties();
		properties.put("org.quartz.scheduler.instanceName", "used" + used.incrementAndGet());
		properties.put("org.quartz.threadPool.class", "org.quartz.simpl.SimpleThreadPool");
		properties.put("org.quartz.threadPool.threadCount", "2");
		properties.put("org.quartz.jobStore.class", "org.quartz.simpl.RAMJobStore");
		Scheduler scheduler = new StdSchedulerFactory(properties).getScheduler();
		scheduler.start();
		return scheduler::shutdown;
	}

	private static AutoCloseable redis() {
		RedisClient client = RedisClient.create("redis://" + NOBODY);
		try {
			client.connect();
		}
		catch (RedisConnectionException ex) {
			// as expected: and who catches it forgets the client
			return client::shutdown;
		}
		return client::shutdown;
	}

	@SuppressWarnings("FutureReturnValueIgnored") // nothing to wait for
	private static AutoCloseable eventLoop() {
		NioEventLoopGroup group = new NioEventLoopGroup(1);
		group.submit(() -> "started");
		return group::shutdownGracefully;
	}

}
