// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.html;

import java.nio.charset.StandardCharsets;

/**
 * Writes HTML, and SVG within it. Names of elements and attributes are words of ours,
 * which is checked; whatever else goes in is escaped. Values are redacted texts, numbers,
 * enum constants and words of ours.
 */
public final class HtmlWriter {

	private final StringBuilder out = new StringBuilder(1024);

	/**
	 * Begins an element.
	 * @param element its name
	 * @param attributes names and values in turn
	 * @return this writer
	 */
	public HtmlWriter open(String element, Object... attributes) {
		tag(element, attributes);
		this.out.append('>');
		return this;
	}

	/**
	 * An element that has no content.
	 * @param element its name
	 * @param attributes names and values in turn
	 * @return this writer
	 */
	public HtmlWriter empty(String element, Object... attributes) {
		tag(element, attributes);
		this.out.append("/>");
		return this;
	}

	private void tag(String element, Object... attributes) {
		this.out.append('<').append(checked(element));
		for (int i = 0; i < attributes.length; i += 2) {
			this.out.append(' ').append(checked(attributes[i].toString())).append("=\"");
			escape(attributes[i + 1].toString());
			this.out.append('"');
		}
	}

	/**
	 * Ends an element.
	 * @param element its name
	 * @return this writer
	 */
	public HtmlWriter close(String element) {
		this.out.append("</").append(checked(element)).append('>');
		return this;
	}

	/**
	 * An element that holds a text.
	 * @param element its name
	 * @param text the text
	 * @param attributes names and values in turn
	 * @return this writer
	 */
	public HtmlWriter element(String element, Object text, Object... attributes) {
		return open(element, attributes).text(text).close(element);
	}

	/**
	 * A text.
	 * @param text what is shown
	 * @return this writer
	 */
	public HtmlWriter text(Object text) {
		escape(text.toString());
		return this;
	}

	/**
	 * The style or the script, which are ours and come as they are.
	 */
	HtmlWriter asset(PageAsset asset) {
		open(asset.element());
		this.out.append(asset.content());
		return close(asset.element());
	}

	/**
	 * Takes what was written.
	 * @return what was written since the last call
	 */
	public String take() {
		String written = this.out.toString();
		this.out.setLength(0);
		return written;
	}

	/**
	 * Encodes a value for the query of an address.
	 * @param value any text
	 * @return the text in letters, digits and {@code -._~}, all else as percent signs
	 */
	public static String encode(String value) {
		StringBuilder encoded = new StringBuilder(value.length() * 2);
		for (byte octet : value.getBytes(StandardCharsets.UTF_8)) {
			char c = (char) (octet & 0xff);
			if (isNameCharacter(c) || c == '.' || c == '_' || c == '~') {
				encoded.append(c);
			}
			else {
				encoded.append('%')
					.append(Character.toUpperCase(Character.forDigit(c >> 4, 16)))
					.append(Character.toUpperCase(Character.forDigit(c & 15, 16)));
			}
		}
		return encoded.toString();
	}

	private static String checked(String name) {
		if (name.isEmpty() || !name.chars().allMatch(HtmlWriter::isNameCharacter)) {
			throw new IllegalArgumentException("No name of an element or attribute: " + name);
		}
		return name;
	}

	private static boolean isNameCharacter(int c) {
		return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
	}

	private void escape(String text) {
		for (int i = 0; i < text.length(); i++) {
			char c = text.charAt(i);
			switch (c) {
				case '&' -> this.out.append("&amp;");
				case '<' -> this.out.append("&lt;");
				case '>' -> this.out.append("&gt;");
				case '"' -> this.out.append("&quot;");
				case '\'' -> this.out.append("&#39;");
				default -> this.out.append(c);
			}
		}
	}

}
