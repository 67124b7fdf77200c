// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.judge;

import java.util.List;
import java.util.stream.Stream;

/**
 * A fact that speaks for a leak.
 *
 * @param kind what kind of fact
 * @param sentence the fact in a sentence, a format string
 * @param parts what to fill in: numbers and raw texts
 * @param value its number
 * @param unit the number's unit
 */
public record Evidence(EvidenceKind kind, String sentence, List<Object> parts, double value, String unit) {

	/**
	 * The unit of threads that stay, where others of their family come and go.
	 */
	public static final String LASTING_THREADS = "lasting threads";

	static Evidence of(EvidenceKind kind, double value, String unit, String sentence, Object... parts) {
		return new Evidence(kind, sentence, List.of(parts), value, unit);
	}

	/**
	 * The fact with one more sentence.
	 * @param more a format string, written in the code
	 * @param moreParts what to fill into that
	 * @return the longer fact
	 */
	public Evidence and(String more, Object... moreParts) {
		return new Evidence(this.kind, this.sentence + " " + more,
				Stream.concat(this.parts.stream(), Stream.of(moreParts)).toList(), this.value, this.unit);
	}

}
