// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.snapshot;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

import io.github.threadleaks.redact.RedactedText;

/**
 * How the platform threads of now differ from those of an earlier instant. Groups that
 * are as they were are not told.
 *
 * @param takenAt now
 * @param since when the earlier snapshot was taken: of those that are kept, the one
 * nearest to the instant that was asked for
 * @param detail grouped, or a summary without groups
 * @param threads how many threads match the query now
 * @param threadsBefore how many matched it then
 * @param grew groups with more threads than then, the largest change first
 * @param shrank groups with fewer threads than then, the largest change first
 * @param appeared groups that had no threads then, largest first
 * @param vanished groups that have no threads now, largest first
 * @param degraded what is missing and why
 */
public record SnapshotDifference(Instant takenAt, Instant since, SnapshotDetail detail, int threads, int threadsBefore,
		List<Change> grew, List<Change> shrank, List<Change> appeared, List<Change> vanished,
		List<RedactedText> degraded) implements Snapshot {

	public SnapshotDifference {
		grew = List.copyOf(grew);
		shrank = List.copyOf(shrank);
		appeared = List.copyOf(appeared);
		vanished = List.copyOf(vanished);
		degraded = List.copyOf(degraded);
	}

	@Override
	public Stream<StackCount> stacks() {
		return Stream.of(this.grew, this.shrank, this.appeared, this.vanished)
			.flatMap(List::stream)
			.flatMap((change) -> change.group().stacks(change.changes()));
	}

	/**
	 * What became of a group.
	 *
	 * @param group the group as it is now, or as it was if it has vanished
	 * @param before how many threads it had
	 * @param now how many threads it has
	 * @param changes by state and labels, how many more (or, negative, fewer) there are;
	 * without those that are as they were
	 */
	public record Change(ThreadSnapshot.Group group, int before, int now, List<ThreadSnapshot.Portion> changes) {

		public Change {
			changes = List.copyOf(changes);
		}

		/**
		 * How many more threads it has.
		 * @return the change, negative if there are fewer
		 */
		public int change() {
			return this.now - this.before;
		}

	}

}
