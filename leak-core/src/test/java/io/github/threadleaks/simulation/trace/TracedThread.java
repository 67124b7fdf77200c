// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.simulation.trace;

import java.time.Instant;

import io.github.threadleaks.group.NameMask;
import io.github.threadleaks.sample.Frame;
import io.github.threadleaks.sample.SampledThread;
import io.github.threadleaks.sample.ThreadStack;
import io.github.threadleaks.sample.WaitLock;
import io.github.threadleaks.simulation.SampledThreads;
import io.github.threadleaks.simulation.Wait;
import org.jspecify.annotations.Nullable;

/**
 * One simulated thread, and what the sampler knows of it: its stack is captured when it
 * has gone quiet, and that a dormant one has woken up is seen in rotation.
 */
final class TracedThread {

	/** Ticks in which every dormant thread is asked once. */
	private static final int ROTATION = 12;

	/** Quiet ticks after which a thread is asked in rotation only. */
	private static final int DORMANT_AFTER = 14;

	private static final String IDLE = "java.util.concurrent.ThreadPoolExecutor.getTask";

	final long id;

	final int slot;

	final String name;

	final String origin;

	final boolean leaked;

	/** Place in the samples, negative before the first. */
	int place = -1;

	boolean alive = true;

	/** Whether the sampler must look at it. */
	boolean touched;

	private final TraceJvm jvm;

	private Wait wait;

	private int lock;

	private boolean ran;

	private boolean moved;

	private boolean restless;

	private boolean awake;

	private boolean dirty = true;

	private int dirtySince;

	private int quietSince;

	private @Nullable Wait captured;

	private int capturedLock;

	private Instant firstSeen = Instant.EPOCH;

	private Instant idleSince = Instant.EPOCH;

	private @Nullable SampledThread view;

	TracedThread(TraceJvm jvm, long id, int slot, String name, Wait wait, int lock, String origin, boolean leaked) {
		this.jvm = jvm;
		this.id = id;
		this.slot = slot;
		this.name = name;
		this.wait = wait;
		this.lock = lock;
		this.origin = origin;
		this.leaked = leaked;
	}

	/** Goes on to another wait. */
	void waits(Wait wait, int lock) {
		this.wait = wait;
		this.lock = lock;
		this.moved = true;
		wakes();
	}

	/** Runs for a moment, and waits as before. */
	void wakes() {
		this.ran = true;
		this.jvm.touch(this);
	}

	/** Runs between any two samples. */
	TracedThread restless() {
		this.restless = true;
		this.jvm.touch(this);
		return this;
	}

	/** Wakes up about so often from now on. */
	TracedThread wakesEvery(double seconds, Dice dice) {
		if (seconds <= TraceJvm.INTERVAL.toSeconds()) {
			return restless();
		}
		this.jvm.after(seconds * dice.between(0.0, 1.0), () -> wakeAgain(seconds));
		return this;
	}

	private void wakeAgain(double seconds) {
		if (this.alive) {
			wakes();
			this.jvm.after(seconds, () -> wakeAgain(seconds));
		}
	}

	void ends() {
		this.jvm.end(this);
	}

	/**
	 * Whether only its past tells it from another: the same name but for numbers, and the
	 * same stack, or both wait for work of a pool.
	 */
	boolean isAlike(TracedThread other) {
		return (this.wait.stack().equals(other.wait.stack()) || (isIdle() && other.isIdle()))
				&& NameMask.mask(this.name).equals(NameMask.mask(other.name));
	}

	private boolean isIdle() {
		return this.wait.stack().frames().stream().anyMatch((frame) -> frame.site().equals(IDLE));
	}

	/**
	 * What the sampler sees at a tick.
	 * @return whether it must look again at the next
	 */
	boolean observe(int tick, Instant now) {
		boolean first = this.place < 0;
		if (first) {
			this.firstSeen = now;
			this.idleSince = now;
			this.dirtySince = tick;
		}
		else if (isOverlooked(tick)) {
			return true;
		}
		boolean active = this.ran || this.restless;
		this.awake = first ? this.restless || this.wait.state() == Thread.State.RUNNABLE : active;
		if (active || first) {
			this.idleSince = now;
			this.quietSince = tick;
			this.dirtySince = this.dirty ? this.dirtySince : tick;
			this.dirty = true;
		}
		this.ran = false;
		this.moved = false;
		if (this.dirty && (!this.awake || tick - this.dirtySince >= ((this.captured != null) ? ROTATION : 1))) {
			this.captured = this.wait;
			this.capturedLock = this.lock;
			this.dirty = false;
		}
		this.view = null;
		return this.awake || this.dirty;
	}

	private boolean isOverlooked(int tick) {
		boolean dormant = !this.wait.lockType().isEmpty() && tick - this.quietSince > DORMANT_AFTER;
		return this.ran && !this.moved && !this.restless && dormant && (this.id >>> 6) % ROTATION != tick % ROTATION;
	}

	SampledThread view() {
		SampledThread current = this.view;
		if (current == null) {
			current = look();
			this.view = current;
		}
		return current;
	}

	private SampledThread look() {
		Wait known = this.captured;
		WaitLock on = (known == null || known.lockType().isEmpty()) ? WaitLock.NONE
				: new WaitLock(known.lockType(), this.capturedLock, -1);
		return SampledThreads.of(this.id, this.slot, this.name, this.wait.state(),
				(known != null) ? known.stack() : ThreadStack.UNKNOWN, (known != null) ? known.entry() : Frame.UNKNOWN,
				on, this.firstSeen, this.idleSince, !this.awake && !this.dirty);
	}

}
