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

		Sustained atThePaceOf(Pace shorter) {
			return new Sustained(this.window, shorter, this.from, this.to, this.owners, this.arrived, this.left,
					this.since);
		}

		/**
		 * Threads gained in the window.
		 * @return at least 1
		 */
		public int gained() {
			return this.to - this.from;
		}

		/**
		 * Of those that came in the window, how many have left.
		 * @return a share, 0 when nobody left; above 1 when more left than came
		 */
		public double returned() {
			return (this.left == 0) ? 0 : this.left / (double) Math.max(1, this.arrived);
		}
	}

}
