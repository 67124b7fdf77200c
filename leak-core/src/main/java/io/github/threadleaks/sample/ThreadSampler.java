// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.sample;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.time.Instant;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

import io.github.threadleaks.settings.SamplingSettings;
import org.jspecify.annotations.Nullable;

/**
 * Takes samples of all threads of this JVM. Safe for use by the monitor's thread and by
 * those that ask for snapshots; holds ids, names and stacks of live threads by value,
 * about 400 bytes each.
 */
public final class ThreadSampler {

	/** Ids asked at once for a snapshot: a pause of about 5 ms at 10,000 threads. */
	private static final int SNAPSHOT_BATCH = 256;

	/**
	 * The same of who spares the threads: a pause of about a millisecond. In all it takes
	 * more, for to stop threads costs, too.
	 */
	private static final int SPARING_BATCH = 64;

	/**
	 * No more pauses than these, until batches are as large as those of others: to stop
	 * 25,000 threads takes longer than to read 64 of them.
	 */
	private static final int SPARING_BATCHES = 80;

	/** After each such batch they run as long. */
	private static final long REST_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

	/**
	 * Ticks for which the enumeration may miss threads before it is given up: starts and
	 * ends race with it.
	 */
	private static final int MISSED_TICKS = 3;

	/**
	 * The hidden thread of Flight Recorder and a few of the JVM's own are never
	 * enumerated on JDK 17.
	 */
	private static final int MISSED_ALLOWED = 4;

	private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();

	private final ThreadTable table = new ThreadTable();

	private final SamplingSettings settings;

	private final SamplingBudget budget;

	private final Optional<CpuClock> clock;

	private final StackCapturer capturer;

	private final OldCollectionCounter collections = new OldCollectionCounter();

	private ThreadReader reader;

	private String readerDegraded;

	private int tick;

	private int ticksMissing;

	private long ownedSignature;

	private Set<Long> deadlocked = Set.of();

	/**
	 * Makes a sampler for this JVM, with what the JVM offers.
	 * @param settings how to read it
	 * @param budget what it may cost
	 */
	public ThreadSampler(SamplingSettings settings, SamplingBudget budget) {
		this(settings, budget, CpuClock.find());
	}

	ThreadSampler(SamplingSettings settings, SamplingBudget budget, Optional<CpuClock> clock) {
		this.settings = settings;
		this.budget = budget;
		this.clock = clock;
		this.capturer = new StackCapturer(settings.maxDepth());
		this.reader = clock.<ThreadReader>map(TieredReader::new).orElseGet(() -> new PlainReader(Optional.empty()));
		this.readerDegraded = clock.isPresent() ? ""
				: "This JVM does not tell threads' CPU time finely enough: idle threads in native code count as running.";
	}

	/**
	 * Takes a sample. What it lists is valid until the next.
	 * @param now the time to stamp it with
	 * @return the sample
	 */
	public synchronized ThreadSample sample(Instant now) {
		this.tick++;
		List<String> degraded = new ArrayList<>();
		int count = this.threads.getThreadCount();
		if (count > this.settings.maxThreads()) {
			degraded.add(count + " threads are more than threadleaks.sampling.max-threads=" + this.settings.maxThreads()
					+ ": only counts are read.");
			return sampleOf(now, List.of(), count, false, degraded);
		}
		this.reader.read(this.table, this.tick, now);
		long own = Thread.currentThread().getId();
		boolean complete = this.capturer.capture(this.table, this.tick, own, this.budget::affordable);
		if (!complete) {
			degraded.add(
					"Many threads have changed at once: their stacks are captured over the next samples, and judged then.");
		}
		if (this.capturer.captured() > 0 || !this.deadlocked.isEmpty()) {
			findDeadlocks();
		}
		distrustEnumeration(count);
		if (!this.readerDegraded.isEmpty()) {
			degraded.add(this.readerDegraded);
		}
		int live = (count - this.table.size() > MISSED_ALLOWED) ? count : this.table.size();
		return sampleOf(now, views(), live, complete, degraded);
	}

	private ThreadSample sampleOf(Instant now, List<SampledThread> views, int live, boolean complete,
			List<String> degraded) {
		return new ThreadSample(now, views, live, this.threads.getDaemonThreadCount(),
				this.threads.getPeakThreadCount(), this.threads.getTotalStartedThreadCount(), this.deadlocked,
				this.collections.look(now), complete, List.copyOf(degraded));
	}

	private List<SampledThread> views() {
		return new AbstractList<>() {
			@Override
			public SampledThread get(int index) {
				return ThreadSampler.this.table.slot(index).view();
			}

			@Override
			public int size() {
				return ThreadSampler.this.table.size();
			}
		};
	}

	/**
	 * A safepoint, so it is asked only when other threads than before wait for an owner.
	 */
	private void findDeadlocks() {
		int owned = 0;
		long signature = 0;
		for (int i = 0; i < this.table.size(); i++) {
			Slot slot = this.table.slot(i);
			WaitLock lock = slot.lock();
			if (lock.owner() >= 0) {
				owned++;
				signature = ((signature * 31 + slot.id) * 31 + lock.owner()) * 31 + lock.identity();
			}
		}
		if (signature == this.ownedSignature) {
			return;
		}
		this.ownedSignature = signature;
		long[] ids = null;
		if (owned >= 2) {
			ids = this.threads.isSynchronizerUsageSupported() ? this.threads.findDeadlockedThreads()
					: this.threads.findMonitorDeadlockedThreads();
		}
		this.deadlocked = (ids != null) ? LongStream.of(ids).boxed().collect(Collectors.toUnmodifiableSet()) : Set.of();
	}

	private void distrustEnumeration(int count) {
		boolean missing = this.reader instanceof TieredReader
				&& (count - this.table.size() > MISSED_ALLOWED || this.table.duplicates() > 0);
		this.ticksMissing = missing ? this.ticksMissing + 1 : 0;
		if (this.ticksMissing >= MISSED_TICKS) {
			this.reader = new PlainReader(this.clock);
			this.readerDegraded = "Not all threads can be enumerated (" + this.table.size() + " of " + count
					+ "): each is asked of the management bean, at a higher cost.";
		}
	}

	/**
	 * Reads some threads afresh: CPU clock, state, stack and lock.
	 * @param ids their ids, at most 64
	 * @param now the time of this look
	 * @return those that still live
	 */
	public synchronized List<SampledThread> refresh(long[] ids, Instant now) {
		List<Slot> slots = Arrays.stream(ids)
			.mapToObj(this.table::find)
			.filter(Objects::nonNull)
			.map(Objects::requireNonNull)
			.toList();
		this.clock.ifPresent((cpu) -> {
			long[] times = cpu.read(slots.stream().mapToLong((slot) -> slot.id).toArray());
			for (int i = 0; i < times.length; i++) {
				slots.get(i).answer(times[i], this.tick, now);
			}
		});
		return this.capturer.captureBatch(slots, this.capturer.maxDepth()).stream().map(Slot::view).toList();
	}

	/**
	 * How many platform threads live now.
	 * @return the number
	 */
	public int live() {
		return this.threads.getThreadCount();
	}

	/**
	 * The most threads that are read.
	 * @return the setting
	 */
	public int maxThreads() {
		return this.settings.maxThreads();
	}

	/**
	 * Captures all threads now, in batches of bounded pause. Their ages come from the
	 * samples so far.
	 * @param now the time to stamp it with
	 * @param sparing whether to take twice the time, and rest behind each batch
	 * @return all threads by id
	 */
	public List<SampledThread> captureAll(Instant now, boolean sparing) {
		StackTable stacks = new StackTable();
		// cheaper than to make frames of each: the texts of equal elements are one
		Map<List<StackTraceElement>, ThreadStack> known = new HashMap<>();
		long[] ids = this.threads.getAllThreadIds();
		Arrays.sort(ids);
		List<SampledThread> all = new ArrayList<>(ids.length);
		int size = sparing ? Math.min(SNAPSHOT_BATCH, Math.max(SPARING_BATCH, ids.length / SPARING_BATCHES))
				: SNAPSHOT_BATCH;
		for (int from = 0; from < ids.length; from += size) {
			long[] batch = Arrays.copyOfRange(ids, from, Math.min(ids.length, from + size));
			for (@Nullable
			ThreadInfo info : this.threads.getThreadInfo(batch, this.settings.maxDepth())) {
				if (info != null) {
					StackTraceElement[] elements = info.getStackTrace();
					ThreadStack stack = known.computeIfAbsent(Arrays.asList(elements),
							(key) -> stacks.intern(elements, this.settings.maxDepth()));
					all.add(captured(info, stack, StackCapturer.entry(elements), now));
				}
			}
			if (sparing) {
				LockSupport.parkNanos(REST_NANOS);
			}
		}
		return all;
	}

	private SampledThread captured(ThreadInfo info, ThreadStack stack, Frame entry, Instant now) {
		return new SampledThread(info.getThreadId(), -1, info.getThreadName(), ThreadKind.PLATFORM, info.isDaemon(),
				info.getThreadState(), stack, entry, WaitLock.of(info), firstSeen(info.getThreadId(), now), now,
				Instant.MAX, true);
	}

	/** A sample may be taken meanwhile, whose time is later. */
	private synchronized Instant firstSeen(long id, Instant now) {
		@Nullable Slot slot = this.table.find(id);
		return (slot != null && slot.firstSeen.isBefore(now)) ? slot.firstSeen : now;
	}

}
