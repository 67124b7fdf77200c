// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.judge;

import java.util.List;

import io.github.threadleaks.settings.IgnoreRule;

/**
 * A housekeeper of the JVM or of a library that is never judged, since it is bounded by
 * construction or ends by itself. Of pools only the idle workers are in: one that is
 * stuck in a task is judged as any other. What is one for each class loader, application
 * object or recording (MySQL's cleanup thread, {@code Cleaner-1}, JFR's event streams) is
 * not in: more and more of them are a leak.
 *
 * @param rule masked name, frame and reason
 * @param link documentation or source that says so
 * @param exampleName a name as it was seen
 * @param exampleFrame a frame of such a thread
 */
record KnownThread(IgnoreRule rule, String link, String exampleName, String exampleFrame) {

	private static final String JDK = "https://github.com/openjdk/jdk/blob/jdk-21-ga/src/";

	private static final String JAVA = JDK + "java.base/share/classes/";

	private static final String REACTOR = "https://projectreactor.io/docs/core/release/api/reactor/core/scheduler/Schedulers.html";

	private static final String HIKARI = "https://github.com/brettwooldridge/HikariCP/blob/dev/src/main/java/com/zaxxer/hikari/util/UtilityElf.java";

	private static final String IDLE = "java.util.concurrent.ThreadPoolExecutor.getTask";

	private static final String IDLE_PATTERN = "^java\\.util\\.concurrent\\.ThreadPoolExecutor\\.getTask$";

	private static final String IDLE_SCHEDULED = "java.util.concurrent.ScheduledThreadPoolExecutor$DelayedWorkQueue.take";

	private static final String IDLE_SCHEDULED_PATTERN = "^java\\.util\\.concurrent\\.ScheduledThreadPoolExecutor\\$DelayedWorkQueue\\.";

	static final List<KnownThread> TABLE = List.of(
			one("Reference Handler", "It queues references, one in a JVM.", JAVA + "java/lang/ref/Reference.java"),
			one("Finalizer", "It finalizes objects, one in a JVM.", JAVA + "java/lang/ref/Finalizer.java"),
			one("Common-Cleaner", "The JDK's own cleaner, one in a JVM.",
					JAVA + "jdk/internal/ref/CleanerFactory.java"),
			one("Signal Dispatcher", "It hands signals on, one in a JVM.", JDK + "hotspot/share/runtime/os.cpp"),
			one("Notification Thread", "It notifies listeners of management beans, one in a JVM.",
					JDK + "hotspot/share/runtime/notificationThread.cpp"),
			one("Service Thread", "It does deferred work of the JVM's, one in a JVM.",
					JDK + "hotspot/share/runtime/serviceThread.cpp"),
			one("Monitor Deflation Thread", "It deflates monitors, one in a JVM.",
					JDK + "hotspot/share/runtime/monitorDeflationThread.cpp"),
			one("Attach Listener", "It serves tools that attach, one in a JVM.",
					JDK + "hotspot/share/services/attachListener.cpp"),
			one("DestroyJavaVM", "It was the main thread and waits for the others to end, one in a JVM.",
					JDK + "hotspot/share/prims/jni.cpp"),
			one("Keep-Alive-Timer", "It closes idle connections of HttpURLConnection, one in a JVM.",
					JAVA + "sun/net/www/http/KeepAliveCache.java"),
			one("CompletableFutureDelayScheduler", "It keeps the timeouts of CompletableFuture, one in a JVM.",
					JAVA + "java/util/concurrent/CompletableFuture.java"),
			one("ForkJoinPool.commonPool-delayScheduler",
					"It keeps the common pool's timeouts since JDK 25, one in a JVM.",
					"https://github.com/openjdk/jdk/blob/jdk-25-ga/src/java.base/share/classes/java/util/concurrent/DelayScheduler.java"),
			some("^ForkJoinPool\\.commonPool-worker-#$", "ForkJoinPool.commonPool-worker-1",
					"Bounded by the common pool's parallelism, and 256 more that stand in for blocked ones.",
					"https://docs.oracle.com/en/java/javase/21/docs/api/java.base/java/util/concurrent/ForkJoinPool.html"),
			row("^ForkJoinPool-#-worker-#$", "^java\\.lang\\.VirtualThread\\.runContinuation$",
					"Carriers of virtual threads, bounded by jdk.virtualThreadScheduler.maxPoolSize, 256 by default.",
					"https://openjdk.org/jeps/444", "ForkJoinPool-1-worker-1",
					"java.lang.VirtualThread.runContinuation"),
			some("^VirtualThread-unparker(-#)?$", "VirtualThread-unparker",
					"They wake virtual threads that sleep: one, or up to one for four cores.",
					"https://github.com/openjdk/jdk/blob/jdk-24-ga/src/java.base/share/classes/java/lang/VirtualThread.java"),
			one("VirtualThread-unblocker", "It wakes virtual threads that wait for monitors, one in a JVM.",
					"https://github.com/openjdk/jdk/blob/jdk-24-ga/src/java.base/share/classes/java/lang/VirtualThread.java"),
			row("^(Master|Read|Write|Sub)-?Poller(-#)?$", "^sun\\.nio\\.ch\\.Poller\\.",
					"They wait for the network on behalf of virtual threads; bounded by jdk.readPollers and jdk.writePollers.",
					"https://github.com/openjdk/jdk/blob/jdk-25-ga/src/java.base/share/classes/sun/nio/ch/Poller.java",
					"MasterPoller", "sun.nio.ch.Poller.pollerLoop"),
			row("^process reaper$", IDLE_PATTERN, "Idle; it ends 60 s after the last process that it waited for.",
					JAVA + "java/lang/ProcessHandleImpl.java", "process reaper", IDLE),
			some("^JFR (Recorder Thread|Periodic Tasks|Recording Scheduler|Shutdown Hook)$", "JFR Periodic Tasks",
					"Flight Recorder's own, one of each in a JVM, however many recordings there are.",
					"https://openjdk.org/jeps/328"),
			one("RMI Reaper", "It waits for exported objects that nobody uses, one in a JVM.",
					JDK + "java.rmi/share/classes/sun/rmi/transport/ObjectTable.java"),
			some("^RMI Scheduler\\(#\\)$", "RMI Scheduler(0)",
					"Housekeeping of RMI, bounded by sun.rmi.runtime.schedulerThreads, 1 by default.",
					JDK + "java.rmi/share/classes/sun/rmi/runtime/RuntimeUtil.java"),
			row("^RMI TCP Connection\\(idle\\)$", IDLE_PATTERN,
					"Idle; it ends after 60 s (sun.rmi.transport.tcp.threadKeepAliveTime).",
					JDK + "java.rmi/share/classes/sun/rmi/transport/tcp/TCPTransport.java", "RMI TCP Connection(idle)",
					IDLE),
			row("^RMI TCP Connection\\(#\\)-.+$", "^java\\.io\\.FilterInputStream\\.read$",
					"Waits for a client's next call; ends with the connection, or by sun.rmi.transport.tcp.readTimeout.",
					JDK + "java.rmi/share/classes/sun/rmi/transport/tcp/TCPTransport.java",
					"RMI TCP Connection(4)-10.0.0.17", "java.io.FilterInputStream.read"),
			row("^boundedElastic-#$", IDLE_SCHEDULED_PATTERN,
					"Idle workers, at most 10 for a core; each is an executor of its own and ends after 60 s.", REACTOR,
					"boundedElastic-3", IDLE_SCHEDULED),
			row("^parallel-#$", IDLE_SCHEDULED_PATTERN, "Idle workers, one for a core; each is an executor of its own.",
					REACTOR, "parallel-2", IDLE_SCHEDULED),
			some("^loomBoundedElastic-(delayed-tasks-scheduler-)?#$", "loomBoundedElastic-12",
					"Virtual threads, at most 10 at once for a core, and one that keeps their timeouts.", REACTOR),
			some("^HikariPool-#[ :]connection[ -]adder$", "HikariPool-1:connection-adder",
					"One for a pool, and it ends after 5 s without work; a pool left open shows by its housekeeper.",
					HIKARI),
			some("^HikariPool-#[ :]connection[ -]closer$", "HikariPool-1 connection closer",
					"One for a pool, and it ends after 5 s without work; a pool left open shows by its housekeeper.",
					HIKARI),
			some("^globalEventExecutor-#-#$", "globalEventExecutor-1-2",
					"Netty's, one at a time, and it ends after a second without work.",
					"https://netty.io/4.1/api/io/netty/util/concurrent/GlobalEventExecutor.html"),
			row("^OkHttp TaskRunner$", IDLE_PATTERN, "Idle workers that all clients share; each ends after 60 s.",
					"https://github.com/square/okhttp/blob/821eca633459acb6b9efb27a306412f85e591734/okhttp/src/main/kotlin/okhttp3/internal/concurrent/TaskRunner.kt",
					"OkHttp TaskRunner", IDLE),
			one("PostgreSQL-JDBC-Cleaner", "It closes connections that were forgotten, one for all of them.",
					"https://github.com/pgjdbc/pgjdbc/blob/master/pgjdbc/src/main/java/org/postgresql/util/LazyCleaner.java"));

	/** A single one, by its whole name. */
	private static KnownThread one(String name, String reason, String link) {
		return some("^" + name.replace(".", "\\.") + "$", name, reason, link);
	}

	/** Whatever they do, by name. */
	private static KnownThread some(String name, String example, String reason, String link) {
		return row(name, "", reason, link, example, "");
	}

	private static KnownThread row(String name, String frame, String reason, String link, String exampleName,
			String exampleFrame) {
		return new KnownThread(IgnoreRule.of(name, frame, reason), link, exampleName, exampleFrame);
	}

}
