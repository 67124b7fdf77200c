// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.sample.leaks;

import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;

import io.github.threadleaks.ThreadLabels;
import jakarta.annotation.Priority;

import org.springframework.stereotype.Component;

/**
 * Writes a report for a tenant in a thread of its own, under a label that names the
 * tenant. The mistake: three reports of four are of a tenant without orders, and are
 * never said to be done.
 */
@Component
@Priority(17)
final class TenantReports implements LeakScenario {

	private static final String WITHOUT_ORDERS = "acme";

	private static final int TENANTS = 4;

	private final AtomicLong reports = new AtomicLong();

	private final Held<CountDownLatch> waiting = new Held<>();

	@Override
	public About about() {
		return new About("label-per-tenant", "NEVER_COMPLETED",
				"Reports run under the label of their tenant, and those of one tenant wait for ever.");
	}

	@Override
	public void run() {
		for (int i = 0; i < TENANTS; i++) {
			long report = this.reports.incrementAndGet();
			String tenant = (report % TENANTS == 0) ? "globex" : WITHOUT_ORDERS;
			ThreadLabels.run(Map.of("tenant", tenant), () -> write(report, tenant));
		}
	}

	private void write(long report, String tenant) {
		CountDownLatch done = tenant.equals(WITHOUT_ORDERS) ? this.waiting.add(new CountDownLatch(1))
				: new CountDownLatch(0);
		Thread thread = new Thread(() -> await(done), "tenant-report-" + report);
		thread.setDaemon(true);
		thread.start();
	}

	private static void await(CountDownLatch done) {
		try {
			done.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@Override
	public void release() {
		this.waiting.releaseEach(CountDownLatch::countDown);
	}

	/** Each run has three reports that wait. */
	@Override
	public int runs() {
		return this.waiting.size() / (TENANTS - 1);
	}

}
