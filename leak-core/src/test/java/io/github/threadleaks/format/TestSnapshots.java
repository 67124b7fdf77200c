// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.format;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

import io.github.threadleaks.redact.RedactedText;
import io.github.threadleaks.redact.Redactor;
import io.github.threadleaks.sample.ThreadKind;
import io.github.threadleaks.snapshot.Snapshot;
import io.github.threadleaks.snapshot.SnapshotDetail;
import io.github.threadleaks.snapshot.SnapshotDifference;
import io.github.threadleaks.snapshot.SnapshotFrame;
import io.github.threadleaks.snapshot.ThreadSnapshot;

/**
 * Snapshots for the formats to write, their texts redacted as they would be.
 */
final class TestSnapshots {

	static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

	private static final Redactor REDACTOR = Redactor.standard(List.of());

	private TestSnapshots() {
	}

	static RedactedText text(String raw) {
		return REDACTOR.redact(raw);
	}

	/** A stack, innermost first, of class and method each; lines count from 1. */
	static List<SnapshotFrame> frames(String... sites) {
		return IntStream.range(0, sites.length).mapToObj((i) -> {
			String type = sites[i].substring(0, sites[i].lastIndexOf('.'));
			String file = type.substring(type.lastIndexOf('.') + 1) + ".java";
			return new SnapshotFrame(text(sites[i] + "(" + file + ":" + (i + 1) + ")"), text(sites[i]), text(file),
					i + 1);
		}).toList();
	}

	static ThreadSnapshot.Group group(String name, List<SnapshotFrame> frames, ThreadSnapshot.Portion... portions) {
		return new ThreadSnapshot.Group(text(name), ThreadKind.PLATFORM, List.of(portions), frames, Optional.empty(),
				List.of(), Duration.ofMinutes(11));
	}

	static ThreadSnapshot.Portion portion(Thread.State state, int threads, String... labels) {
		Map<RedactedText, RedactedText> all = (labels.length == 0) ? Map.of()
				: Map.of(text(labels[0]), text(labels[1]));
		return new ThreadSnapshot.Portion(state, all, threads);
	}

	static ThreadSnapshot grouped(ThreadSnapshot.Group... groups) {
		int threads = Arrays.stream(groups).mapToInt(ThreadSnapshot.Group::threads).sum();
		return new ThreadSnapshot(NOON, SnapshotDetail.GROUPED, threads, Map.of(Thread.State.WAITING, threads), 1,
				List.of(groups), List.of(), List.of());
	}

	static ThreadSnapshot full(ThreadSnapshot.Member... members) {
		return new ThreadSnapshot(NOON, SnapshotDetail.FULL, members.length,
				Map.of(Thread.State.WAITING, members.length), 1, List.of(), List.of(members), List.of());
	}

	static SnapshotDifference.Change change(ThreadSnapshot.Group group, int before, int now,
			ThreadSnapshot.Portion... changes) {
		return new SnapshotDifference.Change(group, before, now, List.of(changes));
	}

	static String write(SnapshotFormat format, Snapshot snapshot) {
		try {
			return new String(format.open(snapshot).readAllBytes(), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
