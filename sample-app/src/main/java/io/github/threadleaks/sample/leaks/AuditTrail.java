// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.sample.leaks;

import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.threadleaks.sample.orders.Order;
import io.github.threadleaks.sample.orders.OrderRepository;
import jakarta.annotation.Priority;

import org.springframework.stereotype.Component;

/**
 * Writes down who read which orders. The mistake: the one writer that drained the bounded
 * queue ended at its first exception, and the readers' threads go on putting entries
 * until it is full, and wait.
 */
@Component
@Priority(6)
final class AuditTrail implements LeakScenario {

	private static final int CAPACITY = 20;

	/** More than fit into the queue, so that even the first batch finds it full. */
	private static final int BATCH = CAPACITY + 1;

	private final OrderRepository orders;

	private final BlockingQueue<Order> entries = new ArrayBlockingQueue<>(CAPACITY);

	private final AtomicInteger batches = new AtomicInteger();

	private final Held<Thread> producers = new Held<>();

	AuditTrail(OrderRepository orders) {
		this.orders = orders;
	}

	@Override
	public About about() {
		return new About("queue-never-drained", "QUEUE_NEVER_DRAINED",
				"Each batch of audit entries waits for room in a full queue whose only consumer has died.");
	}

	@Override
	public void run() {
		List<Order> read = this.orders.newest(BATCH);
		Thread producer = new Thread(() -> record(read), "audit-" + this.batches.incrementAndGet());
		producer.start();
		this.producers.add(producer);
	}

	private void record(List<Order> read) {
		try {
			for (Order order : read) {
				this.entries.put(order);
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@Override
	public void release() {
		this.producers.releaseEach(Thread::interrupt);
		this.entries.clear();
	}

	@Override
	public int runs() {
		return this.producers.size();
	}

}
