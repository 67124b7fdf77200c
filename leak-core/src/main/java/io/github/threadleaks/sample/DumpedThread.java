// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.sample;

/**
 * A thread as a dump tells it.
 *
 * @param id its id
 * @param name its name, raw; empty for most virtual threads
 * @param virtual whether it is virtual
 * @param state its state; before JDK 24, where dumps have none, read from its stack
 * @param container what it was started in, class and identity, such as
 * {@code java.util.concurrent.ThreadPerTaskExecutor@2f}; {@code <root>} for a thread that
 * was started on its own
 * @param stack its stack; unknown for a platform thread, which the sampler reads
 * @param entry what it was started for
 * @param lock what it is parked, blocked or waiting on, where the dump tells
 */
record DumpedThread(long id, String name, boolean virtual, Thread.State state, String container, ThreadStack stack,
		Frame entry, WaitLock lock) {
}
