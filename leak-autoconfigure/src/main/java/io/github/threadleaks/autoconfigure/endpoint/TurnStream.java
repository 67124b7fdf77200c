// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.autoconfigure.endpoint;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Reads a body that is written while it is read, in turns with all others of one
 * endpoint: however many are sent at once, the writing keeps one core busy. A turn is at
 * most a piece of the body; none lasts until a slow client has taken it.
 */
final class TurnStream extends FilterInputStream {

	private final ReentrantLock turns;

	/**
	 * Opens a body.
	 * @param body what it reads
	 * @param turns a fair lock, shared by those that take turns
	 */
	TurnStream(InputStream body, ReentrantLock turns) {
		super(body);
		this.turns = turns;
	}

	@Override
	public int read() throws IOException {
		this.turns.lock();
		try {
			return super.read();
		}
		finally {
			this.turns.unlock();
		}
	}

	@Override
	public int read(byte[] buffer, int offset, int length) throws IOException {
		this.turns.lock();
		try {
			return super.read(buffer, offset, length);
		}
		finally {
			this.turns.unlock();
		}
	}

}
