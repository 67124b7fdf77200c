// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.sample.orders;

import java.net.URI;
import java.util.List;

import io.github.threadleaks.sample.web.Problems;

import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Reads and places orders over HTTP.
 */
@RestController
@RequestMapping("/orders")
final class OrderController {

	private static final int LARGEST_PAGE = 100;

	private final OrderRepository orders;

	OrderController(OrderRepository orders) {
		this.orders = orders;
	}

	@GetMapping
	List<Order> newest(@RequestParam(defaultValue = "20") String limit) {
		return this.orders.newest(Problems.wholeNumber("limit", limit, LARGEST_PAGE));
	}

	@GetMapping("/{id:\\d{1,18}}")
	Order order(@PathVariable long id) {
		return this.orders.find(id).orElseThrow(() -> Problems.notFound("There is no order " + id + "."));
	}

	@GetMapping("/report")
	List<SalesLine> report() {
		return this.orders.sales();
	}

	@PostMapping
	ResponseEntity<Order> place(@RequestBody NewOrder order) {
		Order placed = this.orders.place(order.checked());
		return ResponseEntity.created(URI.create("/orders/" + placed.id())).body(placed);
	}

}
