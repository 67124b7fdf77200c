// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.sample.orders;

import java.sql.SQLException;
import javax.sql.DataSource;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;

import org.springframework.stereotype.Component;

/**
 * Where the orders are kept, for parts of the service that want a connection pool of
 * their own.
 */
@Component
public class OrderDatabase {

	private final HikariDataSource main;

	OrderDatabase(DataSource main) throws SQLException {
		this.main = main.unwrap(HikariDataSource.class);
	}

	/** Describes a further pool to the same database. */
	public HikariConfig pool(String name, int connections) {
		HikariConfig config = new HikariConfig();
		config.setJdbcUrl(this.main.getJdbcUrl());
		config.setUsername(this.main.getUsername());
		config.setPassword(this.main.getPassword());
		config.setPoolName(name);
		config.setMaximumPoolSize(connections);
		return config;
	}

}
