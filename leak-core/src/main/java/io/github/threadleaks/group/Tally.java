// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.group;

import java.util.Arrays;

import io.github.threadleaks.lifecycle.Origin;

/**
 * Counts the members of one family during a tick; used again at the next.
 */
final class Tally {

	private static final Thread.State[] STATES = Thread.State.values();

	final FamilyKey key;

	final FamilyKey line;

	final Role role;

	/** Of the first member; all have the same site. */
	private final Origin origin;

	private final IntSet owners = new IntSet();

	private final IntSet ownNames = new IntSet();

	private final int[] states = new int[STATES.length];

	private int named;

	private int threads;

	private int threadsBefore;

	private boolean changed;

	/**
	 * Changed at the last tick, so it will at this one: owners are counted in passing.
	 */
	private boolean restlessFamily;

	private int rested;

	private int restless;

	private int kept;

	private int aged;

	private int survived;

	private int stuck;

	private int spinning;

	private int oldest = Integer.MAX_VALUE;

	private Member example = Member.NONE;

	Tally(FamilyKey key, Role role, Origin origin) {
		this.key = key;
		this.line = key.line();
		this.role = role;
		this.origin = origin;
	}

	void begin() {
		this.threadsBefore = this.threads;
		this.restlessFamily = this.changed;
		this.changed = false;
		if (this.restlessFamily) {
			forgetOwners();
		}
		this.threads = 0;
		this.rested = 0;
		this.restless = 0;
		this.kept = 0;
		this.aged = 0;
		this.survived = 0;
		this.stuck = 0;
		this.spinning = 0;
		this.oldest = Integer.MAX_VALUE;
		Arrays.fill(this.states, 0);
	}

	private void forgetOwners() {
		this.owners.clear();
		this.ownNames.clear();
		this.named = 0;
	}

	/** A member is not as it was at the last tick. */
	void changed() {
		this.changed = true;
	}

	void add(Member member, Ages ages) {
		this.threads++;
		this.states[member.state]++;
		if (this.restlessFamily) {
			addOwner(member);
		}
		this.rested += (member.idleSince <= ages.rested()) ? 1 : 0;
		this.stuck += (member.idleSince <= ages.stuck()) ? 1 : 0;
		this.kept += (member.firstSeen <= ages.kept()) ? 1 : 0;
		this.aged += (member.firstSeen <= ages.aged()) ? 1 : 0;
		this.survived += (member.firstSeen <= ages.survived()) ? 1 : 0;
		this.spinning += (member.spinsSince <= ages.spinning()) ? 1 : 0;
		this.restless += member.settled ? 0 : 1;
		if (member.firstSeen < this.oldest) {
			this.oldest = member.firstSeen;
			this.example = member;
		}
	}

	private void addOwner(Member member) {
		this.owners.add(member.owner);
		if (member.ownName != 0) {
			this.named++;
			this.ownNames.add(member.ownName);
		}
	}

	/** Whether the pools of members must be counted in another pass. */
	boolean recountOwners() {
		this.changed |= this.threads != this.threadsBefore;
		if (this.changed && !this.restlessFamily) {
			forgetOwners();
			return true;
		}
		return false;
	}

	void recount(Member member) {
		if (this.changed && !this.restlessFamily) {
			addOwner(member);
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
		// two workers of one name have two makers
		int pools = this.owners.size() + this.named - this.ownNames.size();
		boolean inTask = this.role != Role.OWN_THREAD && !this.example.site.idle();
		return new FamilySample(this.key, this.role, this.origin, this.threads, this.rested, this.restless, pools,
				untimed, this.kept, this.aged, this.survived, inTask ? this.stuck : 0, this.spinning, STATES[most],
				this.example.thread.firstSeen(), this.example.thread.name(), this.example.site, this.threads);
	}

}
