// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.benchmarks;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.List;

/**
 * What the engine keeps: heap after collections with it, less heap after collections
 * without it, in a JVM with many threads.
 */
final class MemoryProbe {

	/** Collections until finalization and reference processing have settled. */
	private static final int COLLECTIONS = 4;

	private MemoryProbe() {
	}

	static long bytesKept(int threads) throws IOException, InterruptedException {
		return Long.parseLong(ChildJvm.run(MemoryProbe.class, List.of("-Xmx512m"), String.valueOf(threads)));
	}

	/** In the child: prints the bytes. */
	public static void main(String[] args) throws InterruptedException {
		ParkedThreads parked = new ParkedThreads(Integer.parseInt(args[0]), ParkedThreads.AWAKE);
		long before = used();
		Engine engine = Engine.settled();
		long after = used();
		System.out.println(Math.max(0, after - before));
		engine.tick();
		parked.end();
	}

	private static long used() {
		for (int i = 0; i < COLLECTIONS; i++) {
			System.gc();
		}
		return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
	}

}
