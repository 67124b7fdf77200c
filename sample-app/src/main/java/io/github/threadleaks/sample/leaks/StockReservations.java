// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.sample.leaks;

import java.util.concurrent.atomic.AtomicInteger;

import jakarta.annotation.Priority;

import org.springframework.stereotype.Component;

/**
 * Reserves stock without a lock. The mistake: the expected value is read once, before the
 * retry loop; after a delivery has changed the stock, the loop retries without a pause
 * for ever.
 */
@Component
@Priority(13)
final class StockReservations implements LeakScenario {

	private final AtomicInteger stock = new AtomicInteger();

	private final AtomicInteger reservations = new AtomicInteger();

	private final Held<Thread> spinning = new Held<>();

	@Override
	public About about() {
		return new About("busy-loop", "BUSY_LOOP",
				"Each reservation that a delivery overtakes retries for ever, without a pause.");
	}

	/**
	 * At the lowest priority, where the system heeds it: the machine has other work too.
	 */
	@Override
	@SuppressWarnings("ThreadPriorityCheck")
	public void run() {
		int expected = this.stock.get();
		this.stock.incrementAndGet();
		Thread thread = new Thread(() -> reserve(expected), "reserve-" + this.reservations.incrementAndGet());
		thread.setPriority(Thread.MIN_PRIORITY);
		thread.start();
		this.spinning.add(thread);
	}

	private void reserve(int expected) {
		boolean reserved = false;
		while (!reserved && !Thread.currentThread().isInterrupted()) {
			reserved = this.stock.compareAndSet(expected, expected - 1);
		}
	}

	@Override
	public void release() {
		this.spinning.releaseEach(Thread::interrupt);
	}

	@Override
	public int runs() {
		return this.spinning.size();
	}

}
