// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.sample.leaks;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

import io.github.threadleaks.sample.orders.Order;
import jakarta.annotation.Priority;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.stereotype.Component;

/**
 * Delivers new orders to subscribers. The mistake: {@code subscribe} starts the consumer
 * and forgets to register its queue with the publisher, so that it waits for an order
 * that nobody will put there.
 */
@Component
@Priority(5)
final class OrderSubscriptions implements LeakScenario {

	private static final Logger logger = LoggerFactory.getLogger(OrderSubscriptions.class);

	private final Held<Thread> consumers = new Held<>();

	@Override
	public About about() {
		return new About("queue-never-fed", "QUEUE_NEVER_FED",
				"Each subscription starts a consumer that takes from a queue which nobody feeds.");
	}

	@Override
	public void run() {
		subscribe();
	}

	private void subscribe() {
		BlockingQueue<Order> newOrders = new LinkedBlockingQueue<>();
		Thread consumer = new Thread(() -> deliver(newOrders));
		consumer.start();
		this.consumers.add(consumer);
	}

	private void deliver(BlockingQueue<Order> newOrders) {
		try {
			while (true) {
				logger.debug("New {}", newOrders.take());
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@Override
	public void release() {
		this.consumers.releaseEach(Thread::interrupt);
	}

	@Override
	public int runs() {
		return this.consumers.size();
	}

}
