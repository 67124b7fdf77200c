// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.format;

import java.util.Iterator;
import java.util.List;

import io.github.threadleaks.snapshot.Snapshot;

/**
 * To be written.
 */
final class DotFormat {

	private DotFormat() {
	}

	static Iterator<byte[]> pieces(Snapshot snapshot) {
		return List.<byte[]>of().iterator();
	}

}
