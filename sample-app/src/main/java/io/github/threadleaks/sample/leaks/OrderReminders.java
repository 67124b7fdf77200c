// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.sample.leaks;

import java.time.Duration;
import java.util.Timer;
import java.util.TimerTask;

import io.github.threadleaks.sample.orders.OrderRepository;
import jakarta.annotation.Priority;

import org.springframework.stereotype.Component;

/**
 * Looks every now and then whether an order is still open. The mistake: a timer for each
 * order, which nobody cancels when the order is done.
 */
@Component
@Priority(3)
final class OrderReminders implements LeakScenario {

	private static final Duration PERIOD = Duration.ofSeconds(30);

	private final OrderRepository orders;

	private final Held<Timer> timers = new Held<>();

	OrderReminders(OrderRepository orders) {
		this.orders = orders;
	}

	@Override
	public About about() {
		return new About("timer-per-request", "TIMER_NOT_CANCELLED",
				"Each order gets a timer with a repeating task, and no timer is ever cancelled.");
	}

	@Override
	public void run() {
		remind();
	}

	private void remind() {
		TimerTask look = new TimerTask() {
			@Override
			public void run() {
				OrderReminders.this.orders.newest(1);
			}
		};
		this.timers.add(new Timer()).schedule(look, PERIOD.toMillis(), PERIOD.toMillis());
	}

	@Override
	public void release() {
		this.timers.releaseEach(Timer::cancel);
	}

	@Override
	public int runs() {
		return this.timers.size();
	}

}
