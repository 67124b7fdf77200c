// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.page;

import io.github.threadleaks.snapshot.Snapshot;

/**
 * What the page shows of stacks.
 */
public sealed interface PageStacks {

	/**
	 * Whether whoever reads the page may ask for the stacks of a leak.
	 * @return whether they are served
	 */
	boolean areServed();

	/**
	 * They are shown.
	 *
	 * @param snapshot grouped, full or a difference
	 */
	record Taken(Snapshot snapshot) implements PageStacks {

		@Override
		public boolean areServed() {
			return true;
		}

	}

	/**
	 * They are not.
	 *
	 * @param why the reason, in a sentence of ours
	 * @param areServed whether one may ask for them all the same
	 */
	record Absent(String why, boolean areServed) implements PageStacks {
	}

}
