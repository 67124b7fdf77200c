// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.lifecycle;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A value for each of the threads that came last; the eldest go.
 *
 * @param <V> what is kept of a thread
 */
final class RecentMap<V> extends LinkedHashMap<Long, V> {

	private static final long serialVersionUID = 1L;

	private final int max;

	RecentMap(int max) {
		this.max = max;
	}

	@Override
	protected boolean removeEldestEntry(Map.Entry<Long, V> eldest) {
		return size() > this.max;
	}

}
