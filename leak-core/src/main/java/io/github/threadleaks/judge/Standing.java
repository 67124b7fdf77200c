// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.judge;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.threadleaks.trend.SizePoint;

/**
 * Remembers the sizes of findings that need no growth, while they last.
 */
final class Standing {

	private static final int MAX_HISTORY = 240;

	private final Map<String, List<SizePoint>> histories = new HashMap<>();

	/**
	 * Takes note of a size.
	 * @param id the finding's id
	 * @param now its size from now on
	 * @return its sizes so far
	 */
	List<SizePoint> history(String id, SizePoint now) {
		List<SizePoint> history = this.histories.computeIfAbsent(id, (unused) -> new ArrayList<>());
		if (history.isEmpty() || history.get(history.size() - 1).threads() != now.threads()) {
			history.add(now);
		}
		if (history.size() > MAX_HISTORY) {
			history.remove(1);
		}
		return List.copyOf(history);
	}

	void forgetAllBut(Set<String> ids) {
		this.histories.keySet().retainAll(ids);
	}

}
