// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.sample.leaks;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import jakarta.annotation.Priority;

import org.springframework.stereotype.Component;

/**
 * Tells the warehouse of an order. The mistake: a new thread for each, which asks every
 * five seconds whether the warehouse has acknowledged, for ever; and the warehouse no
 * longer acknowledges.
 */
@Component
@Priority(4)
final class OrderNotifications implements LeakScenario {

	private static final int SECONDS_BETWEEN_LOOKS = 5;

	private final Set<Long> acknowledged = ConcurrentHashMap.newKeySet();

	private final AtomicLong lastOrder = new AtomicLong();

	private final Held<Thread> threads = new Held<>();

	@Override
	public About about() {
		return new About("unbounded-threads", "UNBOUNDED_THREADS",
				"Each order notification starts a thread that polls for an acknowledgement that never comes.");
	}

	@Override
	public void run() {
		notifyWarehouse(this.lastOrder.incrementAndGet());
	}

	private void notifyWarehouse(long order) {
		Thread thread = new Thread(() -> awaitAcknowledgement(order), "order-notify-" + order);
		thread.start();
		this.threads.add(thread);
	}

	private void awaitAcknowledgement(long order) {
		try {
			while (!this.acknowledged.remove(order)) {
				TimeUnit.SECONDS.sleep(SECONDS_BETWEEN_LOOKS);
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@Override
	public void release() {
		this.threads.releaseEach(Thread::interrupt);
	}

	@Override
	public int runs() {
		return this.threads.size();
	}

}
