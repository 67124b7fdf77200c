// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.sample.leaks;

import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;

import org.springframework.stereotype.Component;

/**
 * Mails customers. The mistake: each mail has a thread of its own, which lives for a
 * moment. None leaks, but forty are started a second, by each run until it is released.
 */
@Component
@Priority(18)
final class OrderMails implements LeakScenario {

	private static final int MILLIS_BETWEEN_MAILS = 25;

	private final ScheduledExecutorService clock = Executors
		.newSingleThreadScheduledExecutor((task) -> new Thread(task, "mail-campaign"));

	private final AtomicLong sent = new AtomicLong();

	private final LongAdder delivered = new LongAdder();

	private final Held<Future<?>> campaigns = new Held<>();

	@Override
	public About about() {
		return new About("thread-churn", "THREAD_CHURN",
				"Each run mails all customers, forty a second, every mail in a thread of its own.");
	}

	@Override
	public void run() {
		this.campaigns.add(this.clock.scheduleAtFixedRate(this::send, 0, MILLIS_BETWEEN_MAILS, TimeUnit.MILLISECONDS));
	}

	private void send() {
		Thread thread = new Thread(this::deliver, "mail-" + this.sent.incrementAndGet());
		thread.start();
	}

	private void deliver() {
		this.delivered.increment();
	}

	@Override
	public void release() {
		this.campaigns.releaseEach((campaign) -> campaign.cancel(false));
	}

	@Override
	public int runs() {
		return this.campaigns.size();
	}

	@PreDestroy
	void stop() {
		this.clock.shutdownNow();
	}

}
