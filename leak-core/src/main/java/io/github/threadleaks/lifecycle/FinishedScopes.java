// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.lifecycle;

import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The scopes that were closed last and in which threads may have been started: births are
 * told one to two seconds late. A ring that several threads share.
 */
final class FinishedScopes {

	private final @Nullable ContextScope[] ring;

	private int next;

	/** The latest end of a scope that was lost. */
	private long lostUntil;

	private boolean lost;

	FinishedScopes(int size) {
		this.ring = new @Nullable ContextScope[size];
	}

	synchronized void add(ContextScope scope) {
		@Nullable ContextScope old = this.ring[this.next];
		if (old != null) {
			this.lostUntil = this.lost ? Math.max(this.lostUntil, old.endedAt()) : old.endedAt();
			this.lost = true;
		}
		this.ring[this.next] = scope;
		this.next = (this.next + 1) % this.ring.length;
	}

	/**
	 * Finds the scopes in which a thread may have been started.
	 * @param threadId the thread, or {@link ContextScope#UNKNOWN}
	 * @param parentId the parent, or a negative number for any
	 * @param from the earliest time at which it may have been started
	 * @param to when it was born
	 * @param found where to add them
	 * @return whether none of them was lost
	 */
	synchronized boolean find(long threadId, long parentId, long from, long to, List<ContextScope> found) {
		for (@Nullable
		ContextScope scope : this.ring) {
			if (scope != null && (parentId < 0 || scope.threadId() == parentId)
					&& scope.mayHaveStarted(threadId, from, to, 0)) {
				found.add(scope);
			}
		}
		return !this.lost || this.lostUntil - from < 0;
	}

	synchronized void clear() {
		Arrays.fill(this.ring, null);
		this.lost = false;
		this.next = 0;
	}

}
