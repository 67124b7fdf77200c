// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

import io.github.threadleaks.sample.SampledThread;
import io.github.threadleaks.sample.WaitLock;
import org.jspecify.annotations.Nullable;

/**
 * Simulated threads of a kind, oldest first.
 */
public final class Population {

	private static final double NANOS_PER_MINUTE = 60e9;

	private final String nameFormat;

	private final Wait wait;

	private final Slots slots;

	private final Deque<Member> members = new ArrayDeque<>();

	private final int sharedLock;

	private boolean poolsOfTheirOwn;

	private boolean running;

	private double perMinute;

	private double due;

	private int named;

	Population(String nameFormat, Wait wait, Slots slots) {
		this.nameFormat = nameFormat;
		this.wait = wait;
		this.slots = slots;
		this.sharedLock = slots.nextLock();
	}

	/**
	 * Lets each wait on an object of its own.
	 * @return this
	 */
	public Population eachInAPoolOfItsOwn() {
		this.poolsOfTheirOwn = true;
		return this;
	}

	/**
	 * Lets them use CPU between any two samples.
	 * @return this
	 */
	public Population running() {
		this.running = true;
		return this;
	}

	/**
	 * Lets them grow, or shrink by a negative number, from now on.
	 * @param threads threads a minute
	 * @return this
	 */
	public Population perMinute(double threads) {
		this.perMinute = threads;
		this.due = 0;
		return this;
	}

	/**
	 * Starts or ends as many as are missing or too many; the oldest end first.
	 * @param size how many there are to be
	 * @return this
	 */
	public Population resize(long size) {
		while (this.members.size() < size) {
			this.members.add(new Member(this.slots, String.format(this.nameFormat, this.named++)));
		}
		while (this.members.size() > size) {
			this.slots.giveBack(this.members.remove().slot);
		}
		return this;
	}

	/**
	 * Ends some, and starts as many.
	 * @param threads how many
	 */
	public void replace(int threads) {
		int size = size();
		resize(Math.max(0, size - threads));
		resize(size);
	}

	/**
	 * Does something else from now on, as who comes back from a wait.
	 * @param threads how many, the oldest first
	 * @param other those who do what is to be done
	 */
	public void move(int threads, Population other) {
		for (int i = 0; i < threads && !this.members.isEmpty(); i++) {
			Member member = this.members.remove();
			member.view = null;
			member.idleSince = null;
			other.members.add(member);
		}
	}

	/**
	 * How many there are.
	 * @return the number of threads
	 */
	public int size() {
		return this.members.size();
	}

	List<Long> ids() {
		return this.members.stream().map((member) -> member.id).toList();
	}

	void waitFor(Population owners) {
		List<Member> all = new ArrayList<>(owners.members);
		int i = 0;
		for (Member member : this.members) {
			member.owner = all.get(i++).id;
			member.view = null;
		}
	}

	void tick(Instant now, Duration interval) {
		this.due += this.perMinute * interval.toNanos() / NANOS_PER_MINUTE;
		int whole = (int) this.due;
		this.due -= whole;
		resize(Math.max(0, size() + whole));
		if (this.running) {
			this.members.forEach((member) -> {
				member.idleSince = now;
				member.view = null;
			});
		}
	}

	void addTo(List<SampledThread> threads, Instant now) {
		this.members.forEach((member) -> threads.add(member.view(now, this)));
	}

	private SampledThread view(Member member, Instant firstSeen, Instant idleSince) {
		WaitLock lock = this.wait.lockType().isEmpty() ? WaitLock.NONE : new WaitLock(this.wait.lockType(),
				this.poolsOfTheirOwn ? member.lock : this.sharedLock, member.owner);
		return SampledThreads.of(member.id, member.slot, member.name, this.wait.state(), this.wait.stack(),
				this.wait.entry(), lock, firstSeen, idleSince, !this.running);
	}

	/**
	 * One thread.
	 */
	private static final class Member {

		private final long id;

		private final int slot;

		private final int lock;

		private final String name;

		private long owner = -1;

		private @Nullable Instant firstSeen;

		private @Nullable Instant idleSince;

		private @Nullable SampledThread view;

		Member(Slots slots, String name) {
			this.id = slots.nextId();
			this.slot = slots.take();
			this.lock = slots.nextLock();
			this.name = name;
		}

		SampledThread view(Instant now, Population home) {
			Instant born = (this.firstSeen != null) ? this.firstSeen : now;
			Instant idle = (this.idleSince != null) ? this.idleSince : now;
			SampledThread current = (this.view != null) ? this.view : home.view(this, born, idle);
			this.firstSeen = born;
			this.idleSince = idle;
			this.view = current;
			return current;
		}

	}

}
