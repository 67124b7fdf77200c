// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * The one daemon thread: ticks until it is closed, whatever a tick throws and whoever
 * interrupts it.
 */
final class SamplingThread implements AutoCloseable {

	/** Pause after a tick that could not even be ended; the shortest interval allowed. */
	private static final long WITHOUT_MEMORY_NANOS = TimeUnit.SECONDS.toNanos(1);

	private static final long PATIENCE_MILLIS = TimeUnit.SECONDS.toMillis(2);

	private final String name;

	private final Runnable first;

	private final Supplier<Duration> tick;

	private final ReentrantLock lock = new ReentrantLock();

	private final Condition closing = this.lock.newCondition();

	private @Nullable Thread thread;

	private boolean closed;

	/**
	 * Makes a thread that is not started.
	 * @param name what it is called
	 * @param first what it does before the first tick; throws nothing
	 * @param tick what it does at a tick; returns the time to the next
	 */
	SamplingThread(String name, Runnable first, Supplier<Duration> tick) {
		this.name = name;
		this.first = first;
		this.tick = tick;
	}

	/** Does nothing when started or closed. */
	void start() {
		this.lock.lock();
		try {
			if (this.thread == null && !this.closed) {
				Thread started = new Thread(this::run, this.name);
				started.setDaemon(true);
				started.start();
				this.thread = started;
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	private void run() {
		this.first.run();
		long next = System.nanoTime();
		boolean ended = false;
		while (!ended) {
			try {
				ended = awaitClose(next - System.nanoTime());
				next = ended ? next : System.nanoTime() + this.tick.get().toNanos();
			}
			catch (Throwable ex) {
				// too little memory even to wait on a condition or to add up the cost;
				// parking needs none
				LockSupport.parkNanos(WITHOUT_MEMORY_NANOS);
			}
		}
	}

	/** Waits for the next tick; returns whether it was closed meanwhile. */
	private boolean awaitClose(long timeout) {
		this.lock.lock();
		try {
			long left = timeout;
			while (!this.closed && left > 0) {
				left = this.closing.awaitNanos(left);
			}
			return this.closed;
		}
		catch (InterruptedException ex) {
			// nobody but a careless "interrupt all threads" does this: go on
			return this.closed;
		}
		finally {
			this.lock.unlock();
		}
	}

	/** Waits for its end, at most 2 s: a tick is never interrupted. */
	@Override
	public void close() {
		@Nullable Thread running;
		this.lock.lock();
		try {
			this.closed = true;
			this.closing.signalAll();
			running = this.thread;
		}
		finally {
			this.lock.unlock();
		}
		if (running != null && running != Thread.currentThread()) {
			try {
				running.join(PATIENCE_MILLIS);
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		}
	}

}
