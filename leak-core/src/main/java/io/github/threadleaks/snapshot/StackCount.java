// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.snapshot;

import java.util.List;
import java.util.Map;

import io.github.threadleaks.redact.RedactedText;
import io.github.threadleaks.sample.ThreadKind;

/**
 * Threads that share a stack, a state, labels and a name.
 *
 * @param threadName their name; its changing parts as {@code #} unless it is that of one
 * thread
 * @param kind platform or virtual
 * @param state their state
 * @param labels their labels
 * @param frames their stack, innermost first
 * @param threads how many; of a difference, how many more, negative if there are less
 */
public record StackCount(RedactedText threadName, ThreadKind kind, Thread.State state,
		Map<RedactedText, RedactedText> labels, List<SnapshotFrame> frames, int threads) {
}
