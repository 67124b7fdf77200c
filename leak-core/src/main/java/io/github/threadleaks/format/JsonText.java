// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.format;

import java.nio.charset.StandardCharsets;
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
		return name(name).value(value);
	}

	/** The name of a field, whose value comes next. */
	JsonText name(String name) {
		next();
		string(name);
		this.out.append(':');
		return this;
	}

	/** The value of a field. */
	JsonText value(Object value) {
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
		return this;
	}

	/**
	 * A redacted text has no control characters; a quote or a backslash it may have. What
	 * has none is appended whole: most of a snapshot are frames.
	 */
	private void string(String text) {
		this.out.append('"');
		int written = 0;
		for (int i = 0; i < text.length(); i++) {
			char c = text.charAt(i);
			if (c < ' ' || c == '"' || c == '\\') {
				this.out.append(text, written, i);
				escape(c);
				written = i + 1;
			}
		}
		this.out.append((written == 0) ? text : text.substring(written)).append('"');
	}

	private void escape(char c) {
		if (c < ' ') {
			this.out.append("\\u00").append(Character.forDigit(c >> 4, 16)).append(Character.forDigit(c & 15, 16));
		}
		else {
			this.out.append('\\').append(c);
		}
	}

	/** What was written since the last call. */
	byte[] take() {
		byte[] text = this.out.toString().getBytes(StandardCharsets.UTF_8);
		this.out.setLength(0);
		return text;
	}

	/** A field that is left out where there is no value. */
	JsonText optional(String name, Optional<RedactedText> value) {
		value.ifPresent((text) -> field(name, text));
		return this;
	}

}
