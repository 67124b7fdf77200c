// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.redact;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * Remembers what texts were masked as; those not asked for longest are forgotten first.
 */
final class MaskedTexts {

	/**
	 * Characters kept, before and after masking: at most 2 MB. Names and frames have some
	 * 60, so these are the texts of a busy service; hostile ones push each other out.
	 */
	static final int MAX_CHARACTERS = 1 << 20;

	private final Map<String, RedactedText> texts = new LinkedHashMap<>(16, 0.75f, true);

	private int characters;

	synchronized RedactedText computeIfAbsent(String raw, Function<String, RedactedText> mask) {
		RedactedText known = this.texts.get(raw);
		if (known != null) {
			return known;
		}
		RedactedText masked = mask.apply(raw);
		this.texts.put(raw, masked);
		this.characters += cost(raw, masked);
		Iterator<Map.Entry<String, RedactedText>> eldest = this.texts.entrySet().iterator();
		while (this.characters > MAX_CHARACTERS) {
			Map.Entry<String, RedactedText> entry = eldest.next();
			this.characters -= cost(entry.getKey(), entry.getValue());
			eldest.remove();
		}
		return masked;
	}

	/** An entry and its objects take about as much as 64 characters. */
	private static int cost(String raw, RedactedText masked) {
		return 64 + raw.length() + masked.toString().length();
	}

	synchronized int characters() {
		return this.characters;
	}

}
