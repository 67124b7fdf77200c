// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.format;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.threadleaks.sample.ThreadKind;
import io.github.threadleaks.settings.Words;
import io.github.threadleaks.snapshot.Snapshot;
import io.github.threadleaks.snapshot.SnapshotDetail;
import io.github.threadleaks.snapshot.SnapshotDifference;
import io.github.threadleaks.snapshot.SnapshotDifference.Change;
import io.github.threadleaks.snapshot.SnapshotFrame;
import io.github.threadleaks.snapshot.ThreadSnapshot;

/**
 * A snapshot for a terminal: a block a group, or a thread as {@code jstack} prints it, so
 * that tools which read its output read this.
 */
final class TextFormat {

	private TextFormat() {
	}

	static Iterator<byte[]> pieces(Snapshot snapshot) {
		return Pieces.of(Stream.concat(
				(snapshot instanceof SnapshotDifference difference) ? difference(difference)
						: snapshot((ThreadSnapshot) snapshot),
				snapshot.degraded().stream().map((reason) -> "\nNote: " + reason + "\n")));
	}

	private static Stream<String> snapshot(ThreadSnapshot snapshot) {
		if (snapshot.detail() == SnapshotDetail.FULL) {
			return Stream.concat(Stream.of(snapshot.takenAt() + "\nFull thread dump, redacted:\n"),
					snapshot.all().stream().map(TextFormat::thread));
		}
		String counts = Words.format("%s at %s: %s; %d daemon.\n", count(snapshot.threads()), snapshot.takenAt(),
				inWords(snapshot.states()), snapshot.daemon());
		return Stream.concat(Stream.of(counts), snapshot.groups().stream().map(TextFormat::group));
	}

	private static Stream<String> difference(SnapshotDifference difference) {
		String counts = Words.format("%s at %s, %s at %s: %+d.\n", count(difference.threadsBefore()),
				difference.since(), count(difference.threads()), difference.takenAt(),
				difference.threads() - difference.threadsBefore());
		String same = (difference.detail() == SnapshotDetail.GROUPED
				&& Stream.of(difference.grew(), difference.shrank(), difference.appeared(), difference.vanished())
					.allMatch(List::isEmpty)) ? "\nEvery group is as it was.\n" : "";
		return Pieces.concat(List.of(Stream.of(counts + same), changes("Grew", difference.grew()),
				changes("Shrank", difference.shrank()), changes("Appeared", difference.appeared()),
				changes("Vanished", difference.vanished())));
	}

	private static Stream<String> changes(String title, List<Change> changes) {
		Function<Change, String> block = (change) -> Words.format("\n%+d (%d to %d) %s", change.change(),
				change.before(), change.now(), describe(change.group()));
		return changes.isEmpty() ? Stream.empty()
				: Stream.concat(Stream.of("\n" + title + ":\n"), changes.stream().map(block));
	}

	private static String group(ThreadSnapshot.Group group) {
		return "\n" + count(group.threads()) + " " + describe(group);
	}

	private static String describe(ThreadSnapshot.Group group) {
		StringBuilder out = new StringBuilder();
		out.append('"').append(group.threadName()).append("\" ");
		if (group.kind() == ThreadKind.VIRTUAL) {
			out.append("virtual ");
		}
		out.append(inWords(group.states())).append(", oldest ").append(Words.of(group.oldest())).append('\n');
		group.labels()
			.forEach((label, values) -> out.append("    label ")
				.append(label)
				.append(": ")
				.append(values.entrySet()
					.stream()
					.map((value) -> value.getKey() + " (" + value.getValue() + ")")
					.collect(Collectors.joining(", ")))
				.append('\n'));
		if (!group.createdAt().isEmpty()) {
			out.append("    started at ").append(group.createdAt().get(0)).append('\n');
		}
		group.waitsOn().ifPresent((type) -> out.append("    waiting on ").append(type).append('\n'));
		group.frames().forEach((frame) -> out.append("    at ").append(frame).append('\n'));
		return out.toString();
	}

	private static String thread(ThreadSnapshot.Member member) {
		StringBuilder out = new StringBuilder();
		// the name of a thread is in quotes, so it has none
		out.append("\n\"")
			.append(member.name().toString().replace('"', '\''))
			.append("\" #")
			.append(member.id())
			.append(member.daemon() ? " daemon" : "")
			.append((member.kind() == ThreadKind.VIRTUAL) ? " virtual" : "")
			.append(Words.format(" elapsed=%ds", member.age().toSeconds()))
			.append(activity(member.state()))
			.append("\n   java.lang.Thread.State: ")
			.append(state(member))
			.append('\n');
		String lock = lock(member);
		for (SnapshotFrame frame : member.frames()) {
			out.append("\tat ").append(frame).append('\n').append(lock);
			lock = "";
		}
		if (!member.labels().isEmpty()) {
			out.append("\n   Labels: ")
				.append(member.labels()
					.entrySet()
					.stream()
					.map((label) -> label.getKey() + "=" + label.getValue())
					.collect(Collectors.joining(", ")))
				.append('\n');
		}
		return out.toString();
	}

	private static String activity(Thread.State state) {
		return switch (state) {
			case RUNNABLE -> " runnable";
			case BLOCKED -> " waiting for monitor entry";
			default -> " waiting on condition";
		};
	}

	/** As the JVM's own dump has it, by the innermost frame. */
	private static String state(ThreadSnapshot.Member member) {
		String innermost = member.frames().isEmpty() ? "" : member.frames().get(0).site().toString();
		String detail = switch (member.state()) {
			case BLOCKED -> " (on object monitor)";
			case WAITING, TIMED_WAITING ->
				innermost.endsWith(".park") ? " (parking)" : innermost.startsWith("java.lang.Thread.sleep")
						? " (sleeping)" : innermost.startsWith("java.lang.Object.wait") ? " (on object monitor)" : "";
			default -> "";
		};
		return member.state() + detail;
	}

	private static String lock(ThreadSnapshot.Member member) {
		return member.waitsOn().map((lock) -> {
			String text = lock.toString();
			int at = text.lastIndexOf('@');
			String what = (at < 0) ? "<" + text + ">"
					: "<0x" + text.substring(at + 1) + "> (a " + text.substring(0, at) + ")";
			String how = (member.state() == Thread.State.BLOCKED) ? "waiting to lock"
					: state(member).endsWith("(parking)") ? "parking to wait for " : "waiting on";
			return "\t- " + how + " " + what
					+ member.lockOwner().map((owner) -> " owned by \"" + owner + "\"").orElse("") + "\n";
		}).orElse("");
	}

	private static String count(int threads) {
		return threads + ((threads == 1) ? " thread" : " threads");
	}

	private static String inWords(Map<Thread.State, Integer> states) {
		return states.entrySet()
			.stream()
			.map((state) -> state.getValue() + " " + state.getKey())
			.collect(Collectors.joining(", "));
	}

}
