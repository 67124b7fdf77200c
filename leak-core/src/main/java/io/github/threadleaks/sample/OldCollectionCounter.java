// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.sample;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * Counts old and full collections, a microsecond a tick.
 */
final class OldCollectionCounter {

	/**
	 * Collectors whose every run looks at old objects, by the names that their beans have
	 * (HotSpot's memoryService names of JDK 17 to 25; OpenJ9's GarbageCollectorMXBean
	 * documentation). Generational ZGC's minor cycles, G1's young collections and the
	 * like are not among them; G1's concurrent cycle has a bean from JDK 20 on.
	 */
	private static final Set<String> OLD = Set.of("G1 Old Generation", "G1 Concurrent GC", "PS MarkSweep",
			"MarkSweepCompact", "ConcurrentMarkSweep", "ZGC Cycles", "ZGC Major Cycles", "Shenandoah Cycles",
			"global garbage collect", "global");

	private final List<GarbageCollectorMXBean> collectors;

	private OldCollections last = OldCollections.NONE;

	private Instant lastLook = Instant.MIN;

	OldCollectionCounter() {
		this(ManagementFactory.getGarbageCollectorMXBeans());
	}

	OldCollectionCounter(List<GarbageCollectorMXBean> collectors) {
		this.collectors = collectors.stream().filter((collector) -> OLD.contains(collector.getName())).toList();
	}

	/**
	 * Looks again.
	 * @param now the time of this look, later than that of the last one
	 * @return what has run so far; a thread counts as survivor if the look before the
	 * collection saw it
	 */
	OldCollections look(Instant now) {
		long count = 0;
		for (GarbageCollectorMXBean collector : this.collectors) {
			count += Math.max(0, collector.getCollectionCount());
		}
		if (count != this.last.count()) {
			this.last = new OldCollections(count, this.lastLook);
		}
		this.lastLook = now;
		return this.last;
	}

}
