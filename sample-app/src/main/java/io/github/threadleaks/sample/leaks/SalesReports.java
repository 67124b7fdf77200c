// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.sample.leaks;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.YearMonth;
import java.util.concurrent.atomic.AtomicInteger;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.github.threadleaks.sample.orders.OrderDatabase;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.stereotype.Component;

/**
 * Renders sales reports over a small connection pool of their own. The mistake: a report
 * for a month that does not exist throws before its connection is closed; when the pool
 * has run dry, each further report waits, and the pool's connection timeout of 0 means
 * for ever.
 */
@Component
@Priority(10)
final class SalesReports implements LeakScenario {

	private static final Logger logger = LoggerFactory.getLogger(SalesReports.class);

	private static final int CONNECTIONS = 2;

	private final HikariDataSource pool;

	private final SimpleAsyncTaskExecutor executor = new SimpleAsyncTaskExecutor("report-");

	private final Held<Connection> open = new Held<>();

	private final AtomicInteger waiting = new AtomicInteger();

	SalesReports(OrderDatabase database) {
		HikariConfig config = database.pool("reports", CONNECTIONS);
		config.setConnectionTimeout(0);
		this.pool = new HikariDataSource(config);
	}

	@Override
	public About about() {
		return new About("connection-pool-exhausted", "POOL_EXHAUSTED",
				"Failed reports have not returned their connections, and each later report waits for one.");
	}

	/**
	 * The connections are lost on the caller's thread, so each run leaks one more waiting
	 * thread.
	 */
	@Override
	public synchronized void run() throws SQLException {
		while (this.open.size() < CONNECTIONS) {
			try {
				report("2026-13");
			}
			catch (DateTimeException ex) {
				logger.debug("Report failed", ex);
			}
		}
		this.executor.execute(this::currentReport);
		this.waiting.incrementAndGet();
	}

	private void currentReport() {
		try {
			report("2026-01");
		}
		catch (SQLException ex) {
			logger.debug("Report failed", ex);
		}
	}

	private void report(String month) throws SQLException {
		Connection connection = this.open.add(this.pool.getConnection());
		YearMonth first = YearMonth.parse(month);
		logger.debug("Sales since {}", first);
		connection.close();
		this.open.remove(connection);
	}

	@Override
	public synchronized void release() throws SQLException {
		this.waiting.set(0);
		this.open.releaseEach(Connection::close);
	}

	@Override
	public int runs() {
		return this.waiting.get();
	}

	@PreDestroy
	void stop() {
		this.pool.close();
		this.executor.close();
	}

}
