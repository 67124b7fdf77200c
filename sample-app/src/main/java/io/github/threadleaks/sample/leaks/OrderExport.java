// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.sample.leaks;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

import io.github.threadleaks.sample.orders.OrderRepository;
import jakarta.annotation.Priority;

import org.springframework.stereotype.Component;

/**
 * Exports orders as CSV. The mistake: each export makes an executor so as not to block,
 * takes the result and drops the executor without a shutdown.
 */
@Component
@Priority(1)
final class OrderExport implements LeakScenario {

	private static final int EXPORTED = 50;

	private final OrderRepository orders;

	private final Held<ExecutorService> executors = new Held<>();

	OrderExport(OrderRepository orders) {
		this.orders = orders;
	}

	@Override
	public About about() {
		return new About("executor-per-request", "EXECUTOR_NOT_SHUT_DOWN",
				"Each CSV export of orders makes an executor of its own and never shuts it down.");
	}

	@Override
	public void run() {
		export();
	}

	private String export() {
		ExecutorService executor = this.executors.add(Executors.newFixedThreadPool(1));
		return CompletableFuture.supplyAsync(this::csv, executor).join();
	}

	private String csv() {
		return this.orders.newest(EXPORTED)
			.stream()
			.map((order) -> order.id() + "," + order.product() + "," + order.quantity())
			.collect(Collectors.joining("\n"));
	}

	@Override
	public void release() {
		this.executors.releaseEach(ExecutorService::shutdownNow);
	}

	@Override
	public int runs() {
		return this.executors.size();
	}

}
