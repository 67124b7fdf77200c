// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.lifecycle;

import java.util.function.LongSupplier;

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

	private final @Nullable String method;

	private final long begin;

	private final long startedBefore;

	/**
	 * Threads that were made within have greater ids; known of labels and within them.
	 */
	private final long idBefore;

	/** Threads that were made later have greater ids. */
	private volatile long lastId = Long.MAX_VALUE;

	/** Threads that the JVM started within closed inner scopes. */
	private volatile long startedInner;

	/** Threads that the JVM started meanwhile, but not within inner scopes. */
	private volatile long started;

	/** How many of them have been told to be from here. */
	private volatile int told;

	private volatile long end;

	private volatile boolean closed;

	ContextScope(ThreadContexts owner, long threadId, @Nullable ContextScope outer, StartContext context,
			@Nullable String method, long begin, long startedBefore, long idBefore) {
		this.owner = owner;
		this.threadId = threadId;
		this.outer = outer;
		this.context = context;
		this.method = method;
		this.begin = begin;
		this.startedBefore = startedBefore;
		this.idBefore = idBefore;
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
	 * @param startedNow threads that the JVM has started so far
	 * @param ids tells the id that a thread made now would have
	 * @return whether threads may have been started within
	 */
	boolean end(long now, long startedNow, LongSupplier ids) {
		if (this.startedBefore == UNKNOWN) {
			this.started = Long.MAX_VALUE;
		}
		else {
			long all = startedNow - this.startedBefore;
			this.started = all - this.startedInner;
			if (this.outer != null) {
				this.outer.addInner(all);
			}
		}
		if (this.started > 0 && knowsIds()) {
			this.lastId = ids.getAsLong();
		}
		this.end = now;
		this.closed = true;
		return this.started > 0;
	}

	/** Whether threads that the JVM started meanwhile may be those of inner scopes. */
	boolean hasInner() {
		return this.startedInner > 0;
	}

	/** Whether it is known which threads were made within. */
	boolean knowsIds() {
		return this.idBefore != UNKNOWN;
	}

	/** Ends it while nobody records. */
	void end() {
		this.closed = true;
	}

	private void addInner(long more) {
		long sum = this.startedInner + more;
		this.startedInner = sum;
	}

	/**
	 * Whether a thread may have been started here that was born then: at all, and if it
	 * was born after the end and not made here, whether one of those started here is
	 * still to be told.
	 * @param threadId the thread, or {@link #UNKNOWN} where its id does not tell
	 * @param from the earliest time at which it may have been started
	 * @param to when it was born
	 * @param startedNow threads that the JVM has started so far; looked at while this is
	 * open
	 */
	boolean mayHaveStarted(long threadId, long from, long to, long startedNow) {
		if (this.startedBefore == UNKNOWN) {
			return !this.closed || this.end - from >= 0;
		}
		if (threadId > this.lastId || (this.begin - to > 0 && !hasSeenMade(threadId))) {
			return false;
		}
		if (!this.closed) {
			return startedNow - this.startedBefore - this.startedInner > 0;
		}
		return this.started > 0 && (this.end - to >= 0
				|| (this.end - from >= 0 && (this.started > this.told || hasSeenMade(threadId))));
	}

	/**
	 * Whether a stack may be from within: it is not if it can be seen to miss the method
	 * that this lasts as long as.
	 */
	boolean mayHold(Birthplace place) {
		return this.method == null || place.mayPassThrough(this.method);
	}

	/** Whether a thread was made here: mostly it is started where it is made. */
	boolean hasSeenMade(long threadId) {
		return knowsIds() && threadId > this.idBefore && threadId <= this.lastId;
	}

	/** Whether a time lies within it. */
	boolean isOpenAt(long time) {
		return this.begin - time <= 0 && (!this.closed || this.end - time >= 0);
	}

	/** Whether it lies within another one of its thread. */
	boolean isWithin(ContextScope other) {
		for (@Nullable
		ContextScope around = this.outer; around != null; around = around.outer) {
			if (around == other) {
				return true;
			}
		}
		return false;
	}

	/** A thread that was started here has been told, on the stream's thread. */
	void told() {
		int one = this.told + 1;
		this.told = one;
	}

}
