// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.trend;

import java.time.Instant;

/**
 * The size of a family from an instant on, until the next point.
 *
 * @param at since when
 * @param threads how many members
 * @param owners how many distinct pools they belong to
 * @param arrived how many came since the family was first seen
 * @param left how many left since then
 * @param kept members that had lived for {@link io.github.threadleaks.group.Grouper#KEPT}
 * @param keptLeft how many of those left since the family was first seen
 * @param aged members that had lived for {@link io.github.threadleaks.group.Grouper#AGED}
 * @param agedLeft how many of those left since the family was first seen
 */
public record SizePoint(Instant at, int threads, int owners, long arrived, long left, int kept, long keptLeft, int aged,
		long agedLeft) {

	/**
	 * A size alone.
	 * @param at since when
	 * @param threads how many
	 * @return the point
	 */
	public static SizePoint of(Instant at, int threads) {
		return new SizePoint(at, threads, 0, threads, 0, 0, 0, 0, 0);
	}

	boolean tellsTheSameAs(SizePoint other) {
		return this.threads == other.threads && this.owners == other.owners && this.arrived == other.arrived
				&& this.left == other.left && this.kept == other.kept && this.keptLeft == other.keptLeft
				&& this.aged == other.aged && this.agedLeft == other.agedLeft;
	}

}
