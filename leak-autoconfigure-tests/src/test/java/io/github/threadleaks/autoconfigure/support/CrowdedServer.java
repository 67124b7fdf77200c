// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.autoconfigure.support;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;

import org.springframework.context.support.GenericApplicationContext;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * A program of its own: an application with a route and many threads that wait below 25
 * frames. Says on which port it serves and, for each byte of its input, how much of its
 * heap is in use after a collection; ends with its input.
 */
public final class CrowdedServer {

	private static final int FRAMES = 20;

	private static final long STACK_BYTES = 128 * 1024;

	private CrowdedServer() {
	}

	/**
	 * Runs the program.
	 * @param args how many threads, and properties such as one that chooses the web stack
	 * @throws Exception if it fails
	 */
	public static void main(String[] args) throws Exception {
		int count = Integer.parseInt(args[0]);
		CountDownLatch started = new CountDownLatch(count);
		CountDownLatch never = new CountDownLatch(1);
		for (int i = 0; i < count; i++) {
			Thread thread = new Thread(null, () -> {
				started.countDown();
				waitBelow(FRAMES, never);
			}, "crowd-" + i, STACK_BYTES);
			thread.setDaemon(true);
			thread.start();
		}
		started.await();
		String[] properties = args.clone();
		properties[0] = "management.endpoints.web.exposure.include=*";
		try (TestApplication application = TestApplication
			.start((context) -> ((GenericApplicationContext) context).registerBean(Orders.class), properties)) {
			System.out.println("Serves on " + application.port());
			while (System.in.read() >= 0) {
				System.gc();
				Runtime runtime = Runtime.getRuntime();
				System.out.println("Heap is " + (runtime.totalMemory() - runtime.freeMemory()));
			}
		}
	}

	private static void waitBelow(int frames, CountDownLatch latch) {
		if (frames > 0) {
			waitBelow(frames - 1, latch);
			return;
		}
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/**
	 * What the application is there for.
	 */
	@RestController
	static class Orders {

		@GetMapping("/orders")
		List<Map<String, Object>> all() {
			return IntStream.range(0, 20)
				.mapToObj((id) -> Map.<String, Object>of("id", id, "item", "item-" + id))
				.toList();
		}

	}

}
