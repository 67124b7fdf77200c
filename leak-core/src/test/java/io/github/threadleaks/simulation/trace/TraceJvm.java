// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.simulation.trace;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import io.github.threadleaks.lifecycle.Births;
import io.github.threadleaks.sample.OldCollections;
import io.github.threadleaks.sample.SampledThread;
import io.github.threadleaks.sample.ThreadSample;
import io.github.threadleaks.simulation.SimulatedJvm;
import io.github.threadleaks.simulation.Wait;

/**
 * A simulated JVM in which things happen at moments, between samples: a day costs as much
 * as what happens in it.
 */
public final class TraceJvm {

	/** Time between samples. */
	static final Duration INTERVAL = Duration.ofSeconds(5);

	private final PriorityQueue<Event> events = new PriorityQueue<>();

	private final List<TracedThread> threads = new ArrayList<>();

	/** What each of the threads looks like, at the same place. */
	private final List<SampledThread> views = new ArrayList<>();

	private final List<TracedThread> touched = new ArrayList<>();

	private final Deque<Integer> freeSlots = new ArrayDeque<>();

	private final Map<String, Integer> numbers = new HashMap<>();

	private long now;

	private long order;

	private Duration clockAhead = Duration.ZERO;

	private long nextId = 1;

	private final TraceBirths births = new TraceBirths();

	private int nextSlot;

	private int nextLock = 1_000;

	private int tick;

	private int peak;

	private int leaked;

	/** Milliseconds since the JVM started, without those in which it was suspended. */
	long now() {
		return this.now;
	}

	/** The wall clock. */
	Instant clock() {
		return SimulatedJvm.BEGIN.plusMillis(this.now).plus(this.clockAhead);
	}

	/** Lets the wall clock jump, forwards (as after a suspension) or backwards. */
	void clockJumps(Duration time) {
		this.clockAhead = this.clockAhead.plus(time);
	}

	void after(double seconds, Runnable action) {
		this.events.add(new Event(this.now + Math.max(0, Math.round(seconds * 1000)), this.order++, action));
	}

	/** Lets time pass and what is due happen. */
	void pass(Duration time) {
		long end = this.now + time.toMillis();
		for (Event next = this.events.peek(); next != null && next.at <= end; next = this.events.peek()) {
			this.events.remove();
			this.now = next.at;
			next.action.run();
		}
		this.now = end;
	}

	/** The next number of its kind, such as the JVM's own pool numbers. */
	int next(String kind) {
		return this.numbers.merge(kind, 1, Integer::sum);
	}

	/** Another object to wait on. */
	int newLock() {
		return this.nextLock++;
	}

	TracedThread start(String name, Wait wait, int lock, Scene scene, boolean leak) {
		Integer slot = this.freeSlots.poll();
		TracedThread thread = new TracedThread(this, this.nextId++, (slot != null) ? slot : this.nextSlot++, name, wait,
				lock, scene.origin(), leak);
		this.births.born(thread.id, scene.site(), this.now);
		this.leaked += leak ? 1 : 0;
		touch(thread);
		return thread;
	}

	void end(TracedThread thread) {
		if (!thread.alive) {
			return;
		}
		thread.alive = false;
		this.births.died(thread.id);
		this.leaked -= thread.leaked ? 1 : 0;
		this.freeSlots.add(thread.slot);
		if (thread.place >= 0) {
			int last = this.threads.size() - 1;
			TracedThread moved = this.threads.remove(last);
			SampledThread view = this.views.remove(last);
			if (moved != thread) {
				this.threads.set(thread.place, moved);
				this.views.set(thread.place, view);
				moved.place = thread.place;
			}
		}
	}

	void touch(TracedThread thread) {
		if (!thread.touched) {
			thread.touched = true;
			this.touched.add(thread);
		}
	}

	/** What the sampler sees now. */
	ThreadSample sample() {
		this.tick++;
		Instant at = clock();
		this.births.now(this.now);
		int kept = 0;
		for (int i = 0; i < this.touched.size(); i++) {
			TracedThread thread = this.touched.get(i);
			thread.touched = thread.alive && thread.observe(this.tick, at);
			if (thread.touched) {
				this.touched.set(kept++, thread);
			}
			if (thread.alive) {
				place(thread);
			}
		}
		this.touched.subList(kept, this.touched.size()).clear();
		int live = this.views.size();
		this.peak = Math.max(this.peak, live);
		return new ThreadSample(at, this.views, live, live, this.peak, this.nextId - 1, Set.of(), OldCollections.NONE,
				true, List.of());
	}

	private void place(TracedThread thread) {
		if (thread.place < 0) {
			thread.place = this.threads.size();
			this.threads.add(thread);
			this.views.add(thread.view());
		}
		else {
			this.views.set(thread.place, thread.view());
		}
	}

	/** What a recorder would tell. */
	Births births() {
		return this.births;
	}

	/** Looks at some threads again. */
	List<SampledThread> at(long[] ids) {
		Set<Long> wanted = Arrays.stream(ids).boxed().collect(Collectors.toSet());
		return this.views.stream().filter((thread) -> wanted.contains(thread.id())).toList();
	}

	Optional<TracedThread> thread(long id) {
		return this.threads.stream().filter((thread) -> thread.id == id).findFirst();
	}

	boolean anyLeaked(Predicate<TracedThread> condition) {
		return this.threads.stream().anyMatch((thread) -> thread.leaked && condition.test(thread));
	}

	/**
	 * The threads at the last sample.
	 * @return a view of them
	 */
	public List<SampledThread> threads() {
		return this.views;
	}

	/**
	 * Those that leaked.
	 * @return how many live
	 */
	public int leaked() {
		return this.leaked;
	}

	private record Event(long at, long order, Runnable action) implements Comparable<Event> {

		@Override
		public int compareTo(Event other) {
			int byTime = Long.compare(this.at, other.at);
			return (byTime != 0) ? byTime : Long.compare(this.order, other.order);
		}

	}

}
