// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.snapshot;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.github.threadleaks.lifecycle.Births;
import io.github.threadleaks.sample.SampledThread;
import io.github.threadleaks.sample.ThreadSample;
import io.github.threadleaks.snapshot.Population.GroupKey;

/**
 * Compact snapshots of the last day, taken from samples: every 10 s while the number of
 * threads changes, every 5 min while it does not. When there are too many, the one that
 * lies nearest to its neighbours for its age goes, so that the last minutes stay dense
 * and the first hours are still there. Offered by the monitor's thread, read by any.
 * <p>
 * Keeps 4 bytes a thread for each, some 200 a group, and each stack once: with the
 * default of 48 snapshots 2 MB for 10,000 threads in a dozen groups, and at most 10 MB
 * more where stacks change all the time.
 */
public final class SnapshotHistory {

	private static final Duration DENSE = Duration.ofSeconds(10);

	private static final Duration SPARSE = Duration.ofMinutes(5);

	private static final Duration HORIZON = Duration.ofDays(1);

	/** Fewer threads more or less are no change. */
	private static final int CHANGE = 3;

	/** And of many threads, so many in a hundred. */
	private static final int CHANGE_PERCENT = 2;

	/** Distinct groups of all snapshots: 10 MB of stacks that nothing else holds. */
	static final int MAX_GROUPS = 4_000;

	private final int max;

	private final Births births;

	private final List<Kept> kept = new ArrayList<>();

	/**
	 * Makes a history that holds nothing yet.
	 * @param max how many snapshots to keep; 0 for none
	 * @param births tells where threads come from
	 */
	public SnapshotHistory(int max, Births births) {
		this.max = max;
		this.births = births;
	}

	/**
	 * Keeps what a sample tells, if it is time to.
	 * @param sample a sample that is valid during this call
	 */
	public synchronized void offer(ThreadSample sample) {
		Instant horizon = sample.takenAt().minus(HORIZON);
		this.kept.removeIf((old) -> old.at().isAfter(sample.takenAt()) || old.at().isBefore(horizon));
		boolean usable = !sample.countsOnly() && sample.complete() && this.births.settled();
		if (this.max == 0 || !usable || !isDue(sample)) {
			return;
		}
		Map<GroupKey, GroupKey> known = new HashMap<>();
		if (!this.kept.isEmpty()) {
			last().population().groups().keySet().forEach((key) -> known.put(key, key));
		}
		Population population = Population.of(sample.takenAt(), sample.threads(), this.births,
				(key) -> known.getOrDefault(key, key));
		this.kept.add(new Kept(population, states(sample.threads())));
		while (this.kept.size() > this.max || (this.kept.size() > 1 && tooManyGroups())) {
			this.kept.remove((this.kept.size() > this.max) ? leastMissed(sample.takenAt()) : 0);
		}
	}

	private boolean isDue(ThreadSample sample) {
		if (this.kept.isEmpty()) {
			return true;
		}
		Duration since = Duration.between(last().at(), sample.takenAt());
		int change = Math.abs(sample.threads().size() - last().threads());
		boolean changed = change >= CHANGE && change * 100L >= (long) CHANGE_PERCENT * last().threads();
		return since.compareTo(changed ? DENSE : SPARSE) >= 0;
	}

	private Kept last() {
		return this.kept.get(this.kept.size() - 1);
	}

	private static Map<Thread.State, Integer> states(List<SampledThread> threads) {
		Map<Thread.State, Integer> states = new EnumMap<>(Thread.State.class);
		threads.forEach((thread) -> states.merge(thread.state(), 1, Integer::sum));
		return states;
	}

	private boolean tooManyGroups() {
		int most = this.kept.stream().mapToInt((each) -> each.population().groups().size()).sum();
		// mostly few, and then there is no need to tell them apart
		return most > MAX_GROUPS && this.kept.stream()
			.flatMap((each) -> each.population().groups().keySet().stream())
			.distinct()
			.count() > MAX_GROUPS;
	}

	/** Neither the first nor the last. */
	private int leastMissed(Instant now) {
		int least = 0;
		double smallest = Double.MAX_VALUE;
		for (int i = 1; i + 1 < this.kept.size(); i++) {
			double gap = Duration.between(this.kept.get(i - 1).at(), this.kept.get(i + 1).at()).toMillis();
			double age = Duration.between(this.kept.get(i).at(), now).plus(DENSE).toMillis();
			if (gap / age < smallest) {
				smallest = gap / age;
				least = i;
			}
		}
		return least;
	}

	/**
	 * The number of platform threads by state, as far as snapshots are kept.
	 * @return oldest first
	 */
	public synchronized List<States> states() {
		return this.kept.stream().map((each) -> new States(each.at(), each.states())).toList();
	}

	/** The kept snapshot that was taken nearest to an instant. */
	synchronized Optional<Population> nearest(Instant instant) {
		return this.kept.stream()
			.map(Kept::population)
			.min(Comparator.comparing((population) -> Duration.between(population.at(), instant).abs()));
	}

	/**
	 * Threads by state at an instant.
	 *
	 * @param at when
	 * @param threads how many were in each state that some were in
	 */
	public record States(Instant at, Map<Thread.State, Integer> threads) {

		public States {
			threads = Map.copyOf(threads);
		}

	}

	private record Kept(Population population, Map<Thread.State, Integer> states) {

		int threads() {
			return this.states.values().stream().mapToInt(Integer::intValue).sum();
		}

		Instant at() {
			return this.population.at();
		}

	}

}
