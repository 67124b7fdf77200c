// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.format;

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

}
