// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.group;

import java.time.Instant;

import io.github.threadleaks.lifecycle.Origin;
import io.github.threadleaks.sample.Frame;
import io.github.threadleaks.sample.OwnerPools;
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
					Frame.UNKNOWN, WaitLock.NONE, Instant.EPOCH, Instant.EPOCH, Instant.MAX, false),
			WaitSite.UNKNOWN,
			new Tally(new FamilyKey(ThreadKind.PLATFORM, "", "", "", ""), Role.OWN_THREAD, Origin.UNRECORDED), 0, true,
			OwnerPools.NONE);

	final SampledThread thread;

	final WaitSite site;

	final Tally family;

	final int state;

	/**
	 * The pool that it belongs to: its queue, else its executor if a dump has told, else
	 * the pool's name; 0 if unknown.
	 */
	final int owner;

	/** Its own name, for a worker that is told apart by its pool's name; else 0. */
	final int ownName;

	final boolean settled;

	/** Whether all is known that its place depends on. */
	final boolean placed;

	/**
	 * Seconds, as those below: a member is to fit into a line of the processor's cache.
	 */
	final int firstSeen;

	final int idleSince;

	/** When it came to this family. */
	final int placedAt;

	/** Since when it has burnt a core in this family. */
	final int spinsSince;

	Member(SampledThread thread, WaitSite site, Tally family, int placedAt, boolean placed, OwnerPools pools) {
		this.thread = thread;
		this.site = site;
		this.family = family;
		this.state = thread.state().ordinal();
		int lock = thread.lock().identity();
		boolean byName = family.role != Role.OWN_THREAD && !(site.idle() && lock != 0);
		int pool = byName ? pools.of(thread.id()) : 0;
		this.owner = (pool != 0) ? pool : byName ? notZero(poolName(thread.name()).hashCode()) : lock;
		this.ownName = (byName && pool == 0) ? notZero(thread.name().hashCode()) : 0;
		this.settled = thread.settled();
		this.firstSeen = Ages.seconds(thread.firstSeen());
		this.idleSince = Ages.seconds(thread.idleSince());
		this.placedAt = placedAt;
		this.placed = placed;
		this.spinsSince = Math.max(placedAt, Ages.seconds(thread.burnsSince()));
	}

	/** The name without its last number: what the workers of one pool share. */
	private static String poolName(String name) {
		int end = name.length();
		while (end > 0 && !Character.isDigit(name.charAt(end - 1))) {
			end--;
		}
		int begin = end;
		while (begin > 0 && Character.isDigit(name.charAt(begin - 1))) {
			begin--;
		}
		return name.substring(0, begin) + name.substring(end);
	}

	private static int notZero(int hash) {
		return (hash != 0) ? hash : 1;
	}

	/** Whether a later view of the thread has the same place. */
	@SuppressWarnings("ReferenceEquality") // interned by the sampler; a miss costs time,
											// nothing else
	boolean hasPlaceOf(SampledThread other) {
		return this.placed && this.thread.id() == other.id() && this.thread.stack() == other.stack()
				&& this.thread.entry() == other.entry() && this.thread.name().equals(other.name());
	}

}
