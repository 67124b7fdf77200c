// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.sample.leaks;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * What the leaking code has lost sight of, kept aside so that a release can find it.
 *
 * @param <T> the kind of thing that is needed to set a thread free
 */
final class Held<T> {

	private final Queue<T> held = new ConcurrentLinkedQueue<>();

	T add(T thing) {
		this.held.add(thing);
		return thing;
	}

	void remove(T thing) {
		this.held.remove(thing);
	}

	int size() {
		return this.held.size();
	}

	/** Hands each thing over once, and forgets it. */
	<E extends Exception> void releaseEach(Release<T, E> release) throws E {
		for (T thing = this.held.poll(); thing != null; thing = this.held.poll()) {
			release.accept(thing);
		}
	}

	/**
	 * Sets one thread free.
	 *
	 * @param <T> the thing that is needed for it
	 * @param <E> what may go wrong
	 */
	@FunctionalInterface
	interface Release<T, E extends Exception> {

		void accept(T thing) throws E;

	}

}
