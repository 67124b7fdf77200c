// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.sample;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * What is known of one live thread: the state between two ticks. A stack is proved
 * unchanged by "no CPU used since before its capture, same state, same blocker".
 */
final class Slot {

	/** Not asked yet. */
	static final long UNASKED = -1;

	/**
	 * Ticks until the CPU clock is asked again, after the first, second and third quiet
	 * answer; then in rotation.
	 */
	private static final int[] BACK_OFF = { 2, 4, 8 };

	/**
	 * Every thread's CPU clock is asked at least once in so many ticks: the staleness
	 * that is stated.
	 */
	static final int ROTATION = 12;

	/**
	 * Of the time since the last ask, so much must have been spent on a core for a thread
	 * that burns it: a loop without a pause is preempted now and then.
	 */
	private static final double BURNING = 0.8;

	private static final WeakReference<@Nullable Thread> NO_THREAD = new WeakReference<>(null);

	final long id;

	final int index;

	final Instant firstSeen;

	private final int born;

	/** The thread itself, where walking these is cheaper than enumerating. */
	WeakReference<@Nullable Thread> thread = NO_THREAD;

	/** Settled before a thread starts. */
	boolean daemon;

	/** Place in the table's order of the last tick. */
	int position;

	int seenAt;

	private String name = "";

	private Thread.State state = Thread.State.NEW;

	private int blocker;

	private long counts;

	private long cpu = UNASKED;

	private Instant askedAt = Instant.MIN;

	private Instant burnsSince = Instant.MAX;

	private int quietAnswers;

	private int askAt;

	private boolean awake;

	private boolean dirty = true;

	private int dirtySince;

	private ThreadStack stack = ThreadStack.UNKNOWN;

	private Frame entry = Frame.UNKNOWN;

	private WaitLock lock = WaitLock.NONE;

	private Instant idleSince;

	private @Nullable SampledThread view;

	Slot(long id, int index, int tick, Instant now) {
		this.id = id;
		this.index = index;
		this.firstSeen = now;
		this.idleSince = now;
		this.dirtySince = tick;
		this.askAt = tick;
		this.born = tick;
	}

	/** What can be read of the thread itself, each tick. */
	void observe(String name, Thread.State state, int blocker, int tick) {
		if (!this.name.equals(name)) {
			this.name = name;
			this.view = null;
		}
		if (this.state != state || this.blocker != blocker) {
			this.state = state;
			this.blocker = blocker;
			changed(tick);
			this.askAt = tick;
		}
	}

	/** How often it was blocked and has waited, where there is no blocker to look at. */
	void observeCounts(long counts, int tick, Instant now) {
		if (this.counts != counts) {
			this.counts = counts;
			this.idleSince = now;
			changed(tick);
			this.askAt = tick;
		}
	}

	private void changed(int tick) {
		if (!this.dirty) {
			this.dirty = true;
			this.dirtySince = tick;
		}
		this.view = null;
	}

	boolean isNew(int tick) {
		return this.born == tick;
	}

	boolean blockerless() {
		return this.blocker == 0;
	}

	/**
	 * Whether the CPU clock must be asked this tick.
	 * @param blockerlessToo whether threads without a blocker, whose wake-ups nothing
	 * else shows, are few enough to ask
	 */
	boolean askDue(int tick, boolean blockerlessToo) {
		if (this.cpu == UNASKED || this.awake || this.askAt == tick || this.state == Thread.State.BLOCKED) {
			return true;
		}
		if (this.quietAnswers > BACK_OFF.length && (this.id >>> 6) % ROTATION == tick % ROTATION) {
			return true;
		}
		return blockerlessToo && blockerless();
	}

	/** The CPU clock's answer. */
	void answer(long nanos, int tick, Instant now) {
		if (nanos < 0) {
			return;
		}
		boolean first = this.cpu == UNASKED;
		if (nanos > this.cpu) {
			this.burnsSince = (!first && burned(nanos - this.cpu, now)) ? earlier(this.burnsSince, this.askedAt)
					: Instant.MAX;
			this.askedAt = now;
			this.cpu = nanos;
			ran(tick, now, !first || this.state == Thread.State.RUNNABLE);
			return;
		}
		this.askedAt = now;
		this.burnsSince = Instant.MAX;
		if (this.awake) {
			this.awake = false;
			this.view = null;
		}
		if (this.quietAnswers < BACK_OFF.length) {
			this.askAt = tick + BACK_OFF[this.quietAnswers];
		}
		this.quietAnswers++;
	}

	private boolean burned(long nanos, Instant now) {
		return nanos >= Duration.between(this.askedAt, now).toNanos() * BURNING && now.isAfter(this.askedAt);
	}

	private static Instant earlier(Instant one, Instant other) {
		return one.isBefore(other) ? one : other;
	}

	/** It has run since the last look, or may have where there is no clock to ask. */
	void ran(int tick, Instant now, boolean awake) {
		this.awake = awake;
		this.idleSince = now;
		this.quietAnswers = 0;
		this.askAt = tick + 1;
		changed(tick);
	}

	/**
	 * Whether its stack should be captured: it has changed and gone quiet, or it has been
	 * busy for long.
	 */
	boolean captureDue(int tick) {
		if (!this.dirty) {
			return false;
		}
		int patience = this.stack.isUnknown() ? 1 : ROTATION;
		return !this.awake || tick - this.dirtySince >= patience;
	}

	boolean entryKnown() {
		return !this.entry.type().isEmpty();
	}

	void capturedAs(ThreadStack stack, WaitLock lock) {
		this.stack = stack;
		this.lock = lock;
		this.dirty = false;
		this.view = null;
	}

	void startedFor(Frame entry) {
		this.entry = entry;
	}

	ThreadStack stack() {
		return this.stack;
	}

	Frame entry() {
		return this.entry;
	}

	WaitLock lock() {
		return this.lock;
	}

	Thread.State state() {
		return this.state;
	}

	SampledThread view() {
		SampledThread current = this.view;
		if (current == null) {
			current = new SampledThread(this.id, this.index, this.name, ThreadKind.PLATFORM, this.daemon, this.state,
					this.stack, this.entry, this.lock, this.firstSeen, this.idleSince, this.burnsSince,
					!this.awake && !this.dirty);
			this.view = current;
		}
		return current;
	}

}
