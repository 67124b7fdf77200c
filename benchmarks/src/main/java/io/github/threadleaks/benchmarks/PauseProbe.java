// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.benchmarks;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
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
			Result result = new Result(0, 0, 0, TICKS);
			for (String line : Files.readAllLines(log)) {
				Matcher matcher = LINE.matcher(line);
				if (matcher.find()) {
					result = result.with(Double.parseDouble(matcher.group(1)) > settled,
							Long.parseLong(matcher.group(2)) / 1e6);
				}
			}
			if (result.pauses == 0) {
				throw new IllegalStateException("No capture in the safepoint log: the probe does not see pauses");
			}
			return result;
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
	 * Pauses caused by ticks.
	 *
	 * @param pauses how many while threads were captured
	 * @param longestMillis the longest of all
	 * @param quietPauses how many while nothing changed
	 * @param quietTicks in so many ticks
	 */
	record Result(int pauses, double longestMillis, int quietPauses, int quietTicks) {

		private Result with(boolean quiet, double millis) {
			return new Result(this.pauses + (quiet ? 0 : 1), Math.max(this.longestMillis, millis),
					this.quietPauses + (quiet ? 1 : 0), this.quietTicks);
		}
	}

}
