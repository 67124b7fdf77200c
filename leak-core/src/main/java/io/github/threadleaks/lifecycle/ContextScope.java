// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.lifecycle;

import org.jspecify.annotations.Nullable;

/**
 * A stretch of one thread's work in one context; open until it is closed by the thread
 * that opened it. Closing it closes the scopes within it that were left open; closing it
 * again, or on another thread, does nothing.
 */
public final class ContextScope implements AutoCloseable {

	/** Not known, since nothing was recorded at that time. */
	static final long UNKNOWN = -1;

	private final ThreadContexts owner;

	private final long threadId;

	private final @Nullable ContextScope outer;

	private final StartContext context;

	private final long begin;

	private final long startedBefore;

	/** Threads that the JVM started within closed inner scopes. */
	private volatile long startedInner;

	/**
	 * Threads that may have been started here and have not been told yet; while it is
	 * open, minus those that have been told.
	 */
	private volatile long untold;

	private volatile long end;

	private volatile boolean closed;

	ContextScope(ThreadContexts owner, long threadId, @Nullable ContextScope outer, StartContext context, long begin,
			long startedBefore) {
		this.owner = owner;
		this.threadId = threadId;
		this.outer = outer;
		this.context = context;
		this.begin = begin;
		this.startedBefore = startedBefore;
	}

	@Override
	public void close() {
		this.owner.close(this);
	}

	long threadId() {
		return this.threadId;
	}

	@Nullable ContextScope outer() {
		return this.outer;
	}

	StartContext context() {
		return this.context;
	}

	boolean isClosed() {
		return this.closed;
	}

	long begunAt() {
		return this.begin;
	}

	long endedAt() {
		return this.end;
	}

	/**
	 * Ends it.
	 * @param now the time
	 * @param started threads that the JVM has started so far
	 * @return whether threads may have been started within
	 */
	synchronized boolean end(long now, long started) {
		if (this.startedBefore == UNKNOWN) {
			this.untold = Long.MAX_VALUE;
		}
		else {
			long all = started - this.startedBefore;
			long told = -this.untold;
			this.untold = all - this.startedInner - told;
			if (this.outer != null) {
				this.outer.addInner(all);
			}
		}
		this.end = now;
		this.closed = true;
		return this.untold > 0;
	}

	/** Ends it while nobody records. */
	void end() {
		this.closed = true;
	}

	private void addInner(long started) {
		long sum = this.startedInner + started;
		this.startedInner = sum;
	}

	/**
	 * Whether a thread may have been started here that was born then.
	 * @param from the earliest time at which it may have been started
	 * @param to when it was born
	 * @param started threads that the JVM has started so far; looked at while this is
	 * open
	 */
	boolean mayHaveStarted(long from, long to, long started) {
		if (this.startedBefore == UNKNOWN) {
			return !this.closed || this.end - from >= 0;
		}
		if (this.begin - to > 0) {
			return false;
		}
		if (this.closed) {
			return this.end - from >= 0 && this.untold > 0;
		}
		return started - this.startedBefore - this.startedInner + this.untold > 0;
	}

	/** A thread that was started here has been told. */
	synchronized void told() {
		long left = this.untold - 1;
		this.untold = left;
	}

}
