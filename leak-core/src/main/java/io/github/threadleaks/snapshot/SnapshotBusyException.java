// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.snapshot;

/**
 * Others are taking a snapshot, and whoever waits for theirs has waited for too long.
 */
public final class SnapshotBusyException extends IllegalStateException {

	private static final long serialVersionUID = 1L;

	SnapshotBusyException() {
		super("Another snapshot is being taken.");
	}

}
