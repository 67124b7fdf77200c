// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.group;

import io.github.threadleaks.sample.ThreadKind;

/**
 * What makes threads alike. The same in every JVM: no ids, no addresses.
 *
 * @param kind platform or virtual
 * @param name the masked name, raw, or {@link #ANY_NAME}
 * @param entry class and method that the threads were started for
 * @param createdAt signature of the code that started them, empty while unknown
 * @param waitSignature signature of the wait, or {@link #ANY_WAIT} for all threads of
 * that name and entry
 */
public record FamilyKey(ThreadKind kind, String name, String entry, String createdAt, String waitSignature) {

	/** Stands for the names of threads that have too many different ones. */
	public static final String ANY_NAME = "*";

	/** Stands for whatever threads were started for. */
	public static final String ANY_ENTRY = "*";

	/** Stands for any wait. */
	public static final String ANY_WAIT = "*";

	/**
	 * The key of all threads of this name, entry and creation site, wherever they wait.
	 * @return the key of the line that this family belongs to
	 */
	public FamilyKey line() {
		return isLine() ? this : new FamilyKey(this.kind, this.name, this.entry, this.createdAt, ANY_WAIT);
	}

	/**
	 * Whether this is the key of a line.
	 * @return whether the wait does not matter
	 */
	public boolean isLine() {
		return this.waitSignature.equals(ANY_WAIT);
	}

}
