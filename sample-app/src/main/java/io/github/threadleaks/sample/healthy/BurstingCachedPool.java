// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.sample.healthy;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

import io.github.threadleaks.sample.orders.Order;
import io.github.threadleaks.sample.orders.OrderRepository;
import jakarta.annotation.PreDestroy;

import org.springframework.stereotype.Component;

/**
 * Checks orders in a burst of 50 short tasks on one shared cached pool, which lets its
 * threads go after a minute.
 */
@Component
final class BurstingCachedPool implements LookAlike {

	private static final int BURST = 50;

	private final OrderRepository orders;

	private final ExecutorService executor = Executors.newCachedThreadPool();

	BurstingCachedPool(OrderRepository orders) {
		this.orders = orders;
	}

	@Override
	public About about() {
		return new About("bursting-cached-pool",
				"50 tasks at once: a shared cached pool jumps to 50 threads, which end when idle for a minute.");
	}

	@Override
	public void round() {
		List<Order> newest = this.orders.newest(BURST);
		CountDownLatch burst = new CountDownLatch(BURST);
		CompletableFuture
			.allOf(IntStream.range(0, BURST)
				.mapToObj((i) -> CompletableFuture.runAsync(() -> check(newest.get(i % newest.size()), burst),
						this.executor))
				.toArray(CompletableFuture[]::new))
			.join();
	}

	/**
	 * Starts with the others, so that the burst has its full width on a small machine
	 * too.
	 */
	private void check(Order order, CountDownLatch burst) {
		burst.countDown();
		try {
			burst.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		if (order.quantity() < 1) {
			throw new IllegalStateException("Order " + order.id() + " is empty");
		}
	}

	@PreDestroy
	void stop() {
		this.executor.shutdownNow();
	}

}
