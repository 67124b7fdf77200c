// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.sample.leaks;

import java.util.concurrent.CompletableFuture;

import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;

import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.stereotype.Component;

/**
 * Takes payments by way of a provider that calls back. The mistake: the callback
 * completes the future of an accepted payment only, and the one of a refused payment
 * never, without a timeout.
 */
@Component
@Priority(7)
final class PaymentGateway implements LeakScenario {

	private final ThreadPoolTaskExecutor executor = new ThreadPoolTaskExecutor();

	private final Held<CompletableFuture<Boolean>> callbacks = new Held<>();

	PaymentGateway() {
		this.executor.setThreadNamePrefix("payment-");
		this.executor.setQueueCapacity(0);
		this.executor.setCorePoolSize(0);
		this.executor.setKeepAliveSeconds(1);
		this.executor.initialize();
	}

	@Override
	public About about() {
		return new About("never-completed-future", "NEVER_COMPLETED",
				"Each refused payment leaves a thread joining a future that no callback completes.");
	}

	@Override
	public void run() {
		CompletableFuture<Boolean> callback = new CompletableFuture<>();
		this.executor.execute(() -> pay(callback));
		this.callbacks.add(callback);
		onCallback(callback, false);
	}

	private boolean pay(CompletableFuture<Boolean> callback) {
		return callback.join();
	}

	private void onCallback(CompletableFuture<Boolean> callback, boolean accepted) {
		if (accepted) {
			callback.complete(true);
		}
	}

	@Override
	public void release() {
		this.callbacks.releaseEach((callback) -> callback.complete(false));
	}

	@Override
	public int runs() {
		return this.callbacks.size();
	}

	@PreDestroy
	void stop() {
		this.executor.shutdown();
	}

}
