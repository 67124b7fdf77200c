// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.sample;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

import org.jspecify.annotations.Nullable;

/**
 * Captures the stacks of changed threads that have gone quiet, in batches: each batch is
 * one safepoint of about a millisecond.
 */
final class StackCapturer {

	/** Most stacks in one batch: about 1.4 ms of pause at 10,000 threads on JDK 17. */
	private static final int MAX_BATCH = 64;

	/** With so few it begins: the first captures of a JVM are many times slower. */
	private static final int MIN_BATCH = 4;

	/**
	 * A batch that took longer makes the next one half as large, one that took half of it
	 * twice.
	 */
	private static final long TARGET_NANOS = 1_000_000;

	/** Stacks in one tick; after a mass event the rest waits for the next ticks. */
	private static final int PER_TICK = 512;

	/**
	 * Deep enough for the outermost frame of any sane thread; taken once a thread's life.
	 */
	private static final int FULL_DEPTH = 1024;

	private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();

	private final StackTable stacks = new StackTable();

	private final List<Slot> fresh = new ArrayList<>();

	private final List<Slot> changed = new ArrayList<>();

	private final int maxDepth;

	private int batch = MIN_BATCH;

	private int start;

	private int captured;

	StackCapturer(int maxDepth) {
		this.maxDepth = maxDepth;
	}

	/**
	 * Captures what is due.
	 * @param table the threads
	 * @param tick number of this tick
	 * @param own id of the thread that samples, never captured
	 * @param affordable asked before each batch but the first, whether the budget allows
	 * it
	 * @return whether none was left for the next tick
	 */
	boolean capture(ThreadTable table, int tick, long own, BooleanSupplier affordable) {
		this.fresh.clear();
		this.changed.clear();
		this.captured = 0;
		boolean all = true;
		int size = table.size();
		int first = (this.start < size) ? this.start : 0;
		for (int i = 0; i < size; i++) {
			int position = (first + i) % size;
			Slot slot = table.slot(position);
			if (!slot.captureDue(tick) || slot.id == own) {
				continue;
			}
			if (this.fresh.size() + this.changed.size() == PER_TICK) {
				this.start = position;
				all = false;
				break;
			}
			(slot.entryKnown() ? this.changed : this.fresh).add(slot);
		}
		all &= capture(this.fresh, FULL_DEPTH, affordable) && capture(this.changed, this.maxDepth, affordable);
		this.stacks.sweep(table.slots());
		return all;
	}

	private boolean capture(List<Slot> slots, int depth, BooleanSupplier affordable) {
		int from = 0;
		while (from < slots.size()) {
			if (from > 0 && !affordable.getAsBoolean()) {
				return false;
			}
			int to = Math.min(from + this.batch, slots.size());
			captureBatch(slots.subList(from, to), depth);
			from = to;
		}
		return true;
	}

	/** Captures these threads now, whatever their turn; returns those that still live. */
	List<Slot> captureBatch(List<Slot> slots, int depth) {
		long began = System.nanoTime();
		ThreadInfo[] infos = this.threads.getThreadInfo(slots.stream().mapToLong((slot) -> slot.id).toArray(), depth);
		adaptBatch(slots.size(), System.nanoTime() - began);
		List<Slot> live = new ArrayList<>(infos.length);
		for (int i = 0; i < infos.length; i++) {
			@Nullable ThreadInfo info = infos[i];
			if (info != null) {
				this.captured++;
				keep(slots.get(i), info.getStackTrace(), WaitLock.of(info), depth);
				live.add(slots.get(i));
			}
		}
		return live;
	}

	private void adaptBatch(int size, long nanos) {
		if (nanos > TARGET_NANOS) {
			this.batch = Math.max(MIN_BATCH, size / 2);
		}
		else if (nanos < TARGET_NANOS / 2 && size == this.batch) {
			this.batch = Math.min(MAX_BATCH, size * 2);
		}
	}

	private void keep(Slot slot, StackTraceElement[] elements, WaitLock lock, int depth) {
		ThreadStack stack = this.stacks.intern(elements, this.maxDepth);
		if (!slot.entryKnown() && elements.length < depth) {
			slot.startedFor(this.stacks.intern(entry(elements)));
		}
		slot.capturedAs(stack, lock);
	}

	/** The outermost frame that is not the thread's own start. */
	static Frame entry(StackTraceElement[] elements) {
		for (int i = elements.length - 1; i >= 0; i--) {
			if (!elements[i].getClassName().equals("java.lang.Thread")) {
				return Frame.of(elements[i]);
			}
		}
		return (elements.length > 0) ? Frame.of(elements[elements.length - 1]) : Frame.UNKNOWN;
	}

	/** How many were captured since the tick began. */
	int captured() {
		return this.captured;
	}

	int maxDepth() {
		return this.maxDepth;
	}

}
