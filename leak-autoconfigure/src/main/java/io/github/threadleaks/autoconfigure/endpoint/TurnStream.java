// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.autoconfigure.endpoint;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Reads a body that is written while it is read, in turns with all others of one
 * endpoint: however many are sent at once, the writing keeps one core busy, and that not
 * all the time. A turn is at most a piece of the body; none lasts until a slow client has
 * taken it.
 */
final class TurnStream extends FilterInputStream {

	/** After so many bytes the service has the core for itself. */
	private static final int BYTES_WITHOUT_REST = 64 * 1024;

	/**
	 * While it lasts nobody has a turn: at most some 60 MB a second are written, of all
	 * bodies together.
	 */
	private static final long REST_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

	private final ReentrantLock turns;

	private int withoutRest;

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
		byte[] one = new byte[1];
		return (read(one, 0, 1) < 0) ? -1 : one[0] & 0xff;
	}

	@Override
	public int read(byte[] buffer, int offset, int length) throws IOException {
		this.turns.lock();
		try {
			int read = super.read(buffer, offset, length);
			this.withoutRest += read;
			if (this.withoutRest >= BYTES_WITHOUT_REST) {
				this.withoutRest = 0;
				LockSupport.parkNanos(REST_NANOS);
			}
			return read;
		}
		finally {
			this.turns.unlock();
		}
	}

}
