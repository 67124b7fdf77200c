// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.format;

import java.util.List;

/**
 * The name of a pool by that of one of its threads: without a number at its end, and then
 * without a word for a worker there. {@code pool-3-thread-7} is of {@code pool-3},
 * {@code http-nio-#-exec-#} of {@code http-nio-#}, {@code Timer-0} of {@code Timer}; a
 * name without such an end is its own pool. A part begins with one of
 * {@code - _ . : / space}.
 */
final class PoolName {

	private static final String SEPARATORS = "-_.:/ ";

	/**
	 * What java.util.concurrent's executors and ForkJoinPool, and Tomcat's connectors put
	 * before the number.
	 */
	private static final List<String> WORKERS = List.of("thread", "worker", "exec");

	private PoolName() {
	}

	static String of(String threadName) {
		int end = threadName.length();
		while (end > 0 && isNumber(threadName.charAt(end - 1))) {
			end--;
		}
		if (end == threadName.length() || end < 2 || !isSeparator(threadName.charAt(end - 1))) {
			return threadName;
		}
		String pool = threadName.substring(0, end - 1);
		for (String worker : WORKERS) {
			int before = pool.length() - worker.length() - 1;
			if (before > 0 && pool.endsWith(worker) && isSeparator(pool.charAt(before))) {
				return pool.substring(0, before);
			}
		}
		return pool;
	}

	/** A digit, or what stands for digits in a masked name. */
	private static boolean isNumber(char c) {
		return (c >= '0' && c <= '9') || c == '#';
	}

	private static boolean isSeparator(char c) {
		return SEPARATORS.indexOf(c) >= 0;
	}

}
