// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.redact;

/**
 * A text that may leave the JVM. Only a {@link Redactor} makes one, so a reader that
 * takes this type cannot be handed an unredacted text.
 */
public final class RedactedText implements Comparable<RedactedText> {

	private final String text;

	RedactedText(String text) {
		this.text = text;
	}

	@Override
	public int compareTo(RedactedText other) {
		return this.text.compareTo(other.text);
	}

	@Override
	public boolean equals(Object other) {
		return other instanceof RedactedText that && this.text.equals(that.text);
	}

	@Override
	public int hashCode() {
		return this.text.hashCode();
	}

	/**
	 * The text itself, free of what the rules mask and of control characters.
	 */
	@Override
	public String toString() {
		return this.text;
	}

}
