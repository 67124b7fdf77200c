// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.sample;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * What the JVM tells of its threads without a sample.
 */
public final class JvmThreads {

	/** Since JDK 21; a constant to the JIT compiler. */
	private static final Optional<MethodHandle> IS_VIRTUAL = findIsVirtual();

	private JvmThreads() {
	}

	private static Optional<MethodHandle> findIsVirtual() {
		try {
			return Optional.of(MethodHandles.publicLookup()
				.findVirtual(Thread.class, "isVirtual", MethodType.methodType(boolean.class)));
		}
		catch (NoSuchMethodException | IllegalAccessException ex) {
			return Optional.empty();
		}
	}

	/**
	 * The live platform threads.
	 * @return their ids, in no order
	 */
	public static long[] liveIds() {
		return ManagementFactory.getThreadMXBean().getAllThreadIds();
	}

	/**
	 * A counter of the platform threads started since the JVM began; a look at it costs
	 * 10 to 20 ns. It counts before {@link Thread#start()} returns.
	 * @return the counter
	 */
	public static LongSupplier startedCounter() {
		ThreadMXBean threads = ManagementFactory.getThreadMXBean();
		return threads::getTotalStartedThreadCount;
	}

	/**
	 * Whether a thread is a virtual one.
	 * @param thread any thread
	 * @return whether it is
	 */
	public static boolean isVirtual(Thread thread) {
		if (IS_VIRTUAL.isEmpty()) {
			return false;
		}
		try {
			return (boolean) IS_VIRTUAL.get().invokeExact(thread);
		}
		catch (Throwable ex) {
			throw new IllegalStateException(ex);
		}
	}

}
