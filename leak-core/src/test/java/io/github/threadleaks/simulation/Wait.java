// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.simulation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import io.github.threadleaks.sample.Frame;
import io.github.threadleaks.sample.ThreadStack;

/**
 * What a simulated thread does: its state, its stack, and the class of what it waits on.
 *
 * @param state the state
 * @param stack the stack, as of JDK 17
 * @param lockType the class of what it waits on, or empty
 */
public record Wait(Thread.State state, ThreadStack stack, String lockType) {

	private static final String CONDITION = "java.util.concurrent.locks.AbstractQueuedSynchronizer$ConditionObject";

	private static final String[] PARKED = { "jdk.internal.misc.Unsafe.park",
			"java.util.concurrent.locks.LockSupport.park",
			"java.util.concurrent.locks.AbstractQueuedSynchronizer$ConditionNode.block",
			"java.util.concurrent.ForkJoinPool.unmanagedBlock", "java.util.concurrent.ForkJoinPool.managedBlock",
			CONDITION + ".await" };

	private static final String[] WORKER = { "java.util.concurrent.ThreadPoolExecutor.runWorker",
			"java.util.concurrent.ThreadPoolExecutor$Worker.run", "java.lang.Thread.run" };

	/**
	 * A worker of an executor that waits for work.
	 * @return the wait
	 */
	public static Wait idleWorker() {
		return new Wait(Thread.State.WAITING, stack(PARKED, "java.util.concurrent.LinkedBlockingQueue.take",
				"java.util.concurrent.ThreadPoolExecutor.getTask", WORKER), CONDITION);
	}

	/**
	 * A worker of a scheduled executor that waits for work.
	 * @return the wait
	 */
	public static Wait idleScheduledWorker() {
		return new Wait(Thread.State.WAITING,
				stack(PARKED, "java.util.concurrent.ScheduledThreadPoolExecutor$DelayedWorkQueue.take",
						"java.util.concurrent.ThreadPoolExecutor.getTask", WORKER),
				CONDITION);
	}

	/**
	 * A worker of a cached pool that waits for work, for a minute.
	 * @return the wait
	 */
	public static Wait idleCachedWorker() {
		return new Wait(Thread.State.TIMED_WAITING,
				stack("jdk.internal.misc.Unsafe.park", "java.util.concurrent.locks.LockSupport.parkNanos",
						"java.util.concurrent.SynchronousQueue$TransferStack.transfer",
						"java.util.concurrent.SynchronousQueue.poll", "java.util.concurrent.ThreadPoolExecutor.getTask",
						WORKER),
				"java.util.concurrent.SynchronousQueue$TransferStack");
	}

	/**
	 * A worker of Tomcat's that waits for a request.
	 * @return the wait
	 */
	public static Wait idleTomcatWorker() {
		return new Wait(Thread.State.WAITING,
				stack(PARKED, "java.util.concurrent.LinkedBlockingQueue.take",
						"org.apache.tomcat.util.threads.TaskQueue.take",
						"org.apache.tomcat.util.threads.ThreadPoolExecutor.getTask",
						"org.apache.tomcat.util.threads.ThreadPoolExecutor.runWorker",
						"org.apache.tomcat.util.threads.ThreadPoolExecutor$Worker.run",
						"org.apache.tomcat.util.threads.TaskThread$WrappingRunnable.run", "java.lang.Thread.run"),
				CONDITION);
	}

	/**
	 * A worker of Tomcat's that reads an answer of the database for a request.
	 * @param handler the method that handles the request
	 * @return the wait
	 */
	public static Wait busyTomcatWorker(String handler) {
		return new Wait(Thread.State.RUNNABLE,
				stack("sun.nio.ch.SocketDispatcher.read0", "sun.nio.ch.NioSocketImpl.read",
						"java.net.Socket$SocketInputStream.read", "org.postgresql.core.PGStream.receiveChar", handler,
						"org.apache.tomcat.util.net.SocketProcessorBase.run",
						"org.apache.tomcat.util.threads.ThreadPoolExecutor.runWorker",
						"org.apache.tomcat.util.threads.ThreadPoolExecutor$Worker.run",
						"org.apache.tomcat.util.threads.TaskThread$WrappingRunnable.run", "java.lang.Thread.run"),
				"");
	}

	/**
	 * A thread of the application that takes from a queue.
	 * @param caller the method that takes, for which the thread was started
	 * @return the wait
	 */
	public static Wait take(String caller) {
		return new Wait(Thread.State.WAITING,
				stack(PARKED, "java.util.concurrent.LinkedBlockingQueue.take", caller, "java.lang.Thread.run"),
				CONDITION);
	}

	/**
	 * A thread of the application that polls a queue, for a while.
	 * @param caller the method that polls, for which the thread was started
	 * @return the wait
	 */
	public static Wait poll(String caller) {
		return new Wait(Thread.State.TIMED_WAITING,
				stack("jdk.internal.misc.Unsafe.park", "java.util.concurrent.locks.LockSupport.parkNanos",
						CONDITION + ".awaitNanos", "java.util.concurrent.LinkedBlockingQueue.poll", caller,
						"java.lang.Thread.run"),
				CONDITION);
	}

	/**
	 * A worker of an executor that takes from a queue for its task.
	 * @param caller the method that takes
	 * @return the wait
	 */
	public static Wait workerThatTakes(String caller) {
		return new Wait(Thread.State.WAITING,
				stack(PARKED, "java.util.concurrent.LinkedBlockingQueue.take", caller, WORKER), CONDITION);
	}

	/**
	 * A thread of the application that reads from a socket.
	 * @param caller the method that reads, for which the thread was started
	 * @return the wait
	 */
	public static Wait socketRead(String caller) {
		return new Wait(Thread.State.RUNNABLE,
				stack("sun.nio.ch.SocketDispatcher.read0", "sun.nio.ch.NioSocketImpl.read",
						"java.net.Socket$SocketInputStream.read", caller, "java.lang.Thread.run"),
				"");
	}

	/**
	 * A thread of the application that calculates.
	 * @param caller the method that runs, for which the thread was started
	 * @return the wait
	 */
	public static Wait run(String caller) {
		return new Wait(Thread.State.RUNNABLE, stack(caller, "java.lang.Thread.run"), "");
	}

	/**
	 * The thread of a JDK's HTTP client that selects.
	 * @return the wait
	 */
	public static Wait httpSelector() {
		return new Wait(Thread.State.RUNNABLE,
				stack("sun.nio.ch.EPoll.wait", "sun.nio.ch.EPollSelectorImpl.doSelect",
						"sun.nio.ch.SelectorImpl.lockAndDoSelect", "sun.nio.ch.SelectorImpl.select",
						"jdk.internal.net.http.HttpClientImpl$SelectorManager.run"),
				"");
	}

	/**
	 * A thread of the application that sleeps.
	 * @param caller the method that sleeps, for which the thread was started
	 * @return the wait
	 */
	public static Wait sleep(String caller) {
		return new Wait(Thread.State.TIMED_WAITING, stack("java.lang.Thread.sleep", caller, "java.lang.Thread.run"),
				"");
	}

	/**
	 * A thread of the application that is blocked on a monitor.
	 * @param caller the method that is synchronized
	 * @return the wait
	 */
	public static Wait blocked(String caller) {
		return new Wait(Thread.State.BLOCKED, stack(caller, "com.acme.Job.run", "java.lang.Thread.run"),
				"com.acme.Ledger");
	}

	/**
	 * An event loop of Netty's.
	 * @return the wait
	 */
	public static Wait eventLoop() {
		return new Wait(Thread.State.RUNNABLE,
				stack("sun.nio.ch.EPoll.wait", "sun.nio.ch.EPollSelectorImpl.doSelect",
						"sun.nio.ch.SelectorImpl.lockAndDoSelect", "sun.nio.ch.SelectorImpl.select",
						"io.netty.channel.nio.NioEventLoop.select", "io.netty.channel.nio.NioEventLoop.run",
						"io.netty.util.concurrent.SingleThreadEventExecutor$4.run",
						"io.netty.util.internal.ThreadExecutorMap$2.run",
						"io.netty.util.concurrent.FastThreadLocalRunnable.run", "java.lang.Thread.run"),
				"");
	}

	/**
	 * The thread of a timer without work.
	 * @return the wait
	 */
	public static Wait idleTimer() {
		return new Wait(Thread.State.WAITING,
				stack("java.lang.Object.wait", "java.util.TimerThread.mainLoop", "java.util.TimerThread.run"),
				"java.util.TaskQueue");
	}

	/**
	 * A stack.
	 * @param parts class and method of each frame, innermost first; arrays of them as
	 * well
	 * @return the stack
	 */
	public static ThreadStack stack(Object... parts) {
		List<String> sites = new ArrayList<>();
		for (Object part : parts) {
			Collections.addAll(sites, (part instanceof String[] several) ? several : new String[] { part.toString() });
		}
		return new ThreadStack(sites.stream().map(Wait::frame).toList());
	}

	private static Frame frame(String site) {
		int dot = site.lastIndexOf('.');
		String type = site.substring(0, dot);
		String simple = type.substring(type.lastIndexOf('.') + 1).replaceFirst("\\$.*", "");
		boolean inNative = site.endsWith(".park") && type.endsWith("Unsafe");
		return new Frame(type, site.substring(dot + 1), simple + ".java", inNative ? -2 : 42, inNative);
	}

	/**
	 * What the thread was started for.
	 * @return the outermost frame below {@code Thread.run}
	 */
	public Frame entry() {
		List<Frame> frames = this.stack.frames();
		Frame last = frames.get(frames.size() - 1);
		return (frames.size() > 1 && last.type().equals("java.lang.Thread")) ? frames.get(frames.size() - 2) : last;
	}

}
