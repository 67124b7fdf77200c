// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.group;

import java.time.Instant;
import java.util.Arrays;

/**
 * Counts the members of one family during a tick; used again at the next.
 */
final class Tally {

	private static final Thread.State[] STATES = Thread.State.values();

	final FamilyKey key;

	private final IntSet owners = new IntSet();

	private final int[] states = new int[STATES.length];

	private int threads;

	private int threadsBefore;

	private boolean changed;

	/**
	 * Changed at the last tick, so it will at this one: owners are counted in passing.
	 */
	private boolean restlessFamily;

	private int rested;

	private int restless;

	private long oldest = Long.MAX_VALUE;

	private Member example = Member.NONE;

	Tally(FamilyKey key) {
		this.key = key;
	}

	void begin() {
		this.threadsBefore = this.threads;
		this.restlessFamily = this.changed;
		this.changed = false;
		if (this.restlessFamily) {
			this.owners.clear();
		}
		this.threads = 0;
		this.rested = 0;
		this.restless = 0;
		this.oldest = Long.MAX_VALUE;
		Arrays.fill(this.states, 0);
	}

	/** A member is not as it was at the last tick. */
	void changed() {
		this.changed = true;
	}

	void add(Member member, long restedBefore) {
		this.threads++;
		this.states[member.state]++;
		if (this.restlessFamily) {
			this.owners.add(member.lockIdentity);
		}
		if (member.idleSince <= restedBefore) {
			this.rested++;
		}
		if (!member.settled) {
			this.restless++;
		}
		if (member.firstSeen < this.oldest) {
			this.oldest = member.firstSeen;
			this.example = member;
		}
	}

	/** Whether the objects that members wait on must be counted in another pass. */
	boolean recountOwners() {
		this.changed |= this.threads != this.threadsBefore;
		if (this.changed && !this.restlessFamily) {
			this.owners.clear();
			return true;
		}
		return false;
	}

	void recount(Member member) {
		if (this.changed && !this.restlessFamily) {
			this.owners.add(member.lockIdentity);
		}
	}

	boolean isEmpty() {
		return this.threads == 0;
	}

	FamilySample result() {
		int most = 0;
		for (int i = 1; i < this.states.length; i++) {
			if (this.states[i] > this.states[most]) {
				most = i;
			}
		}
		int untimed = this.states[Thread.State.WAITING.ordinal()] + this.states[Thread.State.BLOCKED.ordinal()];
		return new FamilySample(this.key, this.threads, this.rested, this.restless, this.owners.size(), untimed,
				STATES[most], Instant.ofEpochMilli(this.oldest), this.example.thread.name(), this.example.site);
	}

}
