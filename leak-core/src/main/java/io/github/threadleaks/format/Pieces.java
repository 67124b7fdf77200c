// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.format;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Iterator;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Texts as pieces of UTF-8.
 */
final class Pieces {

	private Pieces() {
	}

	/** The texts of one stream after the other, each made when it is read. */
	@SafeVarargs
	static Iterator<byte[]> of(Stream<String>... texts) {
		return concat(texts).map((text) -> text.getBytes(StandardCharsets.UTF_8)).iterator();
	}

	/**
	 * Not by {@code flatMap}, whose iterator reads each inner stream to its end at once.
	 */
	@SafeVarargs
	static Stream<String> concat(Stream<String>... texts) {
		return Arrays.stream(texts).reduce(Stream.empty(), Stream::concat);
	}

	/** A text that is made when it is read. */
	static Stream<String> lazy(Supplier<String> text) {
		return Stream.of(text).map(Supplier::get);
	}

}
