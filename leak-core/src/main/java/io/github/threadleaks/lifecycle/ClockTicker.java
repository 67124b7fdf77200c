// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.lifecycle;

import java.util.function.LongSupplier;

import jdk.jfr.FlightRecorder;

/**
 * Lets the clock event be written once a second while at least one stream wants it. What
 * is registered with Flight Recorder pins this class loader, so it is taken back.
 */
final class ClockTicker implements AutoCloseable {

	private static final Object LOCK = new Object();

	private static int users;

	private final LongSupplier clock;

	private final Runnable hook = this::tick;

	private ClockTicker(LongSupplier clock) {
		this.clock = clock;
	}

	static ClockTicker start(LongSupplier clock) {
		ClockTicker ticker = new ClockTicker(clock);
		synchronized (LOCK) {
			if (users == 0) {
				FlightRecorder.register(ClockEvent.class);
			}
			users++;
		}
		FlightRecorder.addPeriodicEvent(ClockEvent.class, ticker.hook);
		return ticker;
	}

	/** Writes the event now. */
	void tick() {
		ClockEvent event = new ClockEvent();
		event.nanoTime = this.clock.getAsLong();
		event.commit();
	}

	@Override
	public void close() {
		FlightRecorder.removePeriodicEvent(this.hook);
		synchronized (LOCK) {
			users--;
			if (users == 0) {
				FlightRecorder.unregister(ClockEvent.class);
			}
		}
	}

}
