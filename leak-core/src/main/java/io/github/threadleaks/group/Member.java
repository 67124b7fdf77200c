// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.group;

import java.time.Instant;

import io.github.threadleaks.sample.Frame;
import io.github.threadleaks.sample.SampledThread;
import io.github.threadleaks.sample.ThreadKind;
import io.github.threadleaks.sample.ThreadStack;
import io.github.threadleaks.sample.WaitLock;

/**
 * A thread with its place, valid as long as the thread stays the same; what is counted
 * each tick lies at hand.
 */
final class Member {

	static final Member NONE = new Member(
			new SampledThread(-1, -1, "", ThreadKind.PLATFORM, false, Thread.State.NEW, ThreadStack.UNKNOWN,
					Frame.UNKNOWN, WaitLock.NONE, Instant.EPOCH, Instant.EPOCH, false),
			WaitSite.UNKNOWN, new Tally(new FamilyKey(ThreadKind.PLATFORM, "", "", "")));

	final SampledThread thread;

	final WaitSite site;

	final Tally family;

	final int state;

	final int lockIdentity;

	final boolean settled;

	final long firstSeen;

	final long idleSince;

	Member(SampledThread thread, WaitSite site, Tally family) {
		this.thread = thread;
		this.site = site;
		this.family = family;
		this.state = thread.state().ordinal();
		this.lockIdentity = thread.lock().identity();
		this.settled = thread.settled();
		this.firstSeen = thread.firstSeen().toEpochMilli();
		this.idleSince = thread.idleSince().toEpochMilli();
	}

	/** Whether a later view of the thread has the same place. */
	@SuppressWarnings("ReferenceEquality") // interned by the sampler; a miss costs time,
											// nothing else
	boolean hasPlaceOf(SampledThread other) {
		return this.thread.id() == other.id() && this.thread.stack() == other.stack()
				&& this.thread.entry() == other.entry() && this.thread.name().equals(other.name());
	}

}
