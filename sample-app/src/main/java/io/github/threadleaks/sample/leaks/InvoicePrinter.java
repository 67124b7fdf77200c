// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.sample.leaks;

import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;

import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.stereotype.Component;

/**
 * Prints invoices on a shared pool. The mistake: when the printer is busy and says when
 * to come back, its milliseconds are taken for seconds, and a worker of the pool is stuck
 * for years. The pool has 64 workers; later runs queue up.
 */
@Component
@Priority(14)
final class InvoicePrinter implements LeakScenario {

	private static final int WORKERS = 64;

	/** A day, in the unit that the printer uses. */
	private static final long RETRY_AFTER_MILLIS = TimeUnit.DAYS.toMillis(1);

	private final ThreadPoolTaskExecutor executor = new ThreadPoolTaskExecutor();

	private final Held<Future<?>> stuck = new Held<>();

	InvoicePrinter() {
		this.executor.setThreadNamePrefix("invoice-");
		this.executor.setCorePoolSize(WORKERS);
		this.executor.setMaxPoolSize(WORKERS);
		this.executor.setAllowCoreThreadTimeOut(true);
		this.executor.setKeepAliveSeconds(1);
		this.executor.initialize();
	}

	@Override
	public About about() {
		return new About("stuck-request", "STUCK_REQUEST",
				"Each invoice waits years for a busy printer and blocks a worker of a shared pool meanwhile.");
	}

	@Override
	public void run() {
		this.stuck.add(this.executor.submit(this::print));
	}

	private void print() {
		try {
			retryAfter(RETRY_AFTER_MILLIS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private void retryAfter(long seconds) throws InterruptedException {
		TimeUnit.SECONDS.sleep(seconds);
	}

	@Override
	public void release() {
		this.stuck.releaseEach((invoice) -> invoice.cancel(true));
	}

	@Override
	public int runs() {
		return this.stuck.size();
	}

	@PreDestroy
	void stop() {
		this.executor.shutdown();
	}

}
