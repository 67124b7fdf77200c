// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.lifecycle;

/**
 * What a frame of a birth's stack says of who started the thread.
 */
enum FrameKind {

	/** Code that a person wrote for this service or one of its libraries. */
	WRITTEN,

	/** A well-known client or driver: named only if nobody further out is. */
	LIBRARY,

	/** A framework between the application and the JDK: named only if nobody else is. */
	PLUMBING,

	/** The JDK's or generated: never named. */
	SKIPPED,

	/**
	 * What lies further out did not ask for the thread: a worker is replaced, or a task
	 * is begun.
	 */
	END,

	/** The JVM starts a thread of its own, for whoever happens to be there. */
	JVM;

	/** Whether such a frame may stand for who started the thread. */
	boolean names() {
		return this == WRITTEN || this == LIBRARY || this == PLUMBING;
	}

}
