// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.sample;

import java.time.Instant;
import java.util.AbstractList;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A slot for each live thread. The JVM lists its threads in the order of their start, so
 * a slot is nearly always found at the place where it was last tick; only births and
 * deaths cost a look-up by id.
 */
final class ThreadTable {

	private final Map<Long, Slot> byId = new HashMap<>();

	private final Deque<Integer> freeIndexes = new ArrayDeque<>();

	private Slot[] live = new Slot[64];

	private Slot[] next = new Slot[64];

	private int size;

	private int nextSize;

	private int cursor;

	private int indexes;

	private int tick;

	private int duplicates;

	private int births;

	private Instant now = Instant.EPOCH;

	void begin(int tick, Instant now) {
		this.tick = tick;
		this.now = now;
		this.cursor = 0;
		this.nextSize = 0;
		this.duplicates = 0;
		this.births = 0;
	}

	/**
	 * The slot of a thread that lives at this tick.
	 * @return the slot, or null if this id was there already (a subclass of Thread that
	 * overrides getId)
	 */
	@Nullable Slot visit(long id) {
		Slot slot = (this.cursor < this.size) ? this.live[this.cursor] : null;
		if (slot == null || slot.id != id) {
			slot = this.byId.get(id);
			if (slot == null) {
				slot = birth(id);
			}
			else {
				this.cursor = slot.position + 1;
			}
		}
		else {
			this.cursor++;
		}
		if (slot.seenAt == this.tick) {
			this.duplicates++;
			return null;
		}
		slot.seenAt = this.tick;
		slot.position = this.nextSize;
		append(slot);
		return slot;
	}

	private Slot birth(long id) {
		Integer free = this.freeIndexes.poll();
		Slot slot = new Slot(id, (free != null) ? free : this.indexes++, this.tick, this.now);
		slot.seenAt = this.tick - 1;
		this.births++;
		this.byId.put(id, slot);
		return slot;
	}

	private void append(Slot slot) {
		if (this.nextSize == this.next.length) {
			this.next = Arrays.copyOf(this.next, this.nextSize * 2);
		}
		this.next[this.nextSize++] = slot;
	}

	/** Buries the threads that were not visited. */
	void end() {
		int survivors = this.nextSize - this.births;
		for (int i = 0; survivors < this.size && i < this.size; i++) {
			Slot slot = this.live[i];
			if (slot.seenAt != this.tick) {
				this.byId.remove(slot.id);
				this.freeIndexes.add(slot.index);
			}
		}
		Slot[] old = this.live;
		Arrays.fill(old, 0, this.size, null);
		this.live = this.next;
		this.next = old;
		this.size = this.nextSize;
	}

	/** The slots that live as of the last {@link #end()}; the list is a view. */
	List<Slot> slots() {
		return new AbstractList<>() {
			@Override
			public Slot get(int index) {
				return ThreadTable.this.live[index];
			}

			@Override
			public int size() {
				return ThreadTable.this.size;
			}
		};
	}

	@Nullable Slot find(long id) {
		return this.byId.get(id);
	}

	Slot slot(int position) {
		return this.live[position];
	}

	int size() {
		return this.size;
	}

	/** Threads of this tick that could not be told apart by their id. */
	int duplicates() {
		return this.duplicates;
	}

}
