// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.settings;

import java.time.Duration;
import java.util.Locale;

/**
 * Puts numbers into words, as one would say them.
 */
public final class Words {

	private Words() {
	}

	/**
	 * Fills a sentence in, the same in every locale.
	 * @param sentence a format string
	 * @param values what to fill in
	 * @return the sentence
	 */
	public static String format(String sentence, Object... values) {
		return String.format(Locale.ROOT, sentence, values);
	}

	/**
	 * A duration in the unit that fits it.
	 * @param duration the duration
	 * @return such as {@code 45 s}, {@code 11 min}, {@code 2 h}, {@code 3 days}
	 */
	public static String of(Duration duration) {
		if (duration.compareTo(Duration.ofMinutes(2)) < 0) {
			return Math.max(1, Math.round(duration.toMillis() / 1000.0)) + " s";
		}
		if (duration.compareTo(Duration.ofHours(2)) < 0) {
			return Math.round(duration.toSeconds() / 60.0) + " min";
		}
		if (duration.compareTo(Duration.ofHours(48)) < 0) {
			return Math.round(duration.toMinutes() / 60.0) + " h";
		}
		return Math.round(duration.toHours() / 24.0) + " days";
	}

}
