// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.benchmarks.detection;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * One scenario of the sample application, in a JVM of its own.
 */
final class LiveScenario {

	private static final String REPORT = "/actuator/threadleaks";

	private static final Duration PATIENCE = Duration.ofMinutes(4);

	private static final Duration LOAD = Duration.ofMinutes(3);

	private static final Duration RELEASE = Duration.ofMinutes(1);

	/** The service has started, and is at rest. */
	private static final int SETTLED_SECONDS = 30;

	/** A busy loop burns a core: it is used every so many seconds only. */
	private static final Map<String, Integer> EVERY_SECONDS = Map.of("busy-loop", 4);

	private final SampleApp app;

	private final int before;

	private int told;

	private LiveResult.@Nullable Found found;

	private String id = "";

	private LiveScenario(SampleApp app) throws IOException, InterruptedException {
		this.app = app;
		TimeUnit.SECONDS.sleep(SETTLED_SECONDS);
		this.before = threads(app.get(REPORT));
	}

	/** Leaks once a second until it is told. */
	static LiveResult leak(Path jar, String name, String pattern) throws IOException, InterruptedException {
		try (SampleApp app = SampleApp.start(jar)) {
			return new LiveScenario(app).leak(name, pattern);
		}
	}

	/** Plays a healthy look-alike again and again. */
	static LiveResult healthy(Path jar, String name) throws IOException, InterruptedException {
		try (SampleApp app = SampleApp.start(jar)) {
			return new LiveScenario(app).healthy(name);
		}
	}

	private LiveResult leak(String name, String pattern) throws IOException, InterruptedException {
		long began = System.nanoTime();
		Json report = this.app.get(REPORT);
		int uses = 0;
		int round = 0;
		while (since(began).compareTo(PATIENCE) < 0 && !isConfirmed()) {
			if (round++ % EVERY_SECONDS.getOrDefault(name, 1) == 0) {
				this.app.post("/leaks/" + name);
				uses++;
			}
			report = this.app.get(REPORT);
			look(report, began, uses);
			TimeUnit.SECONDS.sleep(1);
		}
		List<String> alarms = baselines(report);
		this.app.delete("/leaks/" + name);
		return new LiveResult(name, true, pattern, Optional.ofNullable(this.found), this.told,
				Optional.of(this.found != null && isResolved()), alarms);
	}

	private LiveResult healthy(String name) throws IOException, InterruptedException {
		long began = System.nanoTime();
		int uses = 0;
		Json report = this.app.get(REPORT);
		while (since(began).compareTo(LOAD) < 0) {
			boolean running = this.app.list("/healthy")
				.stream()
				.anyMatch((view) -> view.text("name").equals(name) && view.text("running").equals("true"));
			if (!running) {
				this.app.post("/healthy/" + name);
				uses++;
			}
			report = this.app.get(REPORT);
			look(report, began, uses);
			TimeUnit.SECONDS.sleep(1);
		}
		return new LiveResult(name, false, "", Optional.ofNullable(this.found), this.told, Optional.empty(),
				baselines(report));
	}

	private static Duration since(long began) {
		return Duration.ofNanos(System.nanoTime() - began);
	}

	private boolean isConfirmed() {
		LiveResult.Found known = this.found;
		return known != null && !known.verdict().equals("SUSPECTED");
	}

	private void look(Json report, long began, int uses) {
		List<Json> accused = report.list("leaks")
			.stream()
			.filter((leak) -> !leak.text("verdict").equals("WATCHING"))
			.toList();
		this.told = Math.max(this.told, accused.size());
		if (accused.isEmpty()) {
			return;
		}
		Json leak = accused.get(0);
		LiveResult.Found known = this.found;
		if (known == null) {
			this.id = leak.text("id");
			known = new LiveResult.Found(since(began), uses, threads(report) - this.before, "", "", "");
		}
		this.found = known.risen(leak.text("verdict"), leak.text("pattern"), words(leak));
	}

	private static String words(Json leak) {
		return leak.text("summary") + " *" + leak.text("advice") + "* "
				+ leak.list("evidence").stream().map((fact) -> fact.text("kind")).collect(Collectors.joining(", "));
	}

	private static int threads(Json report) {
		return report.object("threads").number("live");
	}

	private boolean isResolved() throws IOException, InterruptedException {
		long began = System.nanoTime();
		while (since(began).compareTo(RELEASE) < 0) {
			boolean resolved = this.app.get(REPORT)
				.list("resolved")
				.stream()
				.anyMatch((leak) -> leak.text("id").equals(this.id));
			if (resolved) {
				return true;
			}
			TimeUnit.SECONDS.sleep(1);
		}
		return false;
	}

	/** The count at the begin stands for that of minute 10, and of an hour ago. */
	private List<String> baselines(Json report) throws IOException, InterruptedException {
		Map<Object, Integer> stacks = new HashMap<>();
		this.app.get("/actuator/threaddump")
			.list("threads")
			.forEach((thread) -> stacks.merge(thread.get("stackTrace"), 1, Integer::sum));
		Optional<Integer> then = Optional.of(this.before);
		return Baseline.alarming(new Baseline.Counts(threads(report), then, then,
				stacks.values().stream().mapToInt(Integer::intValue).max().orElse(0)));
	}

}
