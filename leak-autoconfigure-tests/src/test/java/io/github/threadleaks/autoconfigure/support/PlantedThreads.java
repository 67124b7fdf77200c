// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.autoconfigure.support;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A leak whose threads carry secrets in their names: all wait for a lock, whose owner's
 * name is a path into somebody's home.
 */
public final class PlantedThreads implements AutoCloseable {

	/** Shown, since it is no secret. */
	public static final String MARK = "planted";

	private final List<Thread> threads = new ArrayList<>();

	private final ReentrantLock lock = new ReentrantLock();

	private final CountDownLatch release = new CountDownLatch(1);

	public PlantedThreads() {
		CountDownLatch held = new CountDownLatch(1);
		start(MARK + " /home/alice/secret", () -> locked(() -> {
			held.countDown();
			awaitUninterruptibly(this.release);
		}));
		awaitUninterruptibly(held);
		add();
	}

	/** One more. */
	public void add() {
		start(MARK + " password=hunter2 bob@example.com " + this.threads.size(), () -> locked(() -> {
		}));
	}

	private void locked(Runnable body) {
		this.lock.lock();
		try {
			body.run();
		}
		finally {
			this.lock.unlock();
		}
	}

	private void start(String name, Runnable body) {
		Thread thread = new Thread(body, name);
		thread.setDaemon(true);
		this.threads.add(thread);
		thread.start();
	}

	@Override
	public void close() {
		this.release.countDown();
		this.threads.forEach(PlantedThreads::joinUninterruptibly);
	}

	private static void awaitUninterruptibly(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	private static void joinUninterruptibly(Thread thread) {
		try {
			thread.join();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

}
