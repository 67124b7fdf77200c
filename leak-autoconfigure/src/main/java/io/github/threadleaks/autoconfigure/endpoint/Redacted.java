// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.autoconfigure.endpoint;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.threadleaks.redact.RedactedText;

/**
 * Redacted texts as what JSON knows. Only this type becomes a string of a body.
 */
final class Redacted {

	private Redacted() {
	}

	static List<String> strings(List<RedactedText> texts) {
		return texts.stream().map(RedactedText::toString).toList();
	}

	static Map<String, String> strings(Map<?, RedactedText> texts) {
		Map<String, String> strings = new LinkedHashMap<>();
		texts.forEach((key, text) -> strings.put(key.toString(), text.toString()));
		return strings;
	}

	static Map<String, Map<String, Integer>> counts(Map<RedactedText, Map<RedactedText, Integer>> counts) {
		Map<String, Map<String, Integer>> strings = new LinkedHashMap<>();
		counts.forEach((key, values) -> {
			Map<String, Integer> told = new LinkedHashMap<>();
			values.forEach((value, count) -> told.put(value.toString(), count));
			strings.put(key.toString(), told);
		});
		return strings;
	}

	static Map<String, Integer> states(Map<Thread.State, Integer> states) {
		Map<String, Integer> names = new LinkedHashMap<>();
		for (Thread.State state : Thread.State.values()) {
			Integer threads = states.get(state);
			if (threads != null) {
				names.put(state.name(), threads);
			}
		}
		return names;
	}

}
