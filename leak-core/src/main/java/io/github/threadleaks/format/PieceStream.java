// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.format;

import java.io.InputStream;
import java.util.Iterator;
import java.util.Objects;

/**
 * Reads pieces one after the other, each when it is needed.
 */
final class PieceStream extends InputStream {

	private final Iterator<byte[]> pieces;

	private byte[] piece = new byte[0];

	private int at;

	PieceStream(Iterator<byte[]> pieces) {
		this.pieces = pieces;
	}

	/** Finds a piece that is not read yet; returns whether there is one. */
	private boolean fill() {
		while (this.at == this.piece.length) {
			if (!this.pieces.hasNext()) {
				return false;
			}
			this.piece = this.pieces.next();
			this.at = 0;
		}
		return true;
	}

	@Override
	public int read() {
		return fill() ? this.piece[this.at++] & 0xff : -1;
	}

	@Override
	public int read(byte[] buffer, int offset, int length) {
		Objects.checkFromIndexSize(offset, length, buffer.length);
		if (length == 0) {
			return 0;
		}
		if (!fill()) {
			return -1;
		}
		int read = Math.min(length, this.piece.length - this.at);
		System.arraycopy(this.piece, this.at, buffer, offset, read);
		this.at += read;
		return read;
	}

	@Override
	public int available() {
		return this.piece.length - this.at;
	}

}
