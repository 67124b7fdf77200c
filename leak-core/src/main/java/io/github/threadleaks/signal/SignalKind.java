// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.signal;

/**
 * What a signal counts; of two, the later one tells more of what holds threads.
 */
public enum SignalKind {

	/** Loaded classes. */
	CLASSES("classes", "what makes the threads makes classes too"),

	/** Bytes that live after a collection of the old generation. */
	HEAP("bytes", "what fills the heap is most likely held by the leaked threads"),

	/** Bytes of direct buffers. */
	DIRECT_BUFFERS("bytes", "the buffers are most likely held by the leaked threads"),

	/** Open file descriptors, sockets included. */
	FILES("files", "the files and sockets are most likely held by the leaked threads"),

	/** Sessions of a web server. */
	SESSIONS("sessions", "each session seems to leave threads behind"),

	/** Connections in use of a pool. */
	CONNECTIONS("connections", "the connections are held by the leaked threads");

	private final String unit;

	private final String together;

	SignalKind(String unit, String together) {
		this.unit = unit;
		this.together = together;
	}

	/**
	 * What it is counted in.
	 * @return the unit
	 */
	public String unit() {
		return this.unit;
	}

	/**
	 * What it most often means if it grows together with leaked threads.
	 * @return the end of a sentence
	 */
	public String together() {
		return this.together;
	}

}
