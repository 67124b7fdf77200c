// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.sample.leaks;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.github.threadleaks.sample.orders.OrderDatabase;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.stereotype.Component;

/**
 * Prints shipping labels, each in a thread with a connection. The mistake: it waits for
 * the printer, which never answers, with the connection in its hands. When the pool has
 * run dry, further threads wait for a connection.
 */
@Component
@Priority(19)
final class ShippingLabels implements LeakScenario {

	private static final Logger logger = LoggerFactory.getLogger(ShippingLabels.class);

	private static final int CONNECTIONS = 60;

	private final HikariDataSource pool;

	private final Held<CompletableFuture<Void>> printing = new Held<>();

	private final AtomicInteger labels = new AtomicInteger();

	/** With meters, so that somebody may see that connections are gone. */
	ShippingLabels(OrderDatabase database, MeterRegistry meters) {
		HikariConfig config = database.pool("labels", CONNECTIONS);
		config.setMinimumIdle(1);
		config.setConnectionTimeout(0);
		config.setMetricRegistry(meters);
		this.pool = new HikariDataSource(config);
	}

	@Override
	public About about() {
		return new About("connection-per-thread", "NEVER_COMPLETED",
				"Each shipping label waits for the printer in a thread of its own, with a connection that it keeps.");
	}

	@Override
	public void run() {
		CompletableFuture<Void> printed = this.printing.add(new CompletableFuture<>());
		Thread thread = new Thread(() -> label(printed), "shipping-label-" + this.labels.incrementAndGet());
		thread.setDaemon(true);
		thread.start();
	}

	private void label(CompletableFuture<Void> printed) {
		try (Connection connection = this.pool.getConnection()) {
			printed.join();
			logger.debug("Printed by {}", connection);
		}
		catch (SQLException ex) {
			logger.debug("Label failed", ex);
		}
	}

	@Override
	public void release() {
		this.printing.releaseEach((printed) -> printed.complete(null));
	}

	@Override
	public int runs() {
		return this.printing.size();
	}

	@PreDestroy
	void stop() {
		release();
		this.pool.close();
	}

}
