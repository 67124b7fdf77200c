// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.lifecycle;

/**
 * How many virtual threads live, by the events of their starts and ends; about a second
 * late.
 *
 * @param available whether this JVM has such events (JDK 21 and later)
 * @param counted whether they are counted now: not before recording, and not while there
 * are too many
 * @param live threads that live; those that are older than the counting are in it only
 * since a true count was handed in. While not counted, the last known number
 * @param startedPerSecond starts a second, over the last 2 s that were counted or, if
 * more, the 2 s that have begun
 */
public record VirtualThreadCount(boolean available, boolean counted, long live, long startedPerSecond) {

	/** Nothing is known. */
	public static final VirtualThreadCount NONE = new VirtualThreadCount(false, false, 0, 0);

}
