// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.format;

import java.util.stream.Stream;

import io.github.threadleaks.redact.RedactedText;
import io.github.threadleaks.settings.Words;
import io.github.threadleaks.snapshot.Snapshot;
import io.github.threadleaks.snapshot.SnapshotDifference;

/**
 * Words for what has none, the same in every format that cannot leave it out.
 */
final class FormatWords {

	/** The one frame of a thread whose stack is not known or empty. */
	static final String NO_STACK = "(no stack)";

	/** For an empty name, of which most virtual threads have one. */
	static final String NO_NAME = "(no name)";

	private FormatWords() {
	}

	/**
	 * Sentences on what is missing.
	 * @param snapshot what is told
	 * @param told how many of its threads, or more threads than before, the stacks have
	 */
	static Stream<String> missing(Snapshot snapshot, int told) {
		boolean signed = snapshot instanceof SnapshotDifference;
		int all = (snapshot instanceof SnapshotDifference difference)
				? difference.threads() - difference.threadsBefore() : snapshot.threads();
		Stream<String> notes = snapshot.degraded().stream().map(RedactedText::toString);
		return (told == all) ? notes
				: Stream.concat(Stream.of(Words.format(
						signed ? "Not all is told: %+d of %+d threads." : "Not all is told: %d of %d threads.", told,
						all)), notes);
	}

}
