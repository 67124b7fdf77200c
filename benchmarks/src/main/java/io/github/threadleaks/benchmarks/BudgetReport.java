// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.benchmarks;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

import io.github.threadleaks.format.SnapshotFormat;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Runs all benchmarks and prints their table, with the ratios that the budgets are stated
 * in. Takes about a quarter of an hour, and six minutes more where there are virtual
 * threads.
 */
public final class BudgetReport {

	private static final List<String> OPERATIONS = List.of("tick", "scrape", "enumerate", "threadInfo",
			"micrometerScrape", "dump", "actuatorDump", "snapshotJson", "snapshotPprof");

	private static final String SAMPLING = "sampling";

	private static final String LIFECYCLE = "lifecycle";

	private static final String SIGNALS = "signals";

	private static final List<String> PARTS = List.of(SAMPLING, LIFECYCLE, SIGNALS);

	private static final int FEW = 100;

	private static final int MOST = 10_000;

	private final Map<String, Measured> measured = new HashMap<>();

	private final Set<Integer> threads = new TreeSet<>();

	private BudgetReport() {
	}

	/**
	 * Runs and prints.
	 * @param args the parts to run, {@code sampling}, {@code lifecycle} or
	 * {@code signals}; none for all
	 * @throws Exception if a benchmark fails
	 */
	public static void main(String[] args) throws Exception {
		List<String> parts = (args.length > 0) ? List.of(args) : PARTS;
		if (!PARTS.containsAll(parts)) {
			throw new IllegalArgumentException("Parts: " + PARTS);
		}
		BudgetReport report = new BudgetReport();
		if (parts.contains(SAMPLING)) {
			report.collect(new Runner(new OptionsBuilder().include(SamplingBenchmark.class.getSimpleName())
				.addProfiler(GCProfiler.class)
				.shouldFailOnError(true)
				.build()).run());
		}
		line("");
		line("JDK %s, %s %s, %d cores; medians in microseconds, garbage in KB in parentheses.", Runtime.version(),
				System.getProperty("os.name"), System.getProperty("os.arch"),
				Runtime.getRuntime().availableProcessors());
		if (parts.contains(SAMPLING)) {
			report.printOperations();
		}
		line("");
		line("| budget at %d threads | limit | measured | kept |", MOST);
		line("|---|---|---|---|");
		if (parts.contains(SAMPLING)) {
			report.printBudgets();
		}
		if (parts.contains(LIFECYCLE)) {
			printLifecycle();
		}
		if (parts.contains(SIGNALS)) {
			SignalProbe.Result cost = SignalProbe.measure(MOST);
			budget(words("%d signals, all pools growing, us of CPU a tick: mean", cost.signals()), 1_000, cost.mean(),
					false);
			budget("the same: 99 %", 1_000, cost.most(), false);
		}
	}

	private void collect(Collection<RunResult> results) {
		for (RunResult result : results) {
			String benchmark = result.getParams().getBenchmark();
			int count = Integer.parseInt(result.getParams().getParam("threads"));
			this.threads.add(count);
			this.measured.put(key(benchmark.substring(benchmark.lastIndexOf('.') + 1), count),
					new Measured(result.getPrimaryResult().getStatistics().getPercentile(50), garbage(result)));
		}
	}

	private static String key(String operation, int threads) {
		return operation + " at " + threads;
	}

	private Measured of(String operation, int threads) {
		String key = key(operation, threads);
		return Objects.requireNonNull(this.measured.get(key), () -> "Not measured: " + key);
	}

	@SuppressWarnings("rawtypes") // JMH hands out raw results
	private static double garbage(RunResult result) {
		return result.getSecondaryResults()
			.entrySet()
			.stream()
			.filter((entry) -> entry.getKey().endsWith("gc.alloc.rate.norm"))
			.mapToDouble((entry) -> entry.getValue().getScore())
			.findFirst()
			.orElseThrow();
	}

	private void printOperations() {
		line("");
		line("| operation | %s |",
				String.join(" | ", this.threads.stream().map((count) -> count + " threads").toList()));
		line("|---|%s", "---|".repeat(this.threads.size()));
		for (String operation : OPERATIONS) {
			line("| %s | %s |", operation,
					String.join(" | ", this.threads.stream().map((count) -> cell(of(operation, count))).toList()));
		}
	}

	private void printBudgets() throws Exception {
		Measured tick = of("tick", MOST);
		Measured scrape = of("scrape", MOST);
		boolean old = Runtime.version().feature() < 21;
		budget("dump / tick", old ? 60 : 25, of("dump", MOST).micros / tick.micros, true);
		budget("threadInfo / tick", 3, of("threadInfo", MOST).micros / tick.micros, true);
		budget("garbage of a tick, KB", 100, tick.bytes / 1024, false);
		budget("micrometerScrape / scrape", 100, of("micrometerScrape", MOST).micros / scrape.micros, true);
		budget("scrape at 10,000 / scrape at 100 threads", 1.5, scrape.micros / of("scrape", FEW).micros, false);
		budget("snapshotJson / dump", 2, of("snapshotJson", MOST).micros / of("dump", MOST).micros, false);
		budget("snapshotPprof / dump", 2, of("snapshotPprof", MOST).micros / of("dump", MOST).micros, false);
		printSizes();
		PauseProbe.Result pauses = PauseProbe.measure(MOST);
		budget("pause, median, ms", 2, pauses.median(), false);
		budget("pause, 99 %, ms", 2, pauses.most(), false);
		budget("pause, longest, ms", 2, pauses.longest(), false);
		budget("pauses in " + pauses.quietTicks() + " ticks without a change", 0, pauses.quietPauses(), false);
		long kept = MemoryProbe.bytesKept(MOST);
		budget("memory kept, MB", 4 + MOST / 1024.0, kept / 1024.0 / 1024.0, false);
		Paired startup = StartupProbe.millis();
		budget("start-up added to the main thread, ms of CPU (" + Math.round(startup.without()) + " without)", 50,
				startup.added(), false);
	}

	private static void printLifecycle() throws Exception {
		Paired births = BirthProbe.micros();
		System.err.println("Births: " + births);
		budget(words("recording births, us of CPU added to a thread start (%.1f without)", births.without()), 20,
				births.added(), false);
		budget("request scope, us added to a request", 1, RequestScopeBenchmark.addedMicros(true), false);
		budget("request scope while nothing is recorded, us", 1, RequestScopeBenchmark.addedMicros(false), false);
		if (Runtime.version().feature() < VirtualThreadsProbe.FIRST_JDK) {
			line("| virtual threads | | | not applicable before JDK %d |", VirtualThreadsProbe.FIRST_JDK);
			return;
		}
		VirtualThreadsProbe.Result rush = VirtualThreadsProbe.measure();
		System.err.println("Virtual threads: " + rush);
		String load = words("at %,d virtual threads a second: ", rush.perSecond());
		budget(load + "alarms", 0, rush.alarms(), false);
		budget(load + "dumps", 0, rush.dumps(), false);
		budget(load + words("CPU added once the events are off, %% (%.0f ns a thread without)", rush.nanos().without()),
				1, rush.nanos().addedPercent(), false);
	}

	private static void printSizes() throws InterruptedException {
		ParkedThreads parked = new ParkedThreads(MOST, ParkedThreads.AWAKE);
		Engine engine = Engine.settled();
		budget("grouped snapshot as JSON, KB", 200, engine.write(SnapshotFormat.JSON) / 1024.0, false);
		budget("grouped snapshot as a profile, KB", 100, engine.write(SnapshotFormat.PPROF) / 1024.0, false);
		parked.end();
	}

	private static void budget(String what, double limit, double measured, boolean atLeast) {
		boolean kept = atLeast ? measured >= limit : measured <= limit;
		line("| %s | %s %.1f | %.2f | %s |", what, atLeast ? "at least" : "at most", limit, measured,
				kept ? "yes" : "**no**");
	}

	private static String cell(Measured measured) {
		return words("%,.1f (%,.1f)", measured.micros, measured.bytes / 1024);
	}

	private static void line(String format, Object... values) {
		System.out.println(words(format, values));
	}

	private static String words(String format, Object... values) {
		return String.format(Locale.ROOT, format, values);
	}

	/**
	 * One benchmark at one number of threads.
	 *
	 * @param micros median microseconds
	 * @param bytes bytes allocated by one operation
	 */
	private record Measured(double micros, double bytes) {
	}

}
