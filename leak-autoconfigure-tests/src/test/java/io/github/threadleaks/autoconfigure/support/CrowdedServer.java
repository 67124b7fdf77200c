// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.autoconfigure.support;

import java.util.concurrent.CountDownLatch;

/**
 * A program of its own: an application with many threads that wait below 25 frames. Says
 * on which port it serves, and ends with its input.
 */
public final class CrowdedServer {

	private static final int FRAMES = 20;

	private static final long STACK_BYTES = 128 * 1024;

	private CrowdedServer() {
	}

	/**
	 * Runs the program.
	 * @param args how many threads, and a property that chooses the web stack
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
		try (TestApplication application = TestApplication.start("server.port=0",
				"management.endpoints.web.exposure.include=*", args[1])) {
			System.out.println("Serves on " + application.port());
			while (System.in.read() >= 0) {
				// until whoever started it closes its input, or is gone
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

}
