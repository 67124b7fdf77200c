// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.benchmarks.detection;

import java.net.http.HttpClient;
import java.nio.file.FileSystems;
import java.util.ArrayList;
import java.util.List;
import java.util.Timer;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * What the JDK itself offers, and nobody closes.
 */
final class JdkMisuses {

	private static final List<HttpClient> kept = new ArrayList<>();

	static final List<Misuse> ALL = List.of(Misuse.client("jdk http client, kept", JdkMisuses::keptClient),
			Misuse.client("jdk http client, dropped", () -> {
				HttpClient.newHttpClient();
				return System::gc;
			}), new Misuse("timer", true, "TIMER_NOT_CANCELLED", () -> {
				Timer timer = new Timer();
				return timer::cancel;
			}), new Misuse("executor", true, Misuse.EXECUTOR, JdkMisuses::executor),
			new Misuse("watch service", true, "CLIENT_NOT_CLOSED or IO_WITHOUT_TIMEOUT or UNKNOWN",
					() -> FileSystems.getDefault().newWatchService()));

	private JdkMisuses() {
	}

	/** It cannot be closed on JDK 17: its threads end when it is collected. */
	private static AutoCloseable keptClient() {
		kept.add(HttpClient.newHttpClient());
		return () -> {
			kept.clear();
			System.gc();
		};
	}

	@SuppressWarnings("FutureReturnValueIgnored") // nothing to wait for
	private static AutoCloseable executor() {
		ExecutorService executor = Executors.newFixedThreadPool(4);
		executor.submit(() -> "done");
		return executor::shutdown;
	}

}
