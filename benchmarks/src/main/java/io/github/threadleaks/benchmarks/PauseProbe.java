// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.benchmarks;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How long ticks stop the application, by the JVM's own safepoint log: while all threads
 * are captured for the first time, and after that, while nothing changes.
 */
final class PauseProbe {

	private static final int TICKS = 100;

	/**
	 * Of a line such as {@code [3.141s] Safepoint "ThreadDump", ... Total: 123456 ns}.
	 */
	private static final Pattern LINE = Pattern
		.compile("\\[([0-9.]+)s\\].*Safepoint \"(?:ThreadDump|FindDeadlocks)\".*Total: +([0-9]+) ns");

	private PauseProbe() {
	}

	static Result measure(int threads) throws IOException, InterruptedException {
		Path log = Files.createTempFile("threadleaks-safepoints", ".log");
		try {
			double settled = Double.parseDouble(ChildJvm.run(PauseProbe.class,
					List.of("-Xlog:safepoint:file=" + log + ":uptime"), String.valueOf(threads)));
			List<Double> pauses = new ArrayList<>();
			int quiet = 0;
			for (String line : Files.readAllLines(log)) {
				Matcher matcher = LINE.matcher(line);
				if (matcher.find()) {
					pauses.add(Long.parseLong(matcher.group(2)) / 1e6);
					quiet += (Double.parseDouble(matcher.group(1)) > settled) ? 1 : 0;
				}
			}
			if (pauses.isEmpty()) {
				throw new IllegalStateException("No capture in the safepoint log: the probe does not see pauses");
			}
			Collections.sort(pauses);
			return new Result(pauses.get(pauses.size() / 2), pauses.get(pauses.size() * 99 / 100),
					pauses.get(pauses.size() - 1), quiet, TICKS);
		}
		finally {
			Files.delete(log);
		}
	}

	/** In the child: prints the uptime in seconds from which on nothing changes. */
	public static void main(String[] args) throws InterruptedException {
		ParkedThreads parked = new ParkedThreads(Integer.parseInt(args[0]), 0);
		Engine engine = Engine.settled();
		System.out.println(ManagementFactory.getRuntimeMXBean().getUptime() / 1000.0);
		for (int i = 0; i < TICKS; i++) {
			engine.tick();
		}
		parked.end();
	}

	/**
	 * Pauses caused by ticks, in milliseconds.
	 *
	 * @param median half of them are shorter
	 * @param most 99 of 100 are shorter
	 * @param longest the longest, which other load of the machine shows in first
	 * @param quietPauses how many there were while nothing changed
	 * @param quietTicks in so many ticks
	 */
	record Result(double median, double most, double longest, int quietPauses, int quietTicks) {
	}

}
