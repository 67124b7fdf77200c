// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.sample.healthy;

import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.github.threadleaks.sample.orders.OrderRepository;
import jakarta.annotation.PreDestroy;

import org.springframework.stereotype.Component;

/**
 * Refreshes a cache by a timer that is cancelled and made anew each time its settings
 * change: new threads all the time, and never more than one.
 */
@Component
final class ScheduledRecreated implements LookAlike {

	private static final int CHANGES = 5;

	private static final long PERIOD_MILLIS = 500;

	private final OrderRepository orders;

	private Timer timer;

	ScheduledRecreated(OrderRepository orders) {
		this.orders = orders;
		this.timer = new Timer("cache-refresh", true);
	}

	@Override
	public About about() {
		return new About("scheduled-recreated",
				"A timer is cancelled and made anew five times: new threads all the time, never more than one.");
	}

	@Override
	public synchronized void round() throws InterruptedException {
		for (int i = 0; i < CHANGES; i++) {
			CountDownLatch twice = new CountDownLatch(2);
			this.timer.cancel();
			this.timer = new Timer("cache-refresh", true);
			this.timer.schedule(new TimerTask() {
				@Override
				public void run() {
					ScheduledRecreated.this.orders.newest(1);
					twice.countDown();
				}
			}, 0, PERIOD_MILLIS);
			twice.await(10, TimeUnit.SECONDS);
		}
	}

	@PreDestroy
	synchronized void stop() {
		this.timer.cancel();
	}

}
