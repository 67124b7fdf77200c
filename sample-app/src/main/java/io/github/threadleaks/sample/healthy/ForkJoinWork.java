// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.sample.healthy;

import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.RecursiveTask;

import io.github.threadleaks.sample.orders.Order;
import io.github.threadleaks.sample.orders.OrderRepository;

import org.springframework.stereotype.Component;

/**
 * Counts the ordered goods, divided and conquered on the common pool, whose workers come
 * and go with the work.
 */
@Component
final class ForkJoinWork implements LookAlike {

	private static final int REPEATS = 2000;

	private final OrderRepository orders;

	ForkJoinWork(OrderRepository orders) {
		this.orders = orders;
	}

	@Override
	public About about() {
		return new About("fork-join",
				"Divide and conquer on the common pool: its workers are as many as the processors, and end when idle.");
	}

	@Override
	public void round() {
		List<Order> newest = this.orders.newest(100);
		long expected = newest.parallelStream().mapToLong(Order::quantity).sum();
		for (int i = 0; i < REPEATS; i++) {
			if (ForkJoinPool.commonPool().invoke(new Quantity(newest)) != expected) {
				throw new IllegalStateException("Two ways of counting differ");
			}
		}
	}

	/**
	 * Sums the quantity of some orders by way of their halves.
	 */
	private static final class Quantity extends RecursiveTask<Long> {

		private static final long serialVersionUID = 1L;

		private final transient List<Order> orders;

		private Quantity(List<Order> orders) {
			this.orders = orders;
		}

		@Override
		protected Long compute() {
			if (this.orders.size() <= 1) {
				return this.orders.stream().mapToLong(Order::quantity).sum();
			}
			int half = this.orders.size() / 2;
			Quantity left = new Quantity(this.orders.subList(0, half));
			left.fork();
			return new Quantity(this.orders.subList(half, this.orders.size())).compute() + left.join();
		}

	}

}
