// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.autoconfigure.endpoint;

import java.util.concurrent.atomic.AtomicLongArray;

import io.github.threadleaks.snapshot.SnapshotDetail;

/**
 * How many snapshots were asked for, by detail and outcome, since the start.
 */
public final class SnapshotRequests {

	private static final int OUTCOMES = Outcome.values().length;

	private final AtomicLongArray counts = new AtomicLongArray(SnapshotDetail.values().length * OUTCOMES);

	SnapshotRequests() {
	}

	void add(SnapshotDetail detail, Outcome outcome) {
		this.counts.incrementAndGet(index(detail, outcome));
	}

	/**
	 * The requests so far.
	 * @param detail the detail that was asked for
	 * @param outcome what became of them
	 * @return how many
	 */
	public long count(SnapshotDetail detail, Outcome outcome) {
		return this.counts.get(index(detail, outcome));
	}

	private static int index(SnapshotDetail detail, Outcome outcome) {
		return detail.ordinal() * OUTCOMES + outcome.ordinal();
	}

	/**
	 * What became of a request.
	 */
	public enum Outcome {

		/** It got its snapshot. */
		SERVED,

		/** It asked for more detail than is allowed here. */
		BLOCKED,

		/** There was not enough memory or time to serve it. */
		LIMITED

	}

}
