// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.simulation;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Numbers threads as the JVM and the sampler do: an id is never used again, a slot is.
 */
final class Slots {

	private final Deque<Integer> free = new ArrayDeque<>();

	private int slots;

	private long ids = 100;

	private int locks = 1_000;

	private final SimulatedBirths births = new SimulatedBirths();

	SimulatedBirths births() {
		return this.births;
	}

	int take() {
		Integer slot = this.free.poll();
		return (slot != null) ? slot : this.slots++;
	}

	void giveBack(int slot) {
		this.free.add(slot);
	}

	long nextId() {
		return this.ids++;
	}

	int nextLock() {
		return this.locks++;
	}

	long started() {
		return this.ids - 100;
	}

}
