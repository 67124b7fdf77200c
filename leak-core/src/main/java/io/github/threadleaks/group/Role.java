// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.group;

import java.util.Map;

import io.github.threadleaks.sample.Frame;

/**
 * Who decides how many threads of a kind there are.
 */
public enum Role {

	/** Started for one task: there are as many as somebody starts. */
	OWN_THREAD,

	/** A worker of a pool, whose number is the pool's. */
	POOL_WORKER,

	/**
	 * A worker of a server's pool: bounded by the server's setting, and held by a request
	 * while it does not wait for work.
	 */
	REQUEST_WORKER;

	/** What the threads of pools are started for. */
	private static final Map<String, Role> BY_ENTRY = Map.of("java.util.concurrent.ThreadPoolExecutor$Worker.run",
			POOL_WORKER, "java.util.concurrent.ForkJoinWorkerThread.run", POOL_WORKER, "java.util.TimerThread.run",
			POOL_WORKER, "io.netty.util.concurrent.FastThreadLocalRunnable.run", POOL_WORKER,
			"kotlinx.coroutines.scheduling.CoroutineScheduler$Worker.run", POOL_WORKER,
			"org.apache.tomcat.util.threads.TaskThread$WrappingRunnable.run", REQUEST_WORKER,
			"org.eclipse.jetty.util.thread.QueuedThreadPool$Runner.run", REQUEST_WORKER,
			"org.jboss.threads.ThreadBody.run", REQUEST_WORKER,
			"org.jboss.threads.EnhancedQueueExecutor$ThreadBody.run", REQUEST_WORKER,
			"org.glassfish.grizzly.threadpool.AbstractThreadPool$Worker.run", REQUEST_WORKER);

	/**
	 * The role of a thread.
	 * @param entry what it was started for
	 * @param site where it waits; whoever waits for work of a pool is the pool's,
	 * whatever its thread factory wrapped around
	 * @return the role
	 */
	static Role of(Frame entry, WaitSite site) {
		Role role = BY_ENTRY.get(entry.site());
		if (role != null) {
			return role;
		}
		if (site.idle()) {
			return POOL_WORKER;
		}
		for (Frame frame : site.stack().frames()) {
			Role wrapped = BY_ENTRY.get(frame.site());
			if (wrapped != null) {
				return wrapped;
			}
		}
		return OWN_THREAD;
	}

}
