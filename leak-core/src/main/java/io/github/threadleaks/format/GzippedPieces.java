// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.format;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.zip.GZIPOutputStream;

/**
 * Compresses pieces as they are read. A reader that stops in between leaves nothing to be
 * closed: the compressor's memory goes with this.
 */
final class GzippedPieces implements Iterator<byte[]> {

	private final Iterator<byte[]> plain;

	private final ByteArrayOutputStream compressed = new ByteArrayOutputStream();

	private final GZIPOutputStream gzip;

	private boolean closed;

	GzippedPieces(Iterator<byte[]> plain) {
		this.plain = plain;
		try {
			this.gzip = new GZIPOutputStream(this.compressed);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public boolean hasNext() {
		return !this.closed || this.compressed.size() > 0;
	}

	@Override
	public byte[] next() {
		if (!hasNext()) {
			throw new NoSuchElementException();
		}
		try {
			while (!this.closed && this.compressed.size() == 0) {
				compress();
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		byte[] piece = this.compressed.toByteArray();
		this.compressed.reset();
		return piece;
	}

	private void compress() throws IOException {
		if (this.plain.hasNext()) {
			this.gzip.write(this.plain.next());
		}
		else {
			this.gzip.close();
			this.closed = true;
		}
	}

}
