// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.group;

import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.github.threadleaks.sample.Frame;
import io.github.threadleaks.sample.ThreadStack;

/**
 * Where a thread waits, in terms that do not flip: the JDK's method that was called, and
 * who called it. What lies deeper in the JDK (park, await, acquire, timed or untimed) is
 * dropped.
 *
 * @param api the outermost JDK method above the caller, such as
 * {@code java.util.concurrent.LinkedBlockingQueue.take}, or empty when the caller runs
 * (or waits for a monitor) itself
 * @param caller the innermost method outside the JDK, or empty when there is none
 * @param idle whether it is a pool's worker that waits for work
 * @param stack the stack that this was read from
 */
public record WaitSite(String api, String caller, boolean idle, ThreadStack stack) {

	/** The wait of a thread whose stack was not captured yet. */
	public static final WaitSite UNKNOWN = new WaitSite("", "", false, ThreadStack.UNKNOWN);

	/**
	 * The methods in which the workers of well-known pools wait for work, and do nothing
	 * else: whose queue it is does not matter (Tomcat's and Jetty's are their own).
	 */
	private static final Set<String> POLLS = Set.of("java.util.concurrent.ThreadPoolExecutor.getTask",
			"java.util.concurrent.ForkJoinPool.awaitWork", "org.apache.tomcat.util.threads.ThreadPoolExecutor.getTask",
			"org.eclipse.jetty.util.thread.QueuedThreadPool.idleJobPoll",
			"org.jboss.threads.EnhancedQueueExecutor$PoolThreadNode.park",
			"io.netty.util.concurrent.SingleThreadEventExecutor.takeTask",
			"io.netty.util.concurrent.GlobalEventExecutor.takeTask", "io.netty.channel.nio.NioEventLoop.select",
			"io.netty.channel.nio.NioIoHandler.select", "io.netty.channel.epoll.EpollEventLoop.epollWait",
			"io.netty.channel.epoll.EpollIoHandler.epollWait", "io.netty.channel.kqueue.KQueueEventLoop.kqueueWait",
			"io.netty.channel.kqueue.KQueueIoHandler.kqueueWait",
			"io.netty.util.HashedWheelTimer$Worker.waitForNextTick",
			"kotlinx.coroutines.scheduling.CoroutineScheduler$Worker.park");

	/** Waits for work in this method, or runs its tasks. */
	private static final String TIMER = "java.util.TimerThread.mainLoop";

	/**
	 * How the JDK's own locks and queues put a thread to rest: beginnings of methods that
	 * tell nothing.
	 */
	private static final List<String> PARKING = List.of("jdk.internal.misc.Unsafe.park",
			"java.util.concurrent.locks.LockSupport.park", "java.util.concurrent.locks.AbstractQueued",
			"java.util.concurrent.locks.ReentrantLock$Sync.", "java.util.concurrent.ForkJoinPool.managedBlock",
			"java.util.concurrent.ForkJoinPool.unmanagedBlock", "java.util.concurrent.ForkJoinPool.compensatedBlock",
			"java.util.concurrent.CompletableFuture$Signaller.", "java.lang.Object.wait0", "java.lang.Thread.sleep0",
			"java.lang.Thread.sleepNanos", "java.lang.VirtualThread.", "java.lang.System$",
			"jdk.internal.misc.VirtualThreads.");

	private static final String[] JDK = { "java.", "javax.", "jdk.", "sun.", "com.sun." };

	static WaitSite of(ThreadStack stack) {
		List<Frame> frames = stack.frames();
		if (frames.isEmpty()) {
			return UNKNOWN;
		}
		String api = "";
		for (Frame frame : frames) {
			String site = frame.site();
			if (POLLS.contains(site) || site.equals(TIMER)) {
				return new WaitSite(site, "", true, stack);
			}
			if (!isJdk(frame.type())) {
				Optional<String> poll = frames.stream().map(Frame::site).filter(POLLS::contains).findFirst();
				return poll.map((pool) -> new WaitSite(pool, "", true, stack))
					.orElse(new WaitSite(api, site, false, stack));
			}
			api = site;
		}
		return new WaitSite(innermostTelling(frames), "", false, stack);
	}

	/**
	 * Of a thread that runs nothing but the JDK's own code: the first method that is not
	 * about parking.
	 */
	private static String innermostTelling(List<Frame> frames) {
		return frames.stream().filter((frame) -> !parks(frame)).findFirst().orElse(frames.get(0)).site();
	}

	static boolean isJdk(String type) {
		for (String prefix : JDK) {
			if (type.startsWith(prefix)) {
				return true;
			}
		}
		return false;
	}

	/**
	 * What alike waits have in common: the class that was called and the caller. A take
	 * and a poll on the same class of queue are alike.
	 * @return the signature
	 */
	public String signature() {
		return this.api.substring(0, Math.max(0, this.api.lastIndexOf('.'))) + "<" + this.caller;
	}

	/**
	 * The place as one would say it.
	 * @return such as
	 * {@code java.util.concurrent.LinkedBlockingQueue.take, called by com.acme.Mailer.run}
	 */
	public String inWords() {
		if (this.api.isEmpty() || this.caller.isEmpty()) {
			return this.api + this.caller;
		}
		return this.api + ", called by " + this.caller;
	}

	/**
	 * The methods of the stack, innermost first, from the first on that is not about
	 * parking.
	 * @param limit at most so many
	 * @return class and method of each
	 */
	public List<String> frames(int limit) {
		return this.stack.frames()
			.stream()
			.dropWhile((frame) -> !frame.site().equals(this.api) && parks(frame))
			.limit(limit)
			.map(Frame::site)
			.toList();
	}

	private static boolean parks(Frame frame) {
		return frame.inNative() || PARKING.stream().anyMatch(frame.site()::startsWith);
	}

}
