// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import io.github.threadleaks.ThreadLeakListener;
import io.github.threadleaks.ThreadLeakMonitor;
import io.github.threadleaks.judge.Verdict;
import io.github.threadleaks.report.Leak;

import org.springframework.context.ConfigurableApplicationContext;

/**
 * Short-lived virtual threads, 100,000 a second for a minute, in two JVMs at once, one
 * with the starter: whether it stays silent, and what it costs once it has switched the
 * events off.
 */
final class VirtualThreadsProbe {

	/** The first JDK with virtual threads. */
	static final int FIRST_JDK = 21;

	static final int PER_SECOND = 100_000;

	private static final int PAIRS = 3;

	/** In which code is compiled and the events are switched off. */
	private static final long WARM_UP = TimeUnit.SECONDS.toNanos(15);

	private static final long MEASURED = TimeUnit.SECONDS.toNanos(45);

	private VirtualThreadsProbe() {
	}

	static Result measure() throws Exception {
		Paired nanos = new Paired();
		long perSecond = Long.MAX_VALUE;
		int alarms = 0;
		int dumps = 0;
		ExecutorService other = Executors.newSingleThreadExecutor();
		for (int i = 0; i < PAIRS; i++) {
			Future<Child> running = other.submit(() -> run(false));
			Child watched = run(true);
			Child bare = running.get();
			nanos.add(watched.nanosPerThread, bare.nanosPerThread);
			perSecond = Math.min(perSecond, Math.min(watched.perSecond, bare.perSecond));
			alarms += watched.alarms;
			dumps += watched.dumps;
		}
		other.shutdown();
		return new Result(perSecond, alarms, dumps, nanos);
	}

	private static Child run(boolean enabled) throws IOException, InterruptedException {
		Path temporary = Files.createTempDirectory("threadleaks-benchmark");
		try (NewFiles files = new NewFiles(temporary)) {
			String[] told = ChildJvm
				.run(VirtualThreadsProbe.class, List.of("-Djava.io.tmpdir=" + temporary), String.valueOf(enabled))
				.split(" ", -1);
			List<String> names = files.names();
			if (enabled && names.isEmpty()) {
				throw new IllegalStateException("Not even Flight Recorder's directory: the probe does not see dumps");
			}
			return new Child(Double.parseDouble(told[0]), Long.parseLong(told[1]), Integer.parseInt(told[2]),
					(int) names.stream().filter((name) -> name.startsWith("threadleaks-")).count());
		}
		finally {
			try (Stream<Path> left = Files.walk(temporary)) {
				left.sorted((one, other) -> other.compareTo(one)).forEach((path) -> path.toFile().delete());
			}
		}
	}

	/** In the child: prints CPU nanoseconds a thread, threads a second and alarms. */
	public static void main(String[] args) {
		try (ConfigurableApplicationContext context = StartupProbe.start(Boolean.parseBoolean(args[0]))) {
			Alarms alarms = new Alarms();
			context.getBeanProvider(ThreadLeakMonitor.class).ifAvailable((monitor) -> monitor.addListener(alarms));
			ThreadRush rush = new ThreadRush(PER_SECOND);
			rush.run(WARM_UP);
			// what lives long is old, as it is in a JVM that has run for hours, and not
			// in
			// one of the two only: to write to it costs more then
			System.gc();
			context.getBeanProvider(ThreadLeakMonitor.class).ifAvailable(VirtualThreadsProbe::requireEventsOff);
			long cpu = ProcessCpu.nanos();
			long begin = System.nanoTime();
			long started = rush.run(MEASURED);
			double nanos = System.nanoTime() - begin;
			System.out.println(String.format(Locale.ROOT, "%.1f %d %d", (ProcessCpu.nanos() - cpu) / (double) started,
					Math.round(started * 1e9 / nanos), alarms.heard.get()));
		}
	}

	private static void requireEventsOff(ThreadLeakMonitor monitor) {
		if (monitor.virtualThreads().counted() || monitor.report().cost().degraded().isEmpty()) {
			throw new IllegalStateException("The events are still on: " + monitor.virtualThreads());
		}
	}

	/** Hears whatever is above a mere growth. */
	private static final class Alarms implements ThreadLeakListener {

		private final AtomicInteger heard = new AtomicInteger();

		@Override
		public void leakOpened(Leak leak) {
			hear(leak);
		}

		@Override
		public void leakRisen(Leak leak, Verdict before) {
			hear(leak);
		}

		private void hear(Leak leak) {
			System.err.println(leak.verdict() + ": " + leak.summary());
			this.heard.addAndGet(leak.verdict().atLeast(Verdict.SUSPECTED) ? 1 : 0);
		}

	}

	/** What one child told. */
	private record Child(double nanosPerThread, long perSecond, int alarms, int dumps) {
	}

	/**
	 * What became of all.
	 *
	 * @param perSecond threads a second that the slowest run reached
	 * @param alarms leaks at least suspected
	 * @param dumps dumps of virtual threads
	 * @param nanos CPU nanoseconds a virtual thread, with the starter and without
	 */
	record Result(long perSecond, int alarms, int dumps, Paired nanos) {
	}

}
