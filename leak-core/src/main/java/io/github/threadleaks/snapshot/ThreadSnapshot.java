// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.snapshot;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

import io.github.threadleaks.redact.RedactedText;
import io.github.threadleaks.sample.ThreadKind;

/**
 * All threads at one instant that a query asked for.
 *
 * @param takenAt when
 * @param detail how much it tells
 * @param threads how many threads matched the query, before {@code top}
 * @param states those by state
 * @param daemon those of them that do not keep the JVM alive
 * @param groups of a grouped snapshot the groups, largest first; else empty
 * @param all of a full snapshot the threads, by id; else empty
 * @param degraded what is missing and why
 */
public record ThreadSnapshot(Instant takenAt, SnapshotDetail detail, int threads, Map<Thread.State, Integer> states,
		int daemon, List<Group> groups, List<Member> all, List<RedactedText> degraded) implements Snapshot {

	public ThreadSnapshot {
		groups = List.copyOf(groups);
		all = List.copyOf(all);
		degraded = List.copyOf(degraded);
	}

	@Override
	public Stream<StackCount> stacks() {
		return Stream.concat(this.groups.stream().flatMap((group) -> group.stacks(group.portions())),
				this.all.stream().map(Member::stack));
	}

	/**
	 * Alike threads: same masked name, same frames, same creation site.
	 *
	 * @param threadName the masked name
	 * @param kind platform or virtual
	 * @param portions the members by state and labels, largest first
	 * @param frames their common stack, innermost first, at most as deep as is sampled
	 * @param waitsOn the class of what they wait on, if they do
	 * @param createdAt frames that started them, the nearest first; empty while unknown
	 * @param oldest age of the oldest, as far as was seen
	 */
	public record Group(RedactedText threadName, ThreadKind kind, List<Portion> portions, List<SnapshotFrame> frames,
			Optional<RedactedText> waitsOn, List<RedactedText> createdAt, Duration oldest) {

		public Group {
			portions = List.copyOf(portions);
			createdAt = List.copyOf(createdAt);
		}

		/**
		 * How many there are.
		 * @return the members
		 */
		public int threads() {
			return this.portions.stream().mapToInt(Portion::threads).sum();
		}

		/**
		 * The members by state.
		 * @return how many are in each state that some are in
		 */
		public Map<Thread.State, Integer> states() {
			Map<Thread.State, Integer> states = new EnumMap<>(Thread.State.class);
			this.portions.forEach((portion) -> states.merge(portion.state(), portion.threads(), Integer::sum));
			return states;
		}

		/**
		 * The members by label.
		 * @return for each label its values, and how many members bear them
		 */
		public Map<RedactedText, Map<RedactedText, Integer>> labels() {
			Map<RedactedText, Map<RedactedText, Integer>> labels = new TreeMap<>();
			this.portions.forEach((portion) -> portion.labels()
				.forEach((label, value) -> labels.computeIfAbsent(label, (key) -> new TreeMap<>())
					.merge(value, portion.threads(), Integer::sum)));
			return labels;
		}

		Stream<StackCount> stacks(List<Portion> told) {
			return told.stream()
				.map((portion) -> new StackCount(this.threadName, this.kind, portion.state(), portion.labels(),
						this.frames, portion.threads()));
		}

	}

	/**
	 * Members of a group that are in one state and have the same labels.
	 *
	 * @param state their state
	 * @param labels the labels that they have now, else those that they were started
	 * under
	 * @param threads how many; of a difference, how many more
	 */
	public record Portion(Thread.State state, Map<RedactedText, RedactedText> labels, int threads) {
	}

	/**
	 * One thread.
	 *
	 * @param id its id
	 * @param name its name
	 * @param kind platform or virtual
	 * @param state its state
	 * @param age since it was first seen
	 * @param daemon whether it does not keep the JVM alive
	 * @param frames its stack, innermost first
	 * @param waitsOn what it waits on (class and identity), if it does
	 * @param lockOwner the name of the thread that holds that, if known
	 * @param labels the labels that it has now, else those that it was started under
	 */
	public record Member(long id, RedactedText name, ThreadKind kind, Thread.State state, Duration age, boolean daemon,
			List<SnapshotFrame> frames, Optional<RedactedText> waitsOn, Optional<RedactedText> lockOwner,
			Map<RedactedText, RedactedText> labels) {

		StackCount stack() {
			return new StackCount(this.name, this.kind, this.state, this.labels, this.frames, 1);
		}

	}

}
