// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.lifecycle;

import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Counts starts and ends of virtual threads, and says when the events are to be switched
 * off because there are too many. Written by the stream's thread, read by any.
 */
final class VirtualThreadCounter {

	/**
	 * Starts a second above which the events are off: a start and an end cost 0.5 to 1.1
	 * microseconds of CPU together at 19,000 a second (JDK 25), so this many cost 1 to 2
	 * % of a core. Once they are off at 100,000 a second, 0.2 % is left.
	 */
	static final long MAX_PER_SECOND = 20_000;

	/** Over which the rate is taken, so that a short burst goes on being counted. */
	static final long WINDOW_NANOS = TimeUnit.SECONDS.toNanos(2);

	/** Time until the rate is looked at again. */
	static final long PAUSE_NANOS = TimeUnit.MINUTES.toNanos(5);

	private boolean available;

	private boolean wanted;

	private long live;

	/** Whether this is a look at the rate after a pause, in which ends may be missing. */
	private boolean looking;

	private long liveBeforeLook;

	private long started;

	private long rate;

	private long windowBegan;

	private long startedBefore;

	private long dumped = -1;

	private long dumpedAt;

	/** The JVM has the events, and they are on. */
	synchronized void begin(long now) {
		this.available = true;
		this.wanted = true;
		this.windowBegan = now;
	}

	/** Nothing will be told any more. */
	synchronized void end() {
		this.wanted = false;
	}

	synchronized void started() {
		this.started++;
		this.live++;
	}

	/** An end without a start is that of a thread older than the counting. */
	synchronized void ended() {
		this.live = Math.max(0, this.live - 1);
	}

	/**
	 * Some events have been told.
	 * @param now the time
	 * @param toldUntil all events before have been told
	 * @return whether the events are to be on from now on
	 */
	synchronized boolean flushed(long now, long toldUntil) {
		if (this.dumped >= 0 && toldUntil >= this.dumpedAt) {
			this.live = this.dumped;
			this.dumped = -1;
		}
		long elapsed = now - this.windowBegan;
		if (!this.available || elapsed < (this.wanted ? WINDOW_NANOS : PAUSE_NANOS)) {
			return this.wanted;
		}
		if (this.wanted) {
			this.rate = Math.round((this.started - this.startedBefore) * 1e9 / elapsed);
			this.wanted = this.rate <= MAX_PER_SECOND;
			this.live = (this.looking && !this.wanted) ? this.liveBeforeLook : this.live;
			this.looking = false;
		}
		else {
			this.wanted = true;
			this.looking = true;
			this.liveBeforeLook = this.live;
			this.live = 0;
		}
		this.startedBefore = this.started;
		this.windowBegan = now;
		return this.wanted;
	}

	/**
	 * Hands in a true count; it is taken over once the events before it have been told.
	 * @param count threads that lived
	 * @param at when they were counted
	 */
	synchronized void correct(long count, long at) {
		this.dumped = count;
		this.dumpedAt = at;
		if (!this.wanted) {
			this.live = count;
		}
	}

	synchronized VirtualThreadCount count() {
		return new VirtualThreadCount(this.available, this.wanted && !this.looking,
				this.looking ? this.liveBeforeLook : this.live, startedPerSecond());
	}

	/**
	 * In a window that has begun there will be at least as many as there are: a rush is
	 * known before its threads are worth a look.
	 */
	private long startedPerSecond() {
		long inWindow = this.wanted ? this.started - this.startedBefore : 0;
		return Math.max(this.rate, inWindow / TimeUnit.NANOSECONDS.toSeconds(WINDOW_NANOS));
	}

	/** In words, why they are not counted. */
	synchronized List<String> degraded() {
		if (this.available && (!this.wanted || this.looking) && this.rate > MAX_PER_SECOND) {
			return List
				.of("Virtual threads are not counted: " + this.rate + " starts a second are more than " + MAX_PER_SECOND
						+ ", above which the events would cost over 1 % of a core. It is tried again every "
						+ TimeUnit.NANOSECONDS.toMinutes(PAUSE_NANOS) + " min.");
		}
		return List.of();
	}

}
