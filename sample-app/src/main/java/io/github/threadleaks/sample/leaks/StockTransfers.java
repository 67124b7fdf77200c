// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.sample.leaks;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

import jakarta.annotation.Priority;

import org.springframework.stereotype.Component;

/**
 * Moves stock between two warehouses. The mistake: it locks the giving shelf first, so
 * two transfers in opposite directions wait for each other. Each run transfers another
 * product and so deadlocks two more threads.
 */
@Component
@Priority(12)
final class StockTransfers implements LeakScenario {

	private final AtomicInteger transfers = new AtomicInteger();

	private final Held<Thread> deadlocked = new Held<>();

	@Override
	public About about() {
		return new About("deadlock", "DEADLOCK",
				"Two transfers in opposite directions lock the same two shelves in opposite order.");
	}

	@Override
	public void run() {
		Lock north = new ReentrantLock();
		Lock south = new ReentrantLock();
		CountDownLatch unluckyTiming = new CountDownLatch(2);
		start(() -> transfer(north, south, unluckyTiming));
		start(() -> transfer(south, north, unluckyTiming));
	}

	private void start(Runnable transfer) {
		Thread thread = new Thread(transfer, "stock-transfer-" + this.transfers.incrementAndGet());
		thread.start();
		this.deadlocked.add(thread);
	}

	/**
	 * The latch is no part of the mistake: it makes certain what happens to real
	 * transfers now and then.
	 */
	private void transfer(Lock from, Lock to, CountDownLatch unluckyTiming) {
		try {
			from.lockInterruptibly();
			try {
				unluckyTiming.countDown();
				unluckyTiming.await();
				to.lockInterruptibly();
				to.unlock();
			}
			finally {
				from.unlock();
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@Override
	public void release() {
		this.deadlocked.releaseEach(Thread::interrupt);
	}

	@Override
	public int runs() {
		return (this.deadlocked.size() + 1) / 2;
	}

}
