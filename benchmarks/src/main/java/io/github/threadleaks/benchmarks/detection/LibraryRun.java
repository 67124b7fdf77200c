// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.benchmarks.detection;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.github.threadleaks.ThreadLeakMonitor;
import io.github.threadleaks.judge.Verdict;
import io.github.threadleaks.redact.Redactor;
import io.github.threadleaks.report.Leak;
import io.github.threadleaks.report.ThreadLeakReport;
import io.github.threadleaks.settings.ThreadLeakSettings;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * In the child: uses a library once a second and asks the monitor, both at default
 * settings. Prints what was told in one line.
 */
final class LibraryRun {

	private static final Duration PATIENCE = Duration.ofMinutes(4);

	private static final Duration LOAD = Duration.ofMinutes(3);

	private static final Duration RELEASE = Duration.ofSeconds(90);

	private static final int SETTLED_SECONDS = 30;

	private final Misuse misuse;

	private final ThreadLeakMonitor monitor = ThreadLeakMonitor.create(ThreadLeakSettings.DEFAULTS,
			Redactor.standard(List.of()), InstantSource.system());

	private final List<AutoCloseable> used = new ArrayList<>();

	private LiveResult.@Nullable Found found;

	private String id = "";

	private int told;

	private LibraryRun(Misuse misuse) {
		this.misuse = misuse;
	}

	/**
	 * Runs in the child.
	 * @param args the name of the use; without, the names of all are printed
	 * @throws Exception if it fails
	 */
	public static void main(String[] args) throws Exception {
		((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).setLevel(Level.OFF);
		String answer = (args.length == 0) ? LibraryLine.names(Misuse.all())
				: LibraryLine.write(new LibraryRun(Misuse.named(args[0])).run());
		System.out.println();
		System.out.println(answer);
		System.out.flush();
		Runtime.getRuntime().halt(0);
	}

	private LiveResult run() throws Exception {
		this.monitor.start();
		TimeUnit.SECONDS.sleep(SETTLED_SECONDS);
		int before = threads();
		long began = System.nanoTime();
		while (since(began).compareTo(this.misuse.leaks() ? PATIENCE : LOAD) < 0 && !isConfirmed()) {
			this.used.add(this.misuse.use().once());
			look(this.monitor.report(), began, before);
			TimeUnit.SECONDS.sleep(1);
		}
		List<String> alarms = baselines(before);
		return new LiveResult(this.misuse.name(), this.misuse.leaks(), this.misuse.expected(),
				Optional.ofNullable(this.found), this.told,
				this.misuse.leaks() ? Optional.of(isResolvedAfterClose()) : Optional.empty(), alarms);
	}

	private static Duration since(long began) {
		return Duration.ofNanos(System.nanoTime() - began);
	}

	private boolean isConfirmed() {
		LiveResult.Found known = this.found;
		return this.misuse.leaks() && known != null && !known.verdict().equals(Verdict.SUSPECTED.name());
	}

	private void look(ThreadLeakReport report, long began, int before) {
		List<Leak> accused = report.leaks()
			.stream()
			.filter((leak) -> leak.verdict().atLeast(Verdict.SUSPECTED))
			.toList();
		this.told = Math.max(this.told, accused.size());
		if (accused.isEmpty()) {
			return;
		}
		Leak leak = accused.get(0);
		LiveResult.Found known = this.found;
		if (known == null) {
			this.id = leak.id();
			known = new LiveResult.Found(since(began), this.used.size(), threads() - before, "", "", "");
		}
		String facts = leak.evidence().stream().map((fact) -> fact.kind().name()).collect(Collectors.joining(", "));
		this.found = known.risen(leak.verdict().name(), leak.pattern().name(),
				accused.stream().map((one) -> one.summary().toString()).collect(Collectors.joining(" And: ")) + " *"
						+ leak.pattern().advice() + "* " + facts);
	}

	private boolean isResolvedAfterClose() throws InterruptedException {
		for (AutoCloseable one : this.used) {
			try {
				one.close();
			}
			catch (Exception ex) {
				Table.progress(this.misuse.name() + " cannot be closed: " + ex);
			}
		}
		long began = System.nanoTime();
		while (since(began).compareTo(RELEASE) < 0) {
			if (this.monitor.report().resolved().stream().anyMatch((leak) -> leak.id().equals(this.id))) {
				return true;
			}
			TimeUnit.SECONDS.sleep(1);
		}
		return false;
	}

	private static int threads() {
		return ManagementFactory.getThreadMXBean().getThreadCount();
	}

	private static List<String> baselines(int before) {
		Map<List<StackTraceElement>, Integer> stacks = new HashMap<>();
		for (ThreadInfo thread : ManagementFactory.getThreadMXBean().dumpAllThreads(false, false)) {
			stacks.merge(Arrays.asList(thread.getStackTrace()), 1, Integer::sum);
		}
		Optional<Integer> then = Optional.of(before);
		return Baseline.alarming(new Baseline.Counts(threads(), then, then,
				stacks.values().stream().mapToInt(Integer::intValue).max().orElse(0)));
	}

}
