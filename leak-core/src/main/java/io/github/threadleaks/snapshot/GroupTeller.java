// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.snapshot;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

import io.github.threadleaks.redact.RedactedText;
import io.github.threadleaks.snapshot.Population.Alike;
import io.github.threadleaks.snapshot.Population.GroupKey;
import io.github.threadleaks.snapshot.Population.Trait;
import io.github.threadleaks.snapshot.SnapshotDifference.Change;

/**
 * Puts groups into what readers get, and compares two populations.
 */
final class GroupTeller {

	private static final Comparator<ThreadSnapshot.Portion> LARGEST_PORTION = Comparator
		.comparingInt((ThreadSnapshot.Portion portion) -> Math.abs(portion.threads()))
		.reversed()
		.thenComparing(ThreadSnapshot.Portion::state)
		.thenComparing((portion) -> portion.labels().toString());

	private static final Comparator<Change> LARGEST_CHANGE = Comparator
		.comparingInt((Change change) -> Math.abs(change.change()))
		.reversed()
		.thenComparing((change) -> change.group().threadName());

	private final QueryFilter filter;

	private final Redaction redaction;

	GroupTeller(QueryFilter filter, Redaction redaction) {
		this.filter = filter;
		this.redaction = redaction;
	}

	/** All groups of a population, largest first. */
	List<ThreadSnapshot.Group> groups(Population population) {
		return population.groups()
			.entrySet()
			.stream()
			.map((entry) -> group(entry.getKey(), entry.getValue(), sizes(entry.getValue())))
			.sorted(Comparator.comparingInt(ThreadSnapshot.Group::threads)
				.reversed()
				.thenComparing(ThreadSnapshot.Group::threadName))
			.toList();
	}

	private static Map<Trait, Integer> sizes(Alike alike) {
		Map<Trait, Integer> sizes = new HashMap<>();
		alike.ages().forEach((trait, ages) -> sizes.put(trait, ages.atLeast(Duration.ZERO)));
		return sizes;
	}

	private ThreadSnapshot.Group group(GroupKey key, Alike alike, Map<Trait, Integer> counts) {
		Optional<RedactedText> waitsOn = Optional.of(alike.waitsOn())
			.filter((type) -> !type.isEmpty())
			.map(this.redaction::text);
		int oldest = alike.ages()
			.entrySet()
			.stream()
			.filter((ages) -> counts.containsKey(ages.getKey()))
			.mapToInt((ages) -> ages.getValue().oldest())
			.max()
			.orElse(0);
		return new ThreadSnapshot.Group(this.redaction.groupName(alike.exampleName()), key.kind(), portions(counts),
				this.redaction.frames(key.stack()), waitsOn, this.redaction.createdAt(key.createdAt(), alike.earlier()),
				Duration.ofSeconds(oldest));
	}

	/** Traits that redaction makes equal are one. */
	private List<ThreadSnapshot.Portion> portions(Map<Trait, Integer> counts) {
		Map<ThreadSnapshot.Portion, Integer> told = new HashMap<>();
		counts.forEach((trait, threads) -> told.merge(
				new ThreadSnapshot.Portion(trait.state(), this.redaction.labels(trait.labels()), 0), threads,
				Integer::sum));
		return told.entrySet()
			.stream()
			.filter((entry) -> entry.getValue() != 0)
			.map((entry) -> new ThreadSnapshot.Portion(entry.getKey().state(), entry.getKey().labels(),
					entry.getValue()))
			.sorted(LARGEST_PORTION)
			.toList();
	}

	/** What has become of the groups of an earlier population. */
	Comparison compare(Population kept, Population current) {
		Population earlier = kept.withStacksOf(current);
		Set<GroupKey> keys = new HashSet<>(earlier.groups().keySet());
		keys.addAll(current.groups().keySet());
		int before = 0;
		int now = 0;
		List<Change> changes = new ArrayList<>();
		for (GroupKey key : keys) {
			Alike then = earlier.groups().getOrDefault(key, Alike.NONE);
			Alike today = current.groups().getOrDefault(key, Alike.NONE);
			List<String> names = Stream.of(then, today)
				.filter((alike) -> alike != Alike.NONE)
				.map(Alike::exampleName)
				.distinct()
				.toList();
			Map<Trait, Integer> countsBefore = this.filter.count(key, then, names);
			Map<Trait, Integer> countsNow = this.filter.count(key, today, names);
			before += sum(countsBefore);
			now += sum(countsNow);
			Map<Trait, Integer> difference = new HashMap<>(countsNow);
			countsBefore.forEach((trait, threads) -> difference.merge(trait, -threads, Integer::sum));
			if (sum(countsBefore) != sum(countsNow)) {
				ThreadSnapshot.Group group = countsNow.isEmpty() ? group(key, then, countsBefore)
						: group(key, today, countsNow);
				changes.add(new Change(group, sum(countsBefore), sum(countsNow), portions(difference)));
			}
		}
		changes.sort(LARGEST_CHANGE);
		return new Comparison(before, now, changes);
	}

	private static int sum(Map<Trait, Integer> counts) {
		return counts.values().stream().mapToInt(Integer::intValue).sum();
	}

	/**
	 * Two populations compared.
	 *
	 * @param before threads then
	 * @param now threads now
	 * @param changes groups that differ in size, the largest change first
	 */
	record Comparison(int before, int now, List<Change> changes) {

		private List<Change> select(Predicate<Change> which, int top) {
			return this.changes.stream().filter(which).limit(top).toList();
		}

		List<Change> grew(int top) {
			return select((change) -> change.before() > 0 && change.change() > 0, top);
		}

		List<Change> shrank(int top) {
			return select((change) -> change.now() > 0 && change.change() < 0, top);
		}

		List<Change> appeared(int top) {
			return select((change) -> change.before() == 0, top);
		}

		List<Change> vanished(int top) {
			return select((change) -> change.now() == 0, top);
		}

	}

}
