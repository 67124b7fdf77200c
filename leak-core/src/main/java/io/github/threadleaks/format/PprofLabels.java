// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.format;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import io.github.threadleaks.redact.RedactedText;
import io.github.threadleaks.sample.ThreadKind;

/**
 * The labels of a sample: ours, and those that the program has given to its threads.
 */
final class PprofLabels {

	private static final String STATE = "state";

	private static final String THREAD = "thread";

	private static final String POOL = "pool";

	private static final String KIND = "kind";

	private static final Set<String> OURS = Set.of(STATE, THREAD, POOL, KIND);

	/** Before a label of the program whose name is one of ours. */
	private static final String PREFIX = "label.";

	/** Instead of an empty text, which readers take for no label. */
	private static final String EMPTY = "(empty)";

	private PprofLabels() {
	}

	/** Names and values, none of them empty. */
	static Map<String, String> of(RedactedText threadName, ThreadKind kind, Thread.State state,
			Map<RedactedText, RedactedText> labels) {
		Map<String, String> all = new LinkedHashMap<>();
		String name = threadName.toString().isEmpty() ? FormatWords.NO_NAME : threadName.toString();
		all.put(STATE, state.name());
		all.put(THREAD, name);
		all.put(POOL, PoolName.of(name));
		if (kind == ThreadKind.VIRTUAL) {
			all.put(KIND, "virtual");
		}
		labels.forEach((label, value) -> all.put(key(label.toString()), orEmpty(value.toString())));
		return all;
	}

	/**
	 * Different labels stay different: one that looks as if it were prefixed already gets
	 * one more prefix.
	 */
	private static String key(String label) {
		String bare = label;
		while (bare.startsWith(PREFIX)) {
			bare = bare.substring(PREFIX.length());
		}
		return OURS.contains(bare) ? PREFIX + label : orEmpty(label);
	}

	private static String orEmpty(String text) {
		return text.isEmpty() ? EMPTY : text;
	}

}
