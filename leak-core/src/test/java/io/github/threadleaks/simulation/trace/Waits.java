// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.simulation.trace;

import io.github.threadleaks.simulation.Wait;

/**
 * What threads of real services do, with the stacks that JDK 17 has.
 */
final class Waits {

	private static final String AQS = "java.util.concurrent.locks.AbstractQueuedSynchronizer";

	private static final String CONDITION = AQS + "$ConditionObject";

	private static final String[] AWAIT = { "jdk.internal.misc.Unsafe.park",
			"java.util.concurrent.locks.LockSupport.park", AQS + "$ConditionNode.block",
			"java.util.concurrent.ForkJoinPool.unmanagedBlock", "java.util.concurrent.ForkJoinPool.managedBlock",
			CONDITION + ".await" };

	private static final String[] AWAIT_NANOS = { "jdk.internal.misc.Unsafe.park",
			"java.util.concurrent.locks.LockSupport.parkNanos", CONDITION + ".awaitNanos" };

	private static final String[] PARK = { "jdk.internal.misc.Unsafe.park",
			"java.util.concurrent.locks.LockSupport.park" };

	private static final String[] READ = { "sun.nio.ch.SocketDispatcher.read0", "sun.nio.ch.SocketDispatcher.read",
			"sun.nio.ch.NioSocketImpl.tryRead", "sun.nio.ch.NioSocketImpl.implRead", "sun.nio.ch.NioSocketImpl.read",
			"sun.nio.ch.NioSocketImpl$1.read", "java.net.Socket$SocketInputStream.read" };

	private static final String[] SELECT = { "sun.nio.ch.EPoll.wait", "sun.nio.ch.EPollSelectorImpl.doSelect",
			"sun.nio.ch.SelectorImpl.lockAndDoSelect", "sun.nio.ch.SelectorImpl.select" };

	private static final String[] WORKER = { "java.util.concurrent.ThreadPoolExecutor.runWorker",
			"java.util.concurrent.ThreadPoolExecutor$Worker.run", "java.lang.Thread.run" };

	private static final String[] TOMCAT = { "org.apache.tomcat.util.net.SocketProcessorBase.run",
			"org.apache.tomcat.util.threads.ThreadPoolExecutor.runWorker",
			"org.apache.tomcat.util.threads.ThreadPoolExecutor$Worker.run",
			"org.apache.tomcat.util.threads.TaskThread$WrappingRunnable.run", "java.lang.Thread.run" };

	private static final String GET_TASK = "java.util.concurrent.ThreadPoolExecutor.getTask";

	static final Wait IDLE = Wait.idleWorker();

	static final Wait IDLE_CACHED = Wait.idleCachedWorker();

	static final Wait IDLE_TOMCAT = Wait.idleTomcatWorker();

	static final Wait IDLE_TIMER = Wait.idleTimer();

	static final Wait EVENT_LOOP = Wait.eventLoop();

	/** A timer that waits for its next task. */
	static final Wait TICKING_TIMER = timed("java.util.TaskQueue", "java.lang.Object.wait",
			"java.util.TimerThread.mainLoop", "java.util.TimerThread.run");

	/** A worker of a queue with a timeout, such as HikariCP's connection adder. */
	static final Wait IDLE_DECAYING = timed(CONDITION, AWAIT_NANOS, "java.util.concurrent.LinkedBlockingQueue.poll",
			GET_TASK, WORKER);

	/** A worker of a scheduled pool that has a task to wait for. */
	static final Wait SCHEDULED = timed(CONDITION, AWAIT_NANOS,
			"java.util.concurrent.ScheduledThreadPoolExecutor$DelayedWorkQueue.take",
			"java.util.concurrent.ScheduledThreadPoolExecutor$DelayedWorkQueue.take", GET_TASK, WORKER);

	/** A worker of a scheduled pool that waits behind another, or has no task. */
	static final Wait SCHEDULED_IDLE = untimed(CONDITION, AWAIT,
			"java.util.concurrent.ScheduledThreadPoolExecutor$DelayedWorkQueue.take",
			"java.util.concurrent.ScheduledThreadPoolExecutor$DelayedWorkQueue.take", GET_TASK, WORKER);

	static final Wait FORK_JOIN = untimed("java.util.concurrent.ForkJoinPool", PARK,
			"java.util.concurrent.ForkJoinPool.awaitWork", "java.util.concurrent.ForkJoinPool.runWorker",
			"java.util.concurrent.ForkJoinWorkerThread.run");

	static final Wait CARRIER = untimed("java.util.concurrent.ForkJoinPool", PARK,
			"java.util.concurrent.ForkJoinPool.awaitWork", "java.util.concurrent.ForkJoinPool.runWorker",
			"jdk.internal.misc.CarrierThread.run");

	static final Wait HTTP_CLIENT = running(SELECT, "jdk.internal.net.http.HttpClientImpl$SelectorManager.run");

	static final Wait IO_REACTOR = running(SELECT, "org.apache.http.impl.nio.reactor.AbstractIOReactor.execute",
			"org.apache.http.impl.nio.reactor.BaseIOReactor.execute",
			"org.apache.http.impl.nio.reactor.AbstractMultiworkerIOReactor$Worker.run", "java.lang.Thread.run");

	static final Wait ASYNC_CLIENT = running(SELECT,
			"org.apache.http.impl.nio.reactor.AbstractMultiworkerIOReactor.execute",
			"org.apache.http.impl.nio.client.CloseableHttpAsyncClientBase$1.run", "java.lang.Thread.run");

	static final Wait KAFKA_ADMIN = running(SELECT, "org.apache.kafka.common.network.Selector.select",
			"org.apache.kafka.clients.NetworkClient.poll",
			"org.apache.kafka.clients.admin.KafkaAdminClient$AdminClientRunnable.run", "java.lang.Thread.run");

	static final Wait KAFKA_CONSUMER = running(SELECT, "org.apache.kafka.common.network.Selector.select",
			"org.apache.kafka.clients.consumer.KafkaConsumer.poll",
			"org.springframework.kafka.listener.KafkaMessageListenerContainer$ListenerConsumer.run",
			"java.util.concurrent.CompletableFuture$AsyncRun.run", "java.lang.Thread.run");

	static final Wait KAFKA_HEARTBEAT = timed("org.apache.kafka.clients.consumer.internals.ConsumerCoordinator",
			"java.lang.Object.wait",
			"org.apache.kafka.clients.consumer.internals.AbstractCoordinator$HeartbeatThread.run");

	static final Wait ZOOKEEPER_SEND = running(SELECT, "org.apache.zookeeper.ClientCnxnSocketNIO.doTransport",
			"org.apache.zookeeper.ClientCnxn$SendThread.run");

	static final Wait ZOOKEEPER_EVENT = untimed(CONDITION, AWAIT, "java.util.concurrent.LinkedBlockingQueue.take",
			"org.apache.zookeeper.ClientCnxn$EventThread.run");

	static final Wait EVICTOR = timed("", "java.lang.Thread.sleep",
			"org.apache.http.impl.client.IdleConnectionEvictor$1.run", "java.lang.Thread.run");

	static final Wait MONGO_MONITOR = timed(CONDITION, AWAIT_NANOS,
			"com.mongodb.internal.connection.DefaultServerMonitor$ServerMonitorRunnable.waitForSignalOrTimeout",
			"com.mongodb.internal.connection.DefaultServerMonitor$ServerMonitorRunnable.waitForNext",
			"com.mongodb.internal.connection.DefaultServerMonitor$ServerMonitorRunnable.run", "java.lang.Thread.run");

	static final Wait OKHTTP = timed("okhttp3.internal.concurrent.TaskRunner", "java.lang.Object.wait",
			"okhttp3.internal.concurrent.TaskRunner$RealBackend.coordinatorWait",
			"okhttp3.internal.concurrent.TaskRunner.awaitTaskToRun",
			"okhttp3.internal.concurrent.TaskRunner$runnable$1.run", WORKER);

	private Waits() {
	}

	static Wait running(Object... stack) {
		return new Wait(Thread.State.RUNNABLE, Wait.stack(stack), "");
	}

	private static Wait timed(String lockType, Object... stack) {
		return new Wait(Thread.State.TIMED_WAITING, Wait.stack(stack), lockType);
	}

	private static Wait untimed(String lockType, Object... stack) {
		return new Wait(Thread.State.WAITING, Wait.stack(stack), lockType);
	}

	/** A thread of its own that sleeps between two rounds. */
	static Wait sleep(String caller) {
		return timed("", "java.lang.Thread.sleep", caller, "java.lang.Thread.run");
	}

	/** A thread of its own that reads from a socket. */
	static Wait read(String caller) {
		return running(READ, caller, "java.lang.Thread.run");
	}

	static Wait take(String caller) {
		return untimed(CONDITION, AWAIT, "java.util.concurrent.LinkedBlockingQueue.take", caller,
				"java.lang.Thread.run");
	}

	static Wait poll(String caller) {
		return timed(CONDITION, AWAIT_NANOS, "java.util.concurrent.LinkedBlockingQueue.poll", caller,
				"java.lang.Thread.run");
	}

	static Wait put(String caller) {
		return untimed(CONDITION, AWAIT, "java.util.concurrent.ArrayBlockingQueue.put", caller, "java.lang.Thread.run");
	}

	static Wait future(String caller) {
		return untimed("java.util.concurrent.CompletableFuture$Signaller", PARK,
				"java.util.concurrent.CompletableFuture$Signaller.block",
				"java.util.concurrent.ForkJoinPool.unmanagedBlock", "java.util.concurrent.ForkJoinPool.managedBlock",
				"java.util.concurrent.CompletableFuture.waitingGet", "java.util.concurrent.CompletableFuture.join",
				caller, "java.lang.Thread.run");
	}

	/** A thread whose task is a lambda that waits for a latch. */
	static Wait latch(String caller) {
		String type = caller.substring(0, caller.lastIndexOf('.'));
		return untimed("java.util.concurrent.CountDownLatch$Sync", PARK, AQS + ".acquire",
				AQS + ".acquireSharedInterruptibly", "java.util.concurrent.CountDownLatch.await", caller,
				type + "$$Lambda.run", "java.lang.Thread.run");
	}

	static Wait objectWait(String caller) {
		return untimed("com.acme.Signal", "java.lang.Object.wait", "java.lang.Object.wait", caller,
				"java.lang.Thread.run");
	}

	static Wait condition(String caller) {
		return untimed(CONDITION, AWAIT, caller, "java.lang.Thread.run");
	}

	static Wait blocked(String caller, String run) {
		return new Wait(Thread.State.BLOCKED, Wait.stack(caller, run, "java.lang.Thread.run"), "com.acme.Ledger");
	}

	static Wait borrow(String caller) {
		return untimed(CONDITION, AWAIT, "org.apache.commons.pool2.impl.LinkedBlockingDeque.takeFirst",
				"org.apache.commons.pool2.impl.GenericObjectPool.borrowObject", caller, "java.lang.Thread.run");
	}

	static Wait spin(String caller) {
		return running(caller, "java.lang.Thread.run");
	}

	/** A pool's worker whose task takes from a queue. */
	static Wait workerTakes(String task) {
		return untimed(CONDITION, AWAIT, "java.util.concurrent.LinkedBlockingQueue.take", task, WORKER);
	}

	/** A pool's worker whose task waits for a lock. */
	static Wait workerLocks(String task) {
		return untimed("java.util.concurrent.locks.ReentrantLock$NonfairSync", PARK, AQS + ".acquire",
				"java.util.concurrent.locks.ReentrantLock$Sync.lock", "java.util.concurrent.locks.ReentrantLock.lock",
				task, WORKER);
	}

	/** A pool's worker whose task reads from a socket. */
	static Wait workerReads(String task) {
		return running(READ, task, WORKER);
	}

	static Wait tomcatReads(String caller) {
		return running(READ, caller, TOMCAT);
	}

	static Wait tomcatLocks(String caller) {
		return untimed("java.util.concurrent.locks.ReentrantLock$NonfairSync", PARK, AQS + ".acquire",
				"java.util.concurrent.locks.ReentrantLock$Sync.lock", "java.util.concurrent.locks.ReentrantLock.lock",
				caller, TOMCAT);
	}

	static Wait tomcatBorrows(String caller) {
		return timed("java.util.concurrent.SynchronousQueue$TransferQueue", "jdk.internal.misc.Unsafe.park",
				"java.util.concurrent.locks.LockSupport.parkNanos",
				"java.util.concurrent.SynchronousQueue$TransferQueue.transfer",
				"java.util.concurrent.SynchronousQueue.poll", "com.zaxxer.hikari.util.ConcurrentBag.borrow",
				"com.zaxxer.hikari.pool.HikariPool.getConnection", caller, TOMCAT);
	}

	static Wait tomcatPolls(String caller) {
		return timed(CONDITION, AWAIT_NANOS, "java.util.concurrent.LinkedBlockingQueue.poll", caller, TOMCAT);
	}

}
