// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.autoconfigure.context;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;

import org.springframework.core.task.TaskExecutor;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Routes that start threads: what is exported never ends, what is printed does.
 */
@RestController
@RequestMapping("/orders/{id}")
class OrderRoutes {

	private final Queue<CountDownLatch> exports = new ConcurrentLinkedQueue<>();

	private final TaskExecutor executor;

	OrderRoutes(TaskExecutor executor) {
		this.executor = executor;
	}

	@PostMapping("/export")
	String export(@PathVariable long id) {
		leak("order-" + id);
		return "exported";
	}

	@PostMapping("/import")
	String importBody(@PathVariable long id, @RequestBody String body) {
		leak("order-" + id);
		return "imported " + body.length();
	}

	@PostMapping("/print")
	String print(@PathVariable long id) throws InterruptedException {
		Thread thread = new Thread(Thread::yield, "order-" + id);
		thread.start();
		thread.join();
		return "printed";
	}

	@PostMapping("/archive")
	String archive(@PathVariable long id) {
		this.executor.execute(() -> leak("order-" + id));
		return "accepted";
	}

	private void leak(String name) {
		CountDownLatch latch = new CountDownLatch(1);
		this.exports.add(latch);
		Thread thread = new Thread(() -> await(latch), name);
		thread.setDaemon(true);
		thread.start();
	}

	private static void await(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	void release() {
		this.exports.forEach(CountDownLatch::countDown);
		this.exports.clear();
	}

}
