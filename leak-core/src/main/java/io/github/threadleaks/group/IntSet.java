// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.group;

import java.util.Arrays;

/**
 * Counts distinct numbers other than 0 without garbage: open addressing, linear probing,
 * cleared and used again.
 */
final class IntSet {

	private int[] slots = new int[16];

	private int size;

	void add(int value) {
		if (value == 0) {
			return;
		}
		if (this.size * 2 >= this.slots.length) {
			grow();
		}
		insert(value);
	}

	private void insert(int value) {
		int mask = this.slots.length - 1;
		int at = ((value * 0x9E3779B9) >>> 7) & mask;
		while (this.slots[at] != 0) {
			if (this.slots[at] == value) {
				return;
			}
			at = (at + 1) & mask;
		}
		this.slots[at] = value;
		this.size++;
	}

	private void grow() {
		int[] old = this.slots;
		this.slots = new int[old.length * 2];
		this.size = 0;
		for (int value : old) {
			if (value != 0) {
				insert(value);
			}
		}
	}

	int size() {
		return this.size;
	}

	void clear() {
		Arrays.fill(this.slots, 0);
		this.size = 0;
	}

}
