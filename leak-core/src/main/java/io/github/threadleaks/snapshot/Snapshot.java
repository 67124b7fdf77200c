// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.snapshot;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

import io.github.threadleaks.redact.RedactedText;

/**
 * What a query asked for: the threads at one instant, or how they differ from those at an
 * earlier one. What the formats write.
 */
public sealed interface Snapshot permits ThreadSnapshot, SnapshotDifference {

	/**
	 * When it was taken.
	 * @return the instant
	 */
	Instant takenAt();

	/**
	 * How much it tells.
	 * @return the detail
	 */
	SnapshotDetail detail();

	/**
	 * How many threads match the query now, before {@code top}.
	 * @return the number of threads
	 */
	int threads();

	/**
	 * The threads by stack, for what draws or counts stacks: those that are alike in all
	 * that is told are one.
	 * @return the stacks; none of a summary
	 */
	Stream<StackCount> stacks();

	/**
	 * What is missing.
	 * @return sentences with the reason; empty when nothing is
	 */
	List<RedactedText> degraded();

}
