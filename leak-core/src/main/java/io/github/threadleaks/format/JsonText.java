// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.format;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;

import io.github.threadleaks.redact.RedactedText;

/**
 * Writes JSON, after RFC 8259. Values are numbers, booleans, words of ours, redacted
 * texts, and collections and maps of these.
 */
final class JsonText {

	private final StringBuilder out = new StringBuilder(256);

	private boolean first = true;

	/** Begins an object. */
	JsonText open() {
		this.out.append('{');
		this.first = true;
		return this;
	}

	/** Ends an object. */
	JsonText close() {
		this.out.append('}');
		this.first = false;
		return this;
	}

	/** Begins an array as the value of a field. */
	JsonText openArray(String name) {
		name(name);
		this.out.append('[');
		this.first = true;
		return this;
	}

	/** Ends an array. */
	JsonText closeArray() {
		this.out.append(']');
		this.first = false;
		return this;
	}

	/** Begins the next element of an array. */
	JsonText next() {
		if (!this.first) {
			this.out.append(',');
		}
		this.first = false;
		return this;
	}

	/** A field whose name is a word of ours. */
	JsonText field(String name, Object value) {
		name(name);
		value(value);
		return this;
	}

	private void name(String name) {
		next();
		string(name);
		this.out.append(':');
	}

	private void value(Object value) {
		if (value instanceof Number || value instanceof Boolean) {
			this.out.append(value);
		}
		else if (value instanceof Collection<?> values) {
			this.out.append('[');
			String comma = "";
			for (Object each : values) {
				this.out.append(comma);
				value(each);
				comma = ",";
			}
			this.out.append(']');
		}
		else if (value instanceof Map<?, ?> map) {
			this.out.append('{');
			String comma = "";
			for (Map.Entry<?, ?> entry : map.entrySet()) {
				this.out.append(comma);
				string(String.valueOf(entry.getKey()));
				this.out.append(':');
				value(entry.getValue());
				comma = ",";
			}
			this.out.append('}');
		}
		else {
			string(String.valueOf(value));
		}
	}

	/** A redacted text has no control characters; a quote or a backslash it may have. */
	private void string(String text) {
		this.out.append('"');
		for (int i = 0; i < text.length(); i++) {
			char c = text.charAt(i);
			if (c == '"' || c == '\\') {
				this.out.append('\\').append(c);
			}
			else if (c < ' ') {
				this.out.append("\\u00").append(Character.forDigit(c >> 4, 16)).append(Character.forDigit(c & 15, 16));
			}
			else {
				this.out.append(c);
			}
		}
		this.out.append('"');
	}

	/** What was written since the last call. */
	String take() {
		String text = this.out.toString();
		this.out.setLength(0);
		return text;
	}

	/** A field that is left out where there is no value. */
	JsonText optional(String name, Optional<RedactedText> value) {
		value.ifPresent((text) -> field(name, text));
		return this;
	}

}
