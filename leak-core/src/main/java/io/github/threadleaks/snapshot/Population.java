// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.snapshot;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import io.github.threadleaks.group.NameMask;
import io.github.threadleaks.lifecycle.Births;
import io.github.threadleaks.lifecycle.CreationSite;
import io.github.threadleaks.lifecycle.Origin;
import io.github.threadleaks.sample.SampledThread;
import io.github.threadleaks.sample.ThreadKind;
import io.github.threadleaks.sample.ThreadStack;

/**
 * Threads at one instant, in groups, raw: 4 bytes a thread and some hundred a group,
 * whose stacks are shared.
 *
 * @param at when
 * @param groups the groups
 */
record Population(Instant at, Map<GroupKey, Alike> groups) {

	/**
	 * Gathers threads.
	 * @param at when they were read
	 * @param threads the threads
	 * @param births tells where they come from
	 * @param keys finds an equal key that is kept already
	 */
	static Population of(Instant at, Collection<SampledThread> threads, Births births, UnaryOperator<GroupKey> keys) {
		Map<GroupKey, Alike> groups = new LinkedHashMap<>();
		Map<GroupKey, List<SampledThread>> newborn = new LinkedHashMap<>();
		for (SampledThread thread : threads) {
			Origin origin = origin(thread, births);
			GroupKey key = new GroupKey(thread.kind(), NameMask.mask(thread.name()), thread.stack(), origin.site());
			if (origin.knowledge() == Origin.Knowledge.AWAITED) {
				newborn.computeIfAbsent(key, (fresh) -> new ArrayList<>()).add(thread);
			}
			else {
				add(groups, key, thread, at, births, origin.knowledge() == Origin.Knowledge.EARLIER);
			}
		}
		newborn.forEach((key, members) -> {
			GroupKey likely = onlyOneLike(key, groups.keySet());
			members.forEach((member) -> add(groups, likely, member, at, births, false));
		});
		Map<GroupKey, Alike> kept = new HashMap<>();
		groups.forEach((key, alike) -> {
			alike.trim();
			kept.put(keys.apply(key), alike);
		});
		return new Population(at, kept);
	}

	private static void add(Map<GroupKey, Alike> groups, GroupKey key, SampledThread thread, Instant at, Births births,
			boolean earlier) {
		groups.computeIfAbsent(key, (fresh) -> new Alike(thread.name(), thread.lock().type()))
			.add(new Trait(thread.state(), births.labels(thread.id())),
					(int) Duration.between(thread.firstSeen(), at).toSeconds(), earlier);
	}

	/**
	 * A birth is told a second or two late: till then it is taken for one of its like.
	 */
	private static GroupKey onlyOneLike(GroupKey key, Set<GroupKey> others) {
		List<GroupKey> like = others.stream()
			.filter((other) -> other.isNamedLike(key) && other.stack().equals(key.stack()))
			.toList();
		return (like.size() == 1) ? like.get(0) : key;
	}

	/** Births of virtual threads are counted, not told. */
	private static Origin origin(SampledThread thread, Births births) {
		return (thread.kind() == ThreadKind.PLATFORM) ? births.origin(thread.id()) : Origin.UNRECORDED;
	}

	/**
	 * Samples know no stack of a thread that has never come to rest: it is taken to have
	 * been where most of its name are later.
	 */
	Population withStacksOf(Population later) {
		Map<GroupKey, Alike> known = new HashMap<>();
		this.groups.forEach(
				(key, alike) -> known.merge(key.stack().isUnknown() ? later.mostLike(key) : key, alike, Alike::and));
		return new Population(this.at, known);
	}

	private GroupKey mostLike(GroupKey key) {
		return this.groups.entrySet()
			.stream()
			.filter((other) -> other.getKey().isNamedLike(key) && other.getKey().createdAt().equals(key.createdAt()))
			.max(Comparator.comparingInt((other) -> other.getValue().size()))
			.map(Map.Entry::getKey)
			.orElse(key);
	}

	/**
	 * What makes threads alike.
	 *
	 * @param kind platform or virtual
	 * @param maskedName the raw name, its changing parts as {@code #}
	 * @param stack their stack
	 * @param createdAt who started them
	 */
	record GroupKey(ThreadKind kind, String maskedName, ThreadStack stack, CreationSite createdAt) {

		boolean isNamedLike(GroupKey other) {
			return this.kind == other.kind && this.maskedName.equals(other.maskedName);
		}

	}

	/**
	 * In what members of a group may differ.
	 *
	 * @param state the state
	 * @param labels the labels, raw
	 */
	record Trait(Thread.State state, Map<String, String> labels) {
	}

	/** The members of a group: their ages in whole seconds, by trait. */
	static final class Alike {

		/** There are none. */
		static final Alike NONE = new Alike("", "");

		private final String exampleName;

		private final String waitsOn;

		private final Map<Trait, Ages> ages = new HashMap<>(2);

		private boolean earlier;

		Alike(String exampleName, String waitsOn) {
			this.exampleName = exampleName;
			this.waitsOn = waitsOn;
		}

		private void add(Trait trait, int age, boolean isEarlier) {
			this.earlier |= isEarlier;
			this.ages.computeIfAbsent(trait, (fresh) -> new Ages()).add(age);
		}

		private void trim() {
			this.ages.values().forEach(Ages::trim);
		}

		/**
		 * The raw name of one of them: what the masked one hides, rules may have to see.
		 */
		String exampleName() {
			return this.exampleName;
		}

		/** The class of what one of them waits on, or empty. */
		String waitsOn() {
			return this.waitsOn;
		}

		/** Whether one of them is older than the recording of births. */
		boolean earlier() {
			return this.earlier;
		}

		int size() {
			return this.ages.values().stream().mapToInt((each) -> each.size).sum();
		}

		/** All of these and of some others. */
		Alike and(Alike others) {
			Alike all = new Alike(this.exampleName, this.waitsOn);
			Stream.of(this, others)
				.forEach((some) -> some.ages.forEach((trait, ages) -> Arrays.stream(ages.seconds)
					.forEach((age) -> all.add(trait, age, some.earlier))));
			all.trim();
			return all;
		}

		Map<Trait, Ages> ages() {
			return this.ages;
		}

	}

	/** Ages in whole seconds. */
	static final class Ages {

		private int[] seconds = new int[4];

		private int size;

		private void add(int age) {
			if (this.size == this.seconds.length) {
				this.seconds = Arrays.copyOf(this.seconds, this.size * 2);
			}
			this.seconds[this.size++] = age;
		}

		private void trim() {
			this.seconds = Arrays.copyOf(this.seconds, this.size);
		}

		/** How many are at least so old. */
		int atLeast(Duration age) {
			return (int) Arrays.stream(this.seconds).filter((second) -> second >= age.toSeconds()).count();
		}

		int oldest() {
			return Arrays.stream(this.seconds).max().orElse(0);
		}

	}

}
