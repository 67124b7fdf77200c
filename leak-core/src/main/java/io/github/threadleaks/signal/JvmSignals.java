// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.signal;

import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.lang.management.OperatingSystemMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * What the JVM's own management beans tell.
 */
public final class JvmSignals implements SignalSources {

	private static final double MIB = 1024 * 1024;

	/** Growth counts from 5 % of the heap on. */
	private static final double GRAINS_OF_HEAP = 100;

	/** 20 files are what a handful of connections need. */
	private static final double FILES = 4;

	/** An application loads some thousand classes. */
	private static final double CLASSES = 100;

	private final List<SignalSource> all = all();

	@Override
	public List<SignalSource> sources() {
		return this.all;
	}

	/** Those that this JVM has, at most four. */
	private static List<SignalSource> all() {
		List<SignalSource> all = new ArrayList<>();
		List<MemoryPoolMXBean> old = ManagementFactory.getMemoryPoolMXBeans()
			.stream()
			.filter(JvmSignals::keepsWhatLives)
			.toList();
		if (!old.isEmpty()) {
			all.add(new SignalSource("heap", SignalKind.HEAP,
					Math.max(MIB, Runtime.getRuntime().maxMemory() / GRAINS_OF_HEAP), () -> afterCollection(old)));
		}
		if (openFiles().isPresent()) {
			all.add(new SignalSource("open-files", SignalKind.FILES, FILES, JvmSignals::openFiles));
		}
		ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class)
			.stream()
			.filter((pool) -> pool.getName().equals("direct"))
			.findFirst()
			.ifPresent((pool) -> all.add(new SignalSource("direct-buffers", SignalKind.DIRECT_BUFFERS, MIB,
					() -> known(pool.getMemoryUsed()))));
		all.add(new SignalSource("classes", SignalKind.CLASSES, CLASSES,
				() -> known(ManagementFactory.getClassLoadingMXBean().getLoadedClassCount())));
		return List.copyOf(all);
	}

	/** The old generation, or the whole heap of a collector without generations. */
	private static boolean keepsWhatLives(MemoryPoolMXBean pool) {
		return pool.getType() == MemoryType.HEAP && pool.isCollectionUsageThresholdSupported()
				&& Stream.of("Old", "Tenured", "ZHeap", "Shenandoah").anyMatch(pool.getName()::contains);
	}

	/** Unknown before the first collection. */
	private static OptionalDouble afterCollection(List<MemoryPoolMXBean> pools) {
		long used = 0;
		for (MemoryPoolMXBean pool : pools) {
			@Nullable MemoryUsage usage = pool.getCollectionUsage();
			used += (usage != null) ? usage.getUsed() : 0;
		}
		return (used > 0) ? OptionalDouble.of((double) used) : OptionalDouble.empty();
	}

	private static OptionalDouble openFiles() {
		try {
			OperatingSystemMXBean system = ManagementFactory.getOperatingSystemMXBean();
			return (system instanceof com.sun.management.UnixOperatingSystemMXBean unix)
					? known(unix.getOpenFileDescriptorCount()) : OptionalDouble.empty();
		}
		catch (LinkageError ex) {
			// a runtime image without jdk.management
			return OptionalDouble.empty();
		}
	}

	private static OptionalDouble known(long value) {
		return (value >= 0) ? OptionalDouble.of((double) value) : OptionalDouble.empty();
	}

}
