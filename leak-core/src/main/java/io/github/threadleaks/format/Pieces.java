// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.format;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Texts as pieces of UTF-8.
 */
public final class Pieces {

	private Pieces() {
	}

	/** Each is made when it is read. */
	static Iterator<byte[]> of(Stream<String> texts) {
		return texts.map((text) -> text.getBytes(StandardCharsets.UTF_8)).iterator();
	}

	/**
	 * One stream after the other. Not by {@code flatMap}, whose iterator reads each inner
	 * stream to its end at once.
	 * @param pieces the streams
	 * @param <T> texts or bytes
	 * @return all pieces, each made when it is read
	 */
	public static <T> Stream<T> concat(List<Stream<T>> pieces) {
		return pieces.stream().reduce(Stream.empty(), Stream::concat);
	}

	/**
	 * A piece that is made when it is read.
	 * @param piece makes it
	 * @param <T> a text or bytes
	 * @return the piece
	 */
	public static <T> Stream<T> lazy(Supplier<T> piece) {
		return Stream.of(piece).map(Supplier::get);
	}

	/**
	 * Reads texts as UTF-8, each when it is needed.
	 * @param texts the texts
	 * @return a stream that holds one of them at a time, and nothing that needs closing
	 */
	public static InputStream open(Stream<String> texts) {
		return new PieceStream(of(texts));
	}

}
