// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.LockSupport;

/**
 * The threads that are measured: many that wait in {@code LinkedBlockingQueue.take} below
 * 26 frames, each on a queue of its own, and four that wake up a hundred times a second.
 */
final class ParkedThreads {

	private static final int FRAMES = 20;

	/** Threads that wake up, as many as the measurements in the design had. */
	static final int AWAKE = 4;

	/**
	 * Between two ticks of the benchmark lie milliseconds, not seconds: so short that the
	 * awake ones have run at each, as they would.
	 */
	private static final long AWAKE_NANOS = 500_000;

	private static final long STACK_BYTES = 128 * 1024;

	private final List<Thread> threads = new ArrayList<>();

	ParkedThreads(int count, int awake) throws InterruptedException {
		CountDownLatch started = new CountDownLatch(count);
		for (int i = 0; i < count; i++) {
			BlockingQueue<Object> queue = new LinkedBlockingQueue<>();
			start("worker-" + i, () -> {
				started.countDown();
				take(queue, FRAMES);
			});
		}
		for (int i = 0; i < awake; i++) {
			start("awake-" + i, () -> {
				while (!Thread.currentThread().isInterrupted()) {
					LockSupport.parkNanos(AWAKE_NANOS);
				}
			});
		}
		started.await();
	}

	private void start(String name, Runnable task) {
		Thread thread = new Thread(null, task, name, STACK_BYTES);
		thread.setDaemon(true);
		thread.start();
		this.threads.add(thread);
	}

	private static void take(BlockingQueue<Object> queue, int frames) {
		if (frames > 0) {
			take(queue, frames - 1);
			return;
		}
		try {
			queue.take();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	void end() throws InterruptedException {
		this.threads.forEach(Thread::interrupt);
		for (Thread thread : this.threads) {
			thread.join();
		}
	}

}
