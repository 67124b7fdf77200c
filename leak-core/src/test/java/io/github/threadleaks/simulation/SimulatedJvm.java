// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import io.github.threadleaks.sample.OldCollections;
import io.github.threadleaks.sample.SampledThread;
import io.github.threadleaks.sample.ThreadSample;

/**
 * A JVM that exists in samples only.
 */
public final class SimulatedJvm {

	/** When it begins. */
	public static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

	private final Duration interval;

	private final List<Population> populations = new ArrayList<>();

	private final List<Runnable> eachTick = new ArrayList<>();

	private final Set<Long> deadlocked = new HashSet<>();

	private final Slots slots = new Slots();

	private Instant now = BEGIN;

	private int readAtMost = Integer.MAX_VALUE;

	private OldCollections collections = OldCollections.NONE;

	private boolean complete = true;

	/**
	 * Begins with no thread.
	 * @param interval time between samples
	 */
	public SimulatedJvm(Duration interval) {
		this.interval = interval;
	}

	/**
	 * Threads of a kind, none so far.
	 * @param nameFormat their names, such as {@code pool-%d-thread-1}
	 * @param wait what they do
	 * @return the threads, all waiting on one object
	 */
	public Population threads(String nameFormat, Wait wait) {
		Population population = new Population(nameFormat, wait, this.slots);
		this.populations.add(population);
		return population;
	}

	/**
	 * Does something before each sample from now on.
	 * @param action what to do
	 */
	public void eachTick(Runnable action) {
		this.eachTick.add(action);
	}

	/**
	 * Lets an interval pass.
	 * @return a sample at its end
	 */
	public ThreadSample next() {
		this.now = this.now.plus(this.interval);
		this.populations.forEach((population) -> population.tick(this.now, this.interval));
		this.eachTick.forEach(Runnable::run);
		List<SampledThread> threads = threads();
		int live = threads.size();
		boolean read = live <= this.readAtMost;
		return new ThreadSample(this.now, read ? threads : List.of(), live, live, live, this.slots.started(),
				Set.copyOf(this.deadlocked), this.collections, this.complete && read,
				read ? List.of() : List.of("Only counts are read."));
	}

	private List<SampledThread> threads() {
		List<SampledThread> threads = new ArrayList<>();
		this.populations.forEach((population) -> population.addTo(threads, this.now));
		return threads;
	}

	/**
	 * Looks at some threads.
	 * @param ids their ids
	 * @return those that live, as they are now
	 */
	public List<SampledThread> at(long[] ids) {
		Set<Long> wanted = Arrays.stream(ids).boxed().collect(Collectors.toSet());
		return threads().stream().filter((thread) -> wanted.contains(thread.id())).toList();
	}

	void pass(Duration time) {
		this.now = this.now.plus(time);
	}

	void collectGarbage() {
		this.collections = new OldCollections(this.collections.count() + 1, this.now);
	}

	void complete(boolean captured) {
		this.complete = captured;
	}

	void readAtMost(int threads) {
		this.readAtMost = threads;
	}

	void deadlock(Population one, Population other) {
		one.waitFor(other);
		other.waitFor(one);
		this.deadlocked.addAll(one.ids());
		this.deadlocked.addAll(other.ids());
	}

	void endDeadlocks() {
		this.deadlocked.clear();
	}

	/**
	 * What a recorder tells of births.
	 * @return nothing but what was said
	 */
	public SimulatedBirths births() {
		return this.slots.births();
	}

	/**
	 * The simulated time.
	 * @return that of the last sample
	 */
	public Instant now() {
		return this.now;
	}

}
