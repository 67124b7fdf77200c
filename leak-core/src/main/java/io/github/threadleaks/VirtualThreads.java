// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.github.threadleaks.judge.Verdict;
import io.github.threadleaks.lifecycle.VirtualThreadCount;
import io.github.threadleaks.redact.RedactedText;
import io.github.threadleaks.redact.Redactor;
import io.github.threadleaks.report.ThreadCounts;
import io.github.threadleaks.report.ThreadLeakReport;
import io.github.threadleaks.sample.OldCollections;
import io.github.threadleaks.sample.OwnerPools;
import io.github.threadleaks.sample.ThreadDump;
import io.github.threadleaks.sample.VirtualLook;
import io.github.threadleaks.sample.VirtualThreadDump;
import io.github.threadleaks.settings.ThreadLeakSettings;

/**
 * Watches the virtual threads of this JVM: their number at every tick, and themselves
 * when {@link DumpPace} says that it is worth a dump. Used by the monitor's thread.
 */
final class VirtualThreads {

	/** The first one with virtual threads. */
	private static final int FIRST_JDK = 21;

	/** Nobody counts. */
	private static final VirtualThreadCount UNCOUNTED = new VirtualThreadCount(Runtime.version().feature() >= FIRST_JDK,
			false, 0, 0);

	private final ThreadLeakSettings settings;

	private final Redactor redactor;

	private final Supplier<VirtualThreadCount> counter;

	private final LongConsumer correction;

	private final VirtualThreadDump dump;

	private final DumpPace pace;

	private final VirtualThreadDetector detector;

	private ThreadLeakReport last;

	private volatile OwnerPools pools = OwnerPools.NONE;

	private List<String> lacks = List.of();

	/** How many live, as was last known; -1 before that. */
	private volatile long known = -1;

	/**
	 * Makes a watch that has seen nothing yet.
	 * @param settings what a dump may cost, and when growth is called a leak
	 * @param redactor masks what is reported
	 * @param counter tells their number
	 * @param correction is told the true number after a dump
	 */
	VirtualThreads(ThreadLeakSettings settings, Redactor redactor, Supplier<VirtualThreadCount> counter,
			LongConsumer correction) {
		this.settings = settings;
		this.redactor = redactor;
		this.counter = counter;
		this.correction = correction;
		this.dump = new VirtualThreadDump(settings.sampling().maxDepth());
		this.pace = new DumpPace(settings.virtualThreads().maxDump(), settings.detection().minThreads());
		this.detector = new VirtualThreadDetector(settings, redactor);
		this.last = ThreadLeakReport.beforeFirstSample(settings.sampling().interval());
	}

	/**
	 * Looks at virtual threads, once a tick.
	 * @param report the report on platform threads
	 * @param now the time of this tick
	 * @param collections the old and full garbage collections so far
	 * @return the report on all threads
	 */
	ThreadLeakReport addTo(ThreadLeakReport report, Instant now, OldCollections collections) {
		VirtualThreadCount count = count();
		if (!count.available()) {
			return report;
		}
		this.known = count.counted() ? count.live() : this.known;
		boolean due = this.pace.isDue(count, this.detector.deciding(), now);
		if (due || (isSuspected(report) && this.pace.isDueForPools(count, report.threads().live(), now))) {
			dump(now, collections);
		}
		else if (count.counted() && count.live() == 0) {
			this.dump.noneLeft();
			this.pace.noneLeft();
			this.lacks = List.of();
			this.last = this.detector.detect(now, List.of(), collections);
		}
		return report.withVirtual(new ThreadCounts.Virtual(Math.max(0, this.known), true), this.last, lacks());
	}

	/** Whether it helps to know which pools platform threads are in. */
	private static boolean isSuspected(ThreadLeakReport report) {
		return report.leaks().stream().anyMatch((leak) -> leak.verdict().atLeast(Verdict.SUSPECTED));
	}

	private void dump(Instant now, OldCollections collections) {
		try {
			dumpAndJudge(now, collections);
		}
		catch (OutOfMemoryError ex) {
			// platform threads are reported all the same
			this.pace.failed(now);
			this.lacks = List.of("There is too little memory to read virtual threads.");
		}
	}

	private void dumpAndJudge(Instant now, OldCollections collections) {
		Optional<ThreadDump> taken = this.dump.take(now, maxDump());
		if (taken.isEmpty()) {
			this.pace.failed(now);
			return;
		}
		ThreadDump content = taken.get();
		this.pools = content.pools();
		this.lacks = content.lacks();
		this.last = this.detector.detect(now, content.virtual(), collections);
		int seen = content.virtual().size();
		this.pace.dumped(content.whole() ? seen : Math.max(seen, this.known), content.cost(), this.detector.deciding(),
				now);
		if (content.whole()) {
			this.known = seen;
			this.correction.accept(seen);
		}
	}

	/**
	 * Reads virtual threads for a snapshot, on the caller's thread.
	 * @param now the time to stamp them with
	 * @return the threads, or why they are not told
	 */
	VirtualLook look(Instant now) {
		VirtualThreadCount count = count();
		if (!this.dump.available() || (count.counted() && count.live() == 0)) {
			return VirtualLook.NONE;
		}
		String refusal = DumpPace.refusal(count.counted() ? count.live() : this.known, maxDump());
		if (!refusal.isEmpty()) {
			return new VirtualLook(List.of(), refusal);
		}
		return this.dump.look(now, maxDump())
			.map((taken) -> new VirtualLook(taken.virtual(), String.join(" ", taken.lacks())))
			.orElseGet(() -> new VirtualLook(List.of(), this.dump.failure()));
	}

	/** Without events there may be virtual threads all the same. */
	private VirtualThreadCount count() {
		VirtualThreadCount count = this.counter.get();
		return count.available() ? count : UNCOUNTED;
	}

	private int maxDump() {
		return this.settings.virtualThreads().maxDump();
	}

	/**
	 * Which executors threads were started in, as of the last dump.
	 * @return the pools
	 */
	OwnerPools pools() {
		return this.pools;
	}

	private List<RedactedText> lacks() {
		return Stream.concat(Stream.of(this.pace.reason(), this.dump.failure()), this.lacks.stream())
			.filter((reason) -> !reason.isEmpty())
			.map(this.redactor::redact)
			.toList();
	}

}
