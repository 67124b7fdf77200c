// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks;

import java.util.Map;
import java.util.concurrent.Callable;

import io.github.threadleaks.lifecycle.ContextScope;
import io.github.threadleaks.lifecycle.ThreadContexts;

/**
 * Labels of the calling thread, such as {@code tenant=acme}: snapshots show them, and a
 * leak tells with which labels its threads were started. Threads bear the labels of the
 * scope in which they are made, from their birth on (a second or two later, and
 * {@link #current()} does not tell them). Of a thread that is made in none, only the time
 * tells in which it is started: if scopes begin or end within a quarter of a second of
 * that, it may stay without, or bear those of the next. A thread has at most 16; a key
 * has 1 to 64 characters, a value at most 256. Without a monitor they cost next to
 * nothing and are there all the same.
 */
public final class ThreadLabels {

	private static final String RUN = ThreadLabels.class.getName() + ".run";

	private static final String CALL = ThreadLabels.class.getName() + ".call";

	private ThreadLabels() {
	}

	/**
	 * Runs a task with labels.
	 * @param labels labels, beside those of the calling thread, which they override
	 * @param task what to run
	 * @throws IllegalArgumentException if there are too many, or one is too long
	 */
	public static void run(Map<String, String> labels, Runnable task) {
		ContextScope scope = ThreadContexts.shared().label(labels, RUN);
		try {
			task.run();
		}
		finally {
			scope.close();
		}
	}

	/**
	 * Calls a task with labels.
	 * @param labels labels, beside those of the calling thread, which they override
	 * @param task what to call
	 * @param <T> type of the result
	 * @return what the task returns
	 * @throws Exception if the task throws it
	 * @throws IllegalArgumentException if there are too many, or one is too long
	 */
	public static <T> T call(Map<String, String> labels, Callable<T> task) throws Exception {
		ContextScope scope = ThreadContexts.shared().label(labels, CALL);
		try {
			return task.call();
		}
		finally {
			scope.close();
		}
	}

	/**
	 * Gives the calling thread labels until the scope is closed.
	 * @param labels labels, beside those of the calling thread, which they override
	 * @return to be closed on this thread, best by try-with-resources
	 * @throws IllegalArgumentException if there are too many, or one is too long
	 */
	public static Scope with(Map<String, String> labels) {
		return new Scope(ThreadContexts.shared().label(labels, null));
	}

	/**
	 * The labels of the calling thread.
	 * @return those of its open scopes, immutable
	 */
	public static Map<String, String> current() {
		return ThreadContexts.shared().current().labels();
	}

	/**
	 * A stretch of a thread's work with labels. Closing it restores the labels from
	 * before, and closes the scopes within it that were left open; closing it again, or
	 * on another thread, does nothing.
	 */
	public static final class Scope implements AutoCloseable {

		private final ContextScope context;

		private Scope(ContextScope context) {
			this.context = context;
		}

		@Override
		public void close() {
			this.context.close();
		}

	}

}
