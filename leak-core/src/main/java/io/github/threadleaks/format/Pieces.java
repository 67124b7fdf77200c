// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.format;

import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Texts as pieces of UTF-8.
 */
final class Pieces {

	private Pieces() {
	}

	/** Each is made when it is read. */
	static Iterator<byte[]> of(Stream<String> texts) {
		return texts.map((text) -> text.getBytes(StandardCharsets.UTF_8)).iterator();
	}

	/**
	 * One stream after the other. Not by {@code flatMap}, whose iterator reads each inner
	 * stream to its end at once.
	 */
	static Stream<String> concat(List<Stream<String>> texts) {
		return texts.stream().reduce(Stream.empty(), Stream::concat);
	}

	/** A text that is made when it is read. */
	static Stream<String> lazy(Supplier<String> text) {
		return Stream.of(text).map(Supplier::get);
	}

}
