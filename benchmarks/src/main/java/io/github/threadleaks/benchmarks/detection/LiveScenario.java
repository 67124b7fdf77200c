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

	/** A busy loop burns a core: so many are plenty. */
	private static final Map<String, Integer> MOST_USES = Map.of("busy-loop", 12);

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
		Map<String, Object> report = Map.of();
		int uses = 0;
		while (since(began).compareTo(PATIENCE) < 0 && !isConfirmed()) {
			if (uses < MOST_USES.getOrDefault(name, Integer.MAX_VALUE)) {
				this.app.post("/leaks/" + name);
				uses++;
			}
			report = this.app.get(REPORT);
			look(report, began, uses);
			TimeUnit.SECONDS.sleep(1);
		}
		List<String> alarms = report.isEmpty() ? List.of() : baselines(report);
		this.app.delete("/leaks/" + name);
		return new LiveResult(name, true, pattern, Optional.ofNullable(this.found), this.told,
				Optional.of(this.found != null && isResolved()), alarms);
	}

	private LiveResult healthy(String name) throws IOException, InterruptedException {
		long began = System.nanoTime();
		int uses = 0;
		Map<String, Object> report = Map.of();
		while (since(began).compareTo(LOAD) < 0) {
			boolean running = this.app.list("/healthy")
				.stream()
				.anyMatch((view) -> name.equals(view.get("name")) && Boolean.TRUE.equals(view.get("running")));
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

	private void look(Map<String, Object> report, long began, int uses) {
		List<Map<String, Object>> accused = SampleApp.maps(report.get("leaks"))
			.stream()
			.filter((leak) -> !"WATCHING".equals(leak.get("verdict")))
			.toList();
		this.told = Math.max(this.told, accused.size());
		if (accused.isEmpty()) {
			return;
		}
		Map<String, Object> leak = accused.get(0);
		LiveResult.Found known = this.found;
		if (known == null) {
			this.id = text(leak, "id");
			known = new LiveResult.Found(since(began), uses, threads(report) - this.before, "", "", "");
		}
		this.found = known.risen(text(leak, "verdict"), text(leak, "pattern"), words(leak));
	}

	private static String words(Map<String, Object> leak) {
		return text(leak, "summary") + " *" + text(leak, "advice") + "* "
				+ SampleApp.maps(leak.get("evidence"))
					.stream()
					.map((fact) -> text(fact, "kind"))
					.collect(Collectors.joining(", "));
	}

	private static String text(Map<String, Object> json, String field) {
		return String.valueOf(json.get(field));
	}

	private static int threads(Map<String, Object> report) {
		return ((Number) ((Map<?, ?>) report.get("threads")).get("live")).intValue();
	}

	private boolean isResolved() throws IOException, InterruptedException {
		long began = System.nanoTime();
		while (since(began).compareTo(RELEASE) < 0) {
			boolean resolved = SampleApp.maps(this.app.get(REPORT).get("resolved"))
				.stream()
				.anyMatch((leak) -> this.id.equals(leak.get("id")));
			if (resolved) {
				return true;
			}
			TimeUnit.SECONDS.sleep(1);
		}
		return false;
	}

	/** The count at the begin stands for that of minute 10, and of an hour ago. */
	private List<String> baselines(Map<String, Object> report) throws IOException, InterruptedException {
		Map<Object, Integer> stacks = new HashMap<>();
		SampleApp.maps(this.app.get("/actuator/threaddump").get("threads"))
			.forEach((thread) -> stacks.merge(thread.getOrDefault("stackTrace", ""), 1, Integer::sum));
		Optional<Integer> then = Optional.of(this.before);
		return Baseline.alarming(new Baseline.Counts(threads(report), then, then,
				stacks.values().stream().mapToInt(Integer::intValue).max().orElse(0)));
	}

}
