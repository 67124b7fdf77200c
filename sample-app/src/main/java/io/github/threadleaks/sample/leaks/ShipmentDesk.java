// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.sample.leaks;

import java.util.concurrent.atomic.AtomicInteger;

import jakarta.annotation.Priority;

import org.springframework.stereotype.Component;

/**
 * Ships an order as soon as it is paid. The mistake: the thread waits for the signal
 * without looking first whether the payment has already come, so a payment that is faster
 * than the thread is missed for ever.
 */
@Component
@Priority(8)
final class ShipmentDesk implements LeakScenario {

	private final AtomicInteger shipments = new AtomicInteger();

	private final Held<Thread> shippers = new Held<>();

	@Override
	public About about() {
		return new About("missed-signal", "MISSED_SIGNAL",
				"Each order that is paid early leaves a thread waiting for a signal that was sent before it waited.");
	}

	@Override
	public void run() {
		Object payment = new Object();
		onPaid(payment);
		Thread shipper = new Thread(() -> ship(payment), "shipment-" + this.shipments.incrementAndGet());
		shipper.start();
		this.shippers.add(shipper);
	}

	/** Half of the mistake: that it is paid is written down nowhere. */
	private void onPaid(Object payment) {
		synchronized (payment) {
			payment.notifyAll();
		}
	}

	/** The other half: it waits whatever has happened before. */
	@SuppressWarnings("WaitNotInLoop")
	private void ship(Object payment) {
		synchronized (payment) {
			try {
				payment.wait();
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		}
	}

	@Override
	public void release() {
		this.shippers.releaseEach(Thread::interrupt);
	}

	@Override
	public int runs() {
		return this.shippers.size();
	}

}
