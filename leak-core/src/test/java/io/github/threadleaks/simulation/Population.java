// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.Supplier;

import io.github.threadleaks.lifecycle.CreationSite;
import io.github.threadleaks.lifecycle.StartContext;
import io.github.threadleaks.sample.SampledThread;
import io.github.threadleaks.sample.WaitLock;
import org.jspecify.annotations.Nullable;

/**
 * Simulated threads of a kind, oldest first.
 */
public final class Population {

	private static final double NANOS_PER_MINUTE = 60e9;

	private final Slots slots;

	private final Deque<Member> members = new ArrayDeque<>();

	private final List<Runnable> late = new ArrayList<>();

	private IntFunction<String> names;

	private Wait[] waits;

	private int workersOfPool = Integer.MAX_VALUE;

	private IntFunction<CreationSite> sites = (number) -> CreationSite.UNKNOWN;

	private Supplier<StartContext> contexts = () -> StartContext.NONE;

	private boolean birthsComeLate;

	private int poolLock;

	private boolean running;

	private boolean burning;

	private int tick;

	private double perMinute;

	private double due;

	private int named;

	Population(String nameFormat, Wait wait, Slots slots) {
		this.names = (number) -> String.format(nameFormat, number);
		this.waits = new Wait[] { wait };
		this.slots = slots;
		this.poolLock = slots.nextLock();
	}

	/**
	 * Gives those who start from now on other names.
	 * @param names the name of each, by the number of threads before it
	 * @return this
	 */
	public Population named(IntFunction<String> names) {
		this.names = names;
		return this;
	}

	/**
	 * Tells the births of those who start from now on.
	 * @param frames the code that starts them, the nearest frame first
	 * @return this
	 */
	public Population startedBy(String... frames) {
		CreationSite site = SimulatedBirths.site(frames);
		return startedBy((number) -> site);
	}

	/**
	 * Tells the births of those who start from now on.
	 * @param sites the code that starts each, by the number of threads before it
	 * @return this
	 */
	public Population startedBy(IntFunction<CreationSite> sites) {
		this.sites = sites;
		return this;
	}

	/**
	 * Says within what those start whose births are told.
	 * @param contexts asked for each
	 * @return this
	 */
	public Population within(Supplier<StartContext> contexts) {
		this.contexts = contexts;
		return this;
	}

	/**
	 * Lets births be told one sample late.
	 * @return this
	 */
	public Population birthsComeLate() {
		this.birthsComeLate = true;
		return this;
	}

	/**
	 * Lets each wait on an object of its own.
	 * @return this
	 */
	public Population eachInAPoolOfItsOwn() {
		return inPoolsOf(1);
	}

	/**
	 * Lets so many wait on one object, and the next ones on another.
	 * @param workers how many of those who start from now on
	 * @return this
	 */
	public Population inPoolsOf(int workers) {
		this.workersOfPool = workers;
		return this;
	}

	/**
	 * Lets them do something else from now on.
	 * @param others what; of several each thread does one after the other, from sample to
	 * sample
	 * @return this
	 */
	public Population doing(Wait... others) {
		this.waits = others;
		this.members.forEach(Member::wakes);
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
	 * Lets each burn a core without a pause.
	 * @return this
	 */
	public Population burning() {
		this.burning = true;
		return running();
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
			this.poolLock = (this.named % this.workersOfPool == 0) ? this.slots.nextLock() : this.poolLock;
			Member member = new Member(this.slots, this.poolLock, this.named, this.names.apply(this.named));
			this.members.add(member);
			CreationSite site = this.sites.apply(this.named++);
			if (site.isKnown()) {
				StartContext context = this.contexts.get();
				Runnable told = () -> this.slots.births().born(member.id, member.name, site, context);
				if (this.birthsComeLate) {
					this.slots.births().awaited(member.id);
					this.late.add(told);
				}
				else {
					told.run();
				}
			}
		}
		while (this.members.size() > size) {
			Member gone = this.members.remove();
			this.slots.giveBack(gone.slot);
			this.slots.births().died(gone.id);
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
			member.wakes();
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
		this.late.forEach(Runnable::run);
		this.late.clear();
		this.due += this.perMinute * interval.toNanos() / NANOS_PER_MINUTE;
		int whole = (int) this.due;
		this.due -= whole;
		resize(Math.max(0, size() + whole));
		this.tick++;
		if (this.waits.length > 1) {
			this.members.forEach(Member::wakes);
		}
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

	private SampledThread view(Member member, Instant firstSeen, Instant busySince, Instant idleSince) {
		Wait wait = this.waits[(member.number + this.tick) % this.waits.length];
		WaitLock lock = wait.lockType().isEmpty() ? WaitLock.NONE
				: new WaitLock(wait.lockType(), member.lock, member.owner);
		SampledThread thread = SampledThreads.of(member.id, member.slot, member.name, wait.state(), wait.stack(),
				wait.entry(), lock, firstSeen, idleSince, !this.running);
		return this.burning ? SampledThreads.burning(thread, busySince) : thread;
	}

	/**
	 * One thread.
	 */
	private static final class Member {

		private final long id;

		private final int slot;

		private final int lock;

		private final int number;

		private final String name;

		private long owner = -1;

		private @Nullable Instant firstSeen;

		private @Nullable Instant busySince;

		private @Nullable Instant idleSince;

		private @Nullable SampledThread view;

		Member(Slots slots, int lock, int number, String name) {
			this.id = slots.nextId();
			this.slot = slots.take();
			this.lock = lock;
			this.number = number;
			this.name = name;
		}

		/** Begins to do something else. */
		void wakes() {
			this.busySince = null;
			this.idleSince = null;
			this.view = null;
		}

		SampledThread view(Instant now, Population home) {
			Instant born = (this.firstSeen != null) ? this.firstSeen : now;
			Instant busy = (this.busySince != null) ? this.busySince : now;
			Instant idle = (this.idleSince != null) ? this.idleSince : now;
			SampledThread current = (this.view != null) ? this.view : home.view(this, born, busy, idle);
			this.firstSeen = born;
			this.busySince = busy;
			this.idleSince = idle;
			this.view = current;
			return current;
		}

	}

}
