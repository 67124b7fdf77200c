// SPDX-License-Identifier: Apache-2.0

/**
 * Reads the JVM once per tick and is the only room that touches threads and management
 * beans. What leaves it is plain data
 * ({@link io.github.threadleaks.sample.ThreadSample}): no {@link Thread}, no
 * {@link java.lang.management.ThreadInfo} and no class is kept, since each of them pins
 * class loaders.
 * <p>
 * The flow of a tick: a {@code ThreadReader} enumerates the threads into the
 * {@code ThreadTable} (one slot per live thread), asks the CPU clock of those that may
 * have run, and marks the slots whose stack may have changed; the {@code StackCapturer}
 * then captures the quiet ones among these in batches of bounded pause. Existence, name,
 * state and park blocker are of this tick; stack, monitor and idle time lag by at most 12
 * ticks behind what the CPU clock has counted.
 * <p>
 * Virtual threads are on no tick: {@code VirtualThreadDump} reads them from the JVM's own
 * dump when that is worth its cost, a {@code JsonPull} at a time, and also tells in which
 * executor each thread was started ({@code OwnerPools}).
 */
@NullMarked
package io.github.threadleaks.sample;

import org.jspecify.annotations.NullMarked;
