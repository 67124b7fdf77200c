// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.snapshot;

/**
 * A difference is asked for before the first snapshot is kept, or where none is.
 */
public final class NothingKeptException extends IllegalStateException {

	private static final long serialVersionUID = 1L;

	NothingKeptException() {
		super("No earlier snapshot is kept.");
	}

}
