// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.sample.healthy;

import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.github.threadleaks.sample.orders.OrderDatabase;
import jakarta.annotation.PreDestroy;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.stereotype.Component;

/**
 * Queries the catalogue from twelve threads: a second connection pool fills up from one
 * to its maximum, and goes back.
 */
@Component
final class HikariFill implements LookAlike {

	private static final int CONNECTIONS = 12;

	private static final int QUERIES = 60;

	/** The shortest time that the pool accepts. */
	private static final long IDLE_MILLIS = 10_000;

	private final HikariDataSource pool;

	private final ThreadPoolTaskExecutor executor = new ThreadPoolTaskExecutor();

	HikariFill(OrderDatabase database) {
		HikariConfig config = database.pool("catalogue", CONNECTIONS);
		config.setMinimumIdle(1);
		config.setIdleTimeout(IDLE_MILLIS);
		this.pool = new HikariDataSource(config);
		this.executor.setThreadNamePrefix("catalogue-query-");
		this.executor.setCorePoolSize(CONNECTIONS);
		this.executor.setAllowCoreThreadTimeOut(true);
		this.executor.initialize();
	}

	@Override
	public About about() {
		return new About("hikari-fill",
				"60 queries from 12 threads: a connection pool fills to its maximum, with an adder thread that ends.");
	}

	@Override
	public void round() {
		JdbcClient catalogue = JdbcClient.create(this.pool);
		CompletableFuture.allOf(
				Stream
					.generate(() -> CompletableFuture
						.runAsync(() -> catalogue.sql("CALL SLEEP(100)").query().listOfRows(), this.executor))
					.limit(QUERIES)
					.toArray(CompletableFuture[]::new))
			.join();
	}

	@PreDestroy
	void stop() {
		this.executor.shutdown();
		this.pool.close();
	}

}
