// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.autoconfigure.metrics;

import java.util.Locale;

import io.github.threadleaks.redact.RedactedText;
import io.github.threadleaks.report.Leak;
import io.github.threadleaks.report.Signal;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;

/**
 * Makes the tags of our meters. A value is a constant, the id of a leak or a redacted
 * text, so that no other text becomes one.
 */
final class MeterTags {

	/**
	 * Code points of a value; many monitoring systems cut off or refuse values above 200.
	 */
	private static final int MAX_VALUE = 120;

	private MeterTags() {
	}

	static Tags of(String key, RedactedText text) {
		String value = text.toString();
		return Tags.of(key, (value.codePointCount(0, value.length()) <= MAX_VALUE) ? value
				: value.substring(0, value.offsetByCodePoints(0, MAX_VALUE)));
	}

	/** As it is called in reports. */
	static Tags of(String key, Enum<?> constant) {
		return Tags.of(key, constant.name());
	}

	/** As Micrometer writes constants: {@code timed-waiting}. */
	static Tags lowerCase(String key, Enum<?> constant) {
		return Tags.of(key, constant.name().toLowerCase(Locale.ROOT).replace('_', '-'));
	}

	static Tags none(String key) {
		return Tags.of(Tag.of(key, "none"));
	}

	static Tags of(Signal signal) {
		return of("signal", signal.name()).and(of("kind", signal.kind()));
	}

	static Tags of(Leak leak) {
		return Tags.of("id", leak.id())
			.and(of("pattern", leak.pattern()))
			.and(of("thread", leak.threadName()))
			.and(of("verdict", leak.verdict()));
	}

}
