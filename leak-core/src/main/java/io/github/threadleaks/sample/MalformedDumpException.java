// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.sample;

import java.io.IOException;

/**
 * A dump of threads is not what it should be: not JSON, cut off, or too deep.
 */
final class MalformedDumpException extends IOException {

	private static final long serialVersionUID = 1L;

	MalformedDumpException(String what) {
		super(what);
	}

}
