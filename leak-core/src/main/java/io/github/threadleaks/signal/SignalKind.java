// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.signal;

/**
 * What a signal counts; of two, the later one tells more of what holds threads.
 */
public enum SignalKind {

	/** Loaded classes. */
	CLASSES("loaded classes", "classes", "what makes the threads makes classes too"),

	/** Bytes that live after a collection of the old generation. */
	HEAP("heap", "bytes", "the leaked threads hold what it is full of"),

	/** Bytes of direct buffers. */
	DIRECT_BUFFERS("direct buffers", "bytes", "the leaked threads hold the buffers"),

	/** Open file descriptors, sockets included. */
	FILES("open files", "files", "the leaked threads hold a file or a socket each"),

	/** Sessions of a web server. */
	SESSIONS("sessions", "sessions", "each session seems to leave threads behind"),

	/** Connections in use of a pool. */
	CONNECTIONS("connections", "connections", "the connections are held by the leaked threads");

	private final String words;

	private final String unit;

	private final String together;

	SignalKind(String words, String unit, String together) {
		this.words = words;
		this.unit = unit;
		this.together = together;
	}

	/**
	 * As a sentence calls it.
	 * @return a plural or a mass noun
	 */
	public String words() {
		return this.words;
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
