// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.autoconfigure.endpoint;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.github.threadleaks.redact.RedactedText;
import io.github.threadleaks.snapshot.ThreadSnapshot;
import org.jspecify.annotations.Nullable;

/**
 * A snapshot as a body, of one shape for each detail.
 */
sealed interface SnapshotDescriptor {

	static SnapshotDescriptor of(ThreadSnapshot snapshot) {
		return switch (snapshot.detail()) {
			case SUMMARY -> Summary.of(snapshot);
			case GROUPED -> Grouped.of(snapshot);
			case FULL -> Full.of(snapshot);
		};
	}

	private static @Nullable String text(Optional<RedactedText> text) {
		return text.map(RedactedText::toString).orElse(null);
	}

	/**
	 * Counts.
	 *
	 * @param takenAt when
	 * @param detail {@code summary}
	 * @param threads how many threads
	 * @param states those by state
	 * @param daemon those that do not keep the JVM alive
	 * @param degraded what is missing and why; absent if nothing is
	 */
	@JsonPropertyOrder({ "takenAt", "detail", "threads", "states", "daemon", "degraded" })
	record Summary(String takenAt, String detail, int threads, Map<String, Integer> states, int daemon,
			@JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> degraded) implements SnapshotDescriptor {

		static Summary of(ThreadSnapshot snapshot) {
			return new Summary(snapshot.takenAt().toString(), snapshot.detail().parameter(), snapshot.threads(),
					Redacted.states(snapshot.states()), snapshot.daemon(), Redacted.strings(snapshot.degraded()));
		}

	}

	/**
	 * Alike threads together.
	 *
	 * @param takenAt when
	 * @param detail {@code grouped}
	 * @param threads how many threads, of all groups
	 * @param groups the groups, largest first
	 * @param degraded what is missing and why; absent if nothing is
	 */
	@JsonPropertyOrder({ "takenAt", "detail", "threads", "groups", "degraded" })
	record Grouped(String takenAt, String detail, int threads, List<Group> groups,
			@JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> degraded) implements SnapshotDescriptor {

		static Grouped of(ThreadSnapshot snapshot) {
			return new Grouped(snapshot.takenAt().toString(), snapshot.detail().parameter(), snapshot.threads(),
					snapshot.groups().stream().map(Group::of).toList(), Redacted.strings(snapshot.degraded()));
		}

	}

	/**
	 * Alike threads.
	 *
	 * @param threads how many
	 * @param threadName the masked name
	 * @param kind platform or virtual
	 * @param states the members by state
	 * @param frames their common stack, innermost first
	 * @param waitsOn the class of what they wait on; absent if they do not
	 * @param createdAt frames that started them
	 * @param oldest age of the oldest
	 */
	@JsonPropertyOrder({ "threads", "threadName", "kind", "states", "frames", "waitsOn", "createdAt", "oldest" })
	record Group(int threads, String threadName, String kind, Map<String, Integer> states, List<String> frames,
			@JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String waitsOn, List<String> createdAt,
			String oldest) {

		static Group of(ThreadSnapshot.Group group) {
			return new Group(group.threads(), group.threadName().toString(), group.kind().name(),
					Redacted.states(group.states()), Redacted.strings(group.frames()), text(group.waitsOn()),
					Redacted.strings(group.createdAt()), group.oldest().toString());
		}

	}

	/**
	 * Every thread.
	 *
	 * @param takenAt when
	 * @param detail {@code full}
	 * @param threads the threads, by id
	 * @param degraded what is missing and why; absent if nothing is
	 */
	@JsonPropertyOrder({ "takenAt", "detail", "threads", "degraded" })
	record Full(String takenAt, String detail, List<Member> threads,
			@JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> degraded) implements SnapshotDescriptor {

		static Full of(ThreadSnapshot snapshot) {
			return new Full(snapshot.takenAt().toString(), snapshot.detail().parameter(),
					snapshot.all().stream().map(Member::of).toList(), Redacted.strings(snapshot.degraded()));
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
	 * @param waitsOn what it waits on; absent if it does not
	 * @param lockOwner the thread that holds that; absent if unknown
	 * @param labels its labels
	 */
	@JsonPropertyOrder({ "id", "name", "kind", "state", "age", "daemon", "frames", "waitsOn", "lockOwner", "labels" })
	record Member(long id, String name, String kind, String state, String age, boolean daemon, List<String> frames,
			@JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String waitsOn,
			@JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String lockOwner, Map<String, String> labels) {

		static Member of(ThreadSnapshot.Member member) {
			return new Member(member.id(), member.name().toString(), member.kind().name(), member.state().name(),
					member.age().toString(), member.daemon(), Redacted.strings(member.frames()), text(member.waitsOn()),
					text(member.lockOwner()), Redacted.strings(member.labels()));
		}

	}

}
