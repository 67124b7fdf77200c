// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.lifecycle;

import java.util.Map;
import java.util.TreeMap;

/**
 * The limits of labels: they are kept for each thread that is started with them.
 */
final class Labels {

	/** More than anybody reads beside a thread. */
	static final int MAX = 16;

	static final int MAX_KEY = 64;

	static final int MAX_VALUE = 256;

	private Labels() {
	}

	/**
	 * Adds labels to others.
	 * @param outer the labels so far
	 * @param added labels that go before these
	 * @return all of them, immutable
	 * @throws IllegalArgumentException if there are too many, or one is too long
	 */
	static Map<String, String> add(Map<String, String> outer, Map<String, String> added) {
		added.forEach(Labels::check);
		Map<String, String> all;
		if (outer.isEmpty()) {
			all = Map.copyOf(added);
		}
		else {
			Map<String, String> merged = new TreeMap<>(outer);
			merged.putAll(added);
			all = Map.copyOf(merged);
		}
		if (all.size() > MAX) {
			throw new IllegalArgumentException("A thread has at most " + MAX + " labels, not " + all.size());
		}
		return all;
	}

	private static void check(String key, String value) {
		if (key.isEmpty() || key.length() > MAX_KEY) {
			throw new IllegalArgumentException("A label's key has 1 to " + MAX_KEY + " characters, not " + key.length()
					+ ": '" + start(key) + "'");
		}
		if (value.length() > MAX_VALUE) {
			throw new IllegalArgumentException(
					"The value of label '" + key + "' has at most " + MAX_VALUE + " characters, not " + value.length());
		}
	}

	private static String start(String text) {
		return text.substring(0, Math.min(text.length(), MAX_KEY));
	}

}
