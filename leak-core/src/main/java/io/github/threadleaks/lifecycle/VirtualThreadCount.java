// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.lifecycle;

/**
 * How many virtual threads there are, as their events tell.
 *
 * @param available whether this JVM has virtual threads
 * @param counted whether their events are counted
 * @param live how many live, as counted
 * @param startedPerSecond how many were started lately
 */
public record VirtualThreadCount(boolean available, boolean counted, long live, long startedPerSecond) {
}
