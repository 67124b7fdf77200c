// SPDX-License-Identifier: Apache-2.0

/**
 * What else of a JVM may grow without end: memory after collections, files, buffers,
 * classes, connections, sessions. It is read from management beans and meters that exist
 * anyway, and judged as threads are, so that the report can say what grows together.
 * <p>
 * A {@code SignalSource} reads one number, {@code SignalSources} know some;
 * {@code Signals} asks all of them now and then, and tells a {@code SignalReading} of
 * each.
 */
@NullMarked
package io.github.threadleaks.signal;

import org.jspecify.annotations.NullMarked;
