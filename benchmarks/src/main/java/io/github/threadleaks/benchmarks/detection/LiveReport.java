// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.benchmarks.detection;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The tables of the sample application: all its leaks and look-alikes, three JVMs at a
 * time.
 */
final class LiveReport {

	private static final int AT_ONCE = 3;

	private LiveReport() {
	}

	static void print(Options options) throws Exception {
		Path jar = SampleApp.jar(options);
		String only = options.text("only").orElse("");
		List<Callable<LiveResult>> runs = new ArrayList<>();
		try (SampleApp app = SampleApp.start(jar)) {
			app.list("/leaks")
				.forEach((leak) -> add(runs, only, leak.text("name"),
						() -> LiveScenario.leak(jar, leak.text("name"), leak.text("pattern"))));
			app.list("/healthy")
				.forEach((healthy) -> add(runs, only, healthy.text("name"),
						() -> LiveScenario.healthy(jar, healthy.text("name"))));
		}
		Table.title("## The sample application, one use a second");
		LiveTable.print("scenario", all(runs));
	}

	private static void add(List<Callable<LiveResult>> runs, String only, String name, Callable<LiveResult> run) {
		if (only.isEmpty() || only.equals(name)) {
			runs.add(() -> {
				LiveResult result = run.call();
				Table.progress(name + ": " + result.found().map(LiveResult.Found::toString).orElse("silence"));
				return result;
			});
		}
	}

	/** Runs some at a time. */
	static List<LiveResult> all(List<Callable<LiveResult>> runs) throws IOException, InterruptedException {
		ExecutorService executor = Executors.newFixedThreadPool(AT_ONCE);
		try {
			List<LiveResult> results = new ArrayList<>();
			for (Future<LiveResult> result : executor.invokeAll(runs)) {
				results.add(result.get());
			}
			return results;
		}
		catch (ExecutionException ex) {
			throw new IOException(ex.getCause());
		}
		finally {
			executor.shutdownNow();
		}
	}

}
