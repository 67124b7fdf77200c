// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.snapshot;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
		int daemon, List<Group> groups, List<Member> all, List<RedactedText> degraded) {

	public ThreadSnapshot {
		groups = List.copyOf(groups);
		all = List.copyOf(all);
		degraded = List.copyOf(degraded);
	}

	/**
	 * A snapshot that lacks nothing.
	 * @param takenAt when
	 * @param detail how much it tells
	 * @param threads how many threads matched the query
	 * @param states those by state
	 * @param daemon those of them that do not keep the JVM alive
	 * @param groups the groups
	 * @param all the threads
	 */
	public ThreadSnapshot(Instant takenAt, SnapshotDetail detail, int threads, Map<Thread.State, Integer> states,
			int daemon, List<Group> groups, List<Member> all) {
		this(takenAt, detail, threads, states, daemon, groups, all, List.of());
	}

	/**
	 * Alike threads: same masked name, same frames.
	 *
	 * @param threads how many
	 * @param threadName the masked name
	 * @param kind platform or virtual
	 * @param states the members by state
	 * @param frames their common stack, innermost first, at most as deep as is sampled
	 * @param waitsOn the class of what they wait on, if they do
	 * @param createdAt frames that started them, the nearest first; empty while unknown
	 * @param oldest age of the oldest, as far as was seen
	 */
	public record Group(int threads, RedactedText threadName, ThreadKind kind, Map<Thread.State, Integer> states,
			List<RedactedText> frames, Optional<RedactedText> waitsOn, List<RedactedText> createdAt, Duration oldest) {

		public Group {
			frames = List.copyOf(frames);
			createdAt = List.copyOf(createdAt);
		}

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
			List<RedactedText> frames, Optional<RedactedText> waitsOn, Optional<RedactedText> lockOwner,
			Map<RedactedText, RedactedText> labels) {

		public Member {
			frames = List.copyOf(frames);
			labels = Map.copyOf(labels);
		}

	}

}
