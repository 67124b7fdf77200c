// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.lifecycle;

import java.util.Arrays;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * Origin and time of birth of the live threads: an open-addressed table of 20 bytes a
 * slot, 27 to 53 bytes a thread (origins are shared). Holds at most {@link #MAX}; then
 * the older half is lost.
 */
final class OriginTable {

	/** Three quarters of 2^18 slots: 5 MB, and more threads than a JVM has. */
	static final int MAX = 196_608;

	private static final int SMALLEST = 256;

	private long[] ids = new long[SMALLEST];

	private long[] born = new long[SMALLEST];

	private @Nullable Origin[] origins = new @Nullable Origin[SMALLEST];

	private int size;

	private long lost;

	/** Adds a thread, or changes its origin. */
	void put(long id, long bornAt, Origin origin) {
		if (this.size >= MAX) {
			loseOlderHalf();
		}
		if ((this.size + 1) * 4L > this.ids.length * 3L) {
			resize(this.ids.length * 2);
		}
		int slot = slot(id);
		if (this.ids[slot] == 0) {
			this.ids[slot] = id;
			this.size++;
		}
		this.born[slot] = bornAt;
		this.origins[slot] = origin;
	}

	/** Where a thread comes from, or null. */
	@Nullable Origin origin(long id) {
		return this.origins[slot(id)];
	}

	/** When a thread of this table was born. */
	long bornAt(long id) {
		return this.born[slot(id)];
	}

	void remove(long id) {
		int hole = slot(id);
		if (this.ids[hole] == 0) {
			return;
		}
		int mask = this.ids.length - 1;
		for (int next = (hole + 1) & mask; this.ids[next] != 0; next = (next + 1) & mask) {
			int home = home(this.ids[next]);
			if (((next - home) & mask) >= ((next - hole) & mask)) {
				this.ids[hole] = this.ids[next];
				this.born[hole] = this.born[next];
				this.origins[hole] = this.origins[next];
				hole = next;
			}
		}
		this.ids[hole] = 0;
		this.origins[hole] = null;
		this.size--;
		if (this.ids.length > SMALLEST && this.size * 8L < this.ids.length) {
			resize(this.ids.length / 2);
		}
	}

	int size() {
		return this.size;
	}

	/** Live threads whose origin was forgotten. */
	long lost() {
		return this.lost;
	}

	/** Looks at every origin. */
	void forEach(Consumer<Origin> reader) {
		for (@Nullable
		Origin origin : this.origins) {
			if (origin != null) {
				reader.accept(origin);
			}
		}
	}

	/** The slot that has this id, or that is free for it. */
	private int slot(long id) {
		int mask = this.ids.length - 1;
		int slot = home(id);
		while (this.ids[slot] != id && this.ids[slot] != 0) {
			slot = (slot + 1) & mask;
		}
		return slot;
	}

	/** Ids come in sequence: Fibonacci hashing spreads them. */
	private int home(long id) {
		return (int) ((id * 0x9E3779B97F4A7C15L) >>> 32) & (this.ids.length - 1);
	}

	private void loseOlderHalf() {
		long[] sorted = Arrays.stream(this.ids).filter((id) -> id != 0).sorted().toArray();
		long kept = sorted[sorted.length / 2];
		this.lost += sorted.length / 2;
		rebuild(this.ids.length, kept);
	}

	private void resize(int slots) {
		rebuild(slots, Long.MIN_VALUE);
	}

	private void rebuild(int slots, long leastId) {
		long[] oldIds = this.ids;
		long[] oldBorn = this.born;
		@Nullable Origin[] oldOrigins = this.origins;
		this.ids = new long[slots];
		this.born = new long[slots];
		this.origins = new @Nullable Origin[slots];
		this.size = 0;
		for (int i = 0; i < oldIds.length; i++) {
			if (oldIds[i] != 0 && oldIds[i] >= leastId) {
				int slot = slot(oldIds[i]);
				this.ids[slot] = oldIds[i];
				this.born[slot] = oldBorn[i];
				this.origins[slot] = oldOrigins[i];
				this.size++;
			}
		}
	}

}
