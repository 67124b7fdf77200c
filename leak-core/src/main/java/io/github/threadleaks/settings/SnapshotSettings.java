// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.settings;

/**
 * What is kept for comparison.
 *
 * @param history how many compact snapshots of the last day are kept, 0 (none) to 1,000;
 * the default 48 reaches from the last minutes back to the first hours
 */
public record SnapshotSettings(int history) {

	public static final SnapshotSettings DEFAULTS = new SnapshotSettings(48);

	public SnapshotSettings {
		InvalidSettingException.require(history >= 0 && history <= 1_000, "threadleaks.snapshot.history",
				"be between 0 and 1000", history);
	}

}
