// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.sample;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Optional;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;

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
	 * Tells the id that a thread made now would have got: ids are given one after another
	 * in {@link Thread}'s constructors, those of virtual threads too. A look at it makes
	 * a thread that is never started: some 200 ns on JDK 25, on JDK 17, which walks the
	 * stack for it, 1 to 6 microseconds.
	 * @return the counter; tells -1 where no thread may be made
	 */
	public static LongSupplier idCounter() {
		ThreadGroup group = rootGroup();
		return () -> {
			try {
				return new Thread(group, null, "threadleaks-id", 0, false).getId();
			}
			catch (SecurityException ex) {
				return -1;
			}
		};
	}

	/**
	 * The group that all others are in.
	 * @return the group
	 */
	static ThreadGroup rootGroup() {
		ThreadGroup group = Thread.currentThread().getThreadGroup();
		for (@Nullable
		ThreadGroup parent = group.getParent(); parent != null; parent = group.getParent()) {
			group = parent;
		}
		return group;
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
