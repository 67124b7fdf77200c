// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.trend;

import java.time.Duration;
import java.time.Instant;

/**
 * Whether a family grows.
 */
public sealed interface Growth {

	/**
	 * It does not.
	 */
	record None() implements Growth {
	}

	/**
	 * Too few samples to say.
	 *
	 * @param samples how many there are
	 * @param needed how many are needed
	 */
	record TooShort(int samples, int needed) implements Growth {
	}

	/**
	 * It grows: significantly, in both halves of the window, and in several steps.
	 *
	 * @param window the longest significant window
	 * @param pace slope over the shortest significant window
	 * @param from size at the window's begin
	 * @param to size now
	 * @param owners by how many the distinct pools of members have grown in the window
	 * @param arrived how many came in the window
	 * @param left how many left in the window
	 * @param since when the size rose above that at the window's begin
	 */
	record Sustained(Duration window, Pace pace, int from, int to, int owners, long arrived, long left,
			Instant since) implements Growth {

		/**
		 * The same growth with other comers and leavers.
		 * @param whole a family that this one is part of, whose members are counted when
		 * they start and end, not when they move between its parts
		 * @param now the end of the window
		 * @return the growth
		 */
		public Sustained withReturnsOf(FamilyTrend whole, Instant now) {
			SizePoint before = whole.at(now.minus(this.window));
			SizePoint after = whole.at(now);
			return new Sustained(this.window, this.pace, this.from, this.to, this.owners,
					after.arrived() - before.arrived(), after.left() - before.left(), this.since);
		}

		/**
		 * The same growth by another number of pools.
		 * @param pools how many have come
		 * @return the growth
		 */
		public Sustained ofPools(int pools) {
			return new Sustained(this.window, this.pace, this.from, this.to, pools, this.arrived, this.left,
					this.since);
		}

		/**
		 * Threads gained in the window.
		 * @return at least 1
		 */
		public int gained() {
			return this.to - this.from;
		}

	}

}
