// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.sample;

import java.time.Instant;

/**
 * One thread in a sample: a value, shared by successive samples while nothing changes.
 *
 * @param id the thread's id
 * @param slot a small number that no other live thread has; a later thread may get it
 * again
 * @param name its name, raw
 * @param kind platform or virtual
 * @param daemon whether it does not keep the JVM alive
 * @param state its state at this sample
 * @param stack its last captured stack
 * @param entry the outermost frame below {@code Thread.run}: what the thread was started
 * for, the same all its life
 * @param lock what it waits on, as of the last capture
 * @param firstSeen the first sample that saw it
 * @param idleSince the last sample that saw it use CPU, at most 12 ticks late
 * @param burnsSince since when it has kept a core busy, at least 80 % of each interval;
 * {@link Instant#MAX} if it does not
 * @param settled whether the stack is that of the wait that the thread is in, not of one
 * before
 */
public record SampledThread(long id, int slot, String name, ThreadKind kind, boolean daemon, Thread.State state,
		ThreadStack stack, Frame entry, WaitLock lock, Instant firstSeen, Instant idleSince, Instant burnsSince,
		boolean settled) {
}
