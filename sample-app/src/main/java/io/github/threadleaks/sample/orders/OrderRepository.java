// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.sample.orders;

import java.util.List;
import java.util.Optional;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.stereotype.Repository;

/**
 * Keeps the orders in the database.
 */
@Repository
public class OrderRepository {

	private static final String SELECT = "SELECT id, customer, product, quantity, placed_at FROM orders ";

	private final JdbcClient jdbc;

	OrderRepository(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	public List<Order> newest(int limit) {
		return this.jdbc.sql(SELECT + "ORDER BY id DESC LIMIT ?").param(limit).query(Order.class).list();
	}

	Optional<Order> find(long id) {
		return this.jdbc.sql(SELECT + "WHERE id = ?").param(id).query(Order.class).optional();
	}

	Order place(NewOrder order) {
		GeneratedKeyHolder id = new GeneratedKeyHolder();
		this.jdbc.sql("INSERT INTO orders (customer, product, quantity) VALUES (?, ?, ?)")
			.params(order.customer(), order.product(), order.quantity())
			.update(id, "id");
		return find(id.getKeyAs(Long.class)).orElseThrow();
	}

	/**
	 * Sums up the sales by product; the database takes its 200 ms for it, as a large one
	 * would.
	 */
	List<SalesLine> sales() {
		this.jdbc.sql("CALL SLEEP(200)").query().listOfRows();
		return this.jdbc.sql(
				"SELECT product, COUNT(*) AS orders, SUM(quantity) AS quantity FROM orders GROUP BY product ORDER BY product")
			.query(SalesLine.class)
			.list();
	}

}
