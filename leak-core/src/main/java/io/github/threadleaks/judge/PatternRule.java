// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.judge;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import io.github.threadleaks.group.FamilySample;
import io.github.threadleaks.group.WaitSite;
import io.github.threadleaks.sample.Frame;

/**
 * A row of the table that tells the pattern of a family by where it waits.
 *
 * @param where what to look at
 * @param prefixes beginnings of it, any of which matches
 * @param pattern what it means
 */
record PatternRule(Where where, List<String> prefixes, Pattern pattern) {

	/**
	 * The table: the first row that matches decides, so what is specific stands first.
	 */
	static final List<PatternRule> TABLE = List.of(new PatternRule(Where.ENTRY,
			List.of("jdk.internal.net.http.", "sun.nio.fs.", "org.apache.http.impl.client.", "org.apache.hc.client",
					"org.apache.hc.core", "org.apache.http.impl.nio", "org.apache.kafka.clients.", "okhttp3.", "okio.",
					"org.quartz.", "io.lettuce.", "com.mongodb.", "com.rabbitmq.client.", "software.amazon.awssdk.",
					"com.amazonaws.", "com.datastax.", "org.elasticsearch.client.", "org.redisson.", "redis.clients.",
					"org.eclipse.jetty.client.", "org.apache.zookeeper.", "com.google.api.",
					"org.apache.commons.pool2.", "com.zaxxer.hikari.", "io.grpc."),
			Pattern.CLIENT_NOT_CLOSED),
			new PatternRule(Where.NAME,
					List.of("HttpClient-", "HikariPool-", "Connection evictor", "idle-connection-reaper", "kafka-",
							"OkHttp ", "grpc-", "lettuce-", "cluster-", "redisson-", "QuartzScheduler_",
							"quartzScheduler_", "AMQP Connection", "commons-pool-evictor", "sdk-async-response",
							"rxtx-", "influx", "I/O dispatcher ", "httpclient-dispatch", "nioEventLoopGroup-"),
					Pattern.CLIENT_NOT_CLOSED),
			new PatternRule(Where.API, List.of("java.util.TimerThread."), Pattern.TIMER_NOT_CANCELLED),
			new PatternRule(Where.STACK,
					List.of("com.zaxxer.hikari.pool.HikariPool.getConnection",
							"org.apache.tomcat.jdbc.pool.ConnectionPool.borrowConnection",
							"org.apache.commons.pool2.impl.GenericObjectPool.borrowObject",
							"org.apache.commons.dbcp2.PoolingDataSource.getConnection",
							"com.mchange.v2.resourcepool.BasicResourcePool.", "oracle.ucp.",
							"org.apache.http.pool.AbstractConnPool.", "org.apache.hc.core5.pool.",
							"java.util.concurrent.Semaphore.acquire", "java.util.concurrent.Semaphore.tryAcquire"),
					Pattern.POOL_EXHAUSTED),
			new PatternRule(Where.API_STACK,
					List.of("java.net.SocketInputStream.", "java.net.Socket$SocketInputStream.",
							"sun.nio.ch.NioSocketImpl.", "sun.nio.ch.SocketChannelImpl.",
							"sun.nio.ch.SocketDispatcher.", "java.net.Socket.", "java.net.ServerSocket.",
							"java.net.DatagramSocket.", "java.net.http.HttpClient.", "jdk.internal.net.http.",
							"sun.security.ssl.", "java.net.InetAddress."),
					Pattern.IO_WITHOUT_TIMEOUT),
			new PatternRule(Where.API,
					List.of("java.util.concurrent.CompletableFuture.", "java.util.concurrent.FutureTask.",
							"java.util.concurrent.ForkJoinTask.", "java.util.concurrent.CountDownLatch.",
							"java.util.concurrent.CyclicBarrier.", "java.util.concurrent.Phaser.",
							"java.util.concurrent.Exchanger.", "java.lang.Thread.join",
							"java.util.concurrent.ThreadPoolExecutor.awaitTermination",
							"java.util.concurrent.AbstractExecutorService.invoke", "java.lang.Process"),
					Pattern.NEVER_COMPLETED),
			new PatternRule(Where.API_PUT, List.of("java.util.concurrent."), Pattern.QUEUE_NEVER_DRAINED),
			new PatternRule(Where.API_TAKE, List.of("java.util.concurrent."), Pattern.QUEUE_NEVER_FED),
			new PatternRule(Where.API,
					List.of("java.util.concurrent.locks.AbstractQueuedSynchronizer$ConditionObject.",
							"java.util.concurrent.locks.AbstractQueuedLongSynchronizer$ConditionObject.",
							"java.lang.Object.wait"),
					Pattern.MISSED_SIGNAL),
			new PatternRule(Where.API, List.of("java.util.concurrent.locks.ReentrantLock.",
					"java.util.concurrent.locks.ReentrantReadWriteLock", "java.util.concurrent.locks.StampedLock."),
					Pattern.LOCK_NEVER_RELEASED));

	boolean matches(FamilySample family) {
		return match(family).isPresent();
	}

	/**
	 * What of this row matches a family.
	 * @param family the family
	 * @return the prefix, or empty
	 */
	Optional<String> match(FamilySample family) {
		WaitSite wait = family.site();
		return switch (this.where) {
			case NAME -> match(family.maskedName());
			case ENTRY -> match(family.key().entry());
			case API -> match(wait.api());
			case API_PUT -> isOneOf(wait.api(), "put", "putFirst", "putLast", "offer", "transfer") ? match(wait.api())
					: Optional.empty();
			case API_TAKE -> isOneOf(wait.api(), "take", "takeFirst", "takeLast", "poll", "pollFirst", "pollLast")
					? match(wait.api()) : Optional.empty();
			case STACK -> match(wait.stack().frames().stream().map(Frame::site));
			case API_STACK ->
				match(wait.stack().frames().stream().map(Frame::site).takeWhile((site) -> !site.equals(wait.caller())));
		};
	}

	private Optional<String> match(Stream<String> sites) {
		return sites.flatMap((site) -> match(site).stream()).findFirst();
	}

	private Optional<String> match(String text) {
		return this.prefixes.stream().filter(text::startsWith).findFirst();
	}

	private static boolean isOneOf(String site, String... methods) {
		return List.of(methods).contains(site.substring(site.lastIndexOf('.') + 1));
	}

	/** What a row looks at. */
	enum Where {

		/** The masked thread name. */
		NAME,

		/** The method that the thread was started for. */
		ENTRY,

		/** The JDK method that was called. */
		API,

		/** The same, if it puts. */
		API_PUT,

		/** The same, if it takes. */
		API_TAKE,

		/** Any frame. */
		STACK,

		/** Any frame of the JDK above the caller. */
		API_STACK

	}

}
