// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.format;

import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

import io.github.threadleaks.snapshot.SnapshotFrame;

/**
 * Numbers the distinct stacks of a snapshot from 0. Ten thousand threads share a dozen
 * lists of frames: each is compared with the others once.
 */
final class StackNumbers {

	private final IdentityHashMap<List<SnapshotFrame>, Integer> same = new IdentityHashMap<>();

	private final Map<List<SnapshotFrame>, Integer> equal = new HashMap<>();

	/** The number of a stack; equal ones have the same. */
	int of(List<SnapshotFrame> frames) {
		return this.same.computeIfAbsent(frames,
				(fresh) -> this.equal.computeIfAbsent(fresh, (distinct) -> this.equal.size()));
	}

}
