// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.snapshot;

import java.util.Locale;

/**
 * How much a snapshot tells, least first.
 */
public enum SnapshotDetail {

	/** Counts only. */
	SUMMARY,

	/** Alike threads together, with their common stack. */
	GROUPED,

	/** Every thread with its name and stack. */
	FULL;

	/**
	 * The name as a parameter.
	 * @return the lower-case name
	 */
	public String parameter() {
		return name().toLowerCase(Locale.ROOT);
	}

}
