// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.simulation;

import java.time.Instant;

import io.github.threadleaks.sample.Frame;
import io.github.threadleaks.sample.SampledThread;
import io.github.threadleaks.sample.ThreadKind;
import io.github.threadleaks.sample.ThreadStack;
import io.github.threadleaks.sample.WaitLock;

/**
 * The one place where simulations make what the sampler would.
 */
public final class SampledThreads {

	private SampledThreads() {
	}

	/**
	 * A platform thread that is a daemon.
	 * @param id the thread's id
	 * @param slot a small number that no other live thread has
	 * @param name its name
	 * @param state its state
	 * @param stack its last captured stack
	 * @param entry what it was started for
	 * @param lock what it waits on
	 * @param firstSeen the first sample that saw it
	 * @param idleSince the last sample that saw it use CPU
	 * @param settled whether the stack is that of the wait that it is in
	 * @return the thread in a sample
	 */
	public static SampledThread of(long id, int slot, String name, Thread.State state, ThreadStack stack, Frame entry,
			WaitLock lock, Instant firstSeen, Instant idleSince, boolean settled) {
		return new SampledThread(id, slot, name, ThreadKind.PLATFORM, true, state, stack, entry, lock, firstSeen,
				idleSince, Instant.MAX, settled);
	}

	/**
	 * The same thread, burning a core.
	 * @param thread a thread
	 * @param since since when it burns
	 * @return the thread in a sample
	 */
	static SampledThread burning(SampledThread thread, Instant since) {
		return new SampledThread(thread.id(), thread.slot(), thread.name(), thread.kind(), thread.daemon(),
				thread.state(), thread.stack(), thread.entry(), thread.lock(), thread.firstSeen(), thread.idleSince(),
				since, thread.settled());
	}

}
