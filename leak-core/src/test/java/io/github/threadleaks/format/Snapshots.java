// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.format;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.github.threadleaks.redact.RedactedText;
import io.github.threadleaks.redact.Redactor;
import io.github.threadleaks.sample.ThreadKind;
import io.github.threadleaks.snapshot.Snapshot;
import io.github.threadleaks.snapshot.SnapshotDetail;
import io.github.threadleaks.snapshot.SnapshotDifference;
import io.github.threadleaks.snapshot.SnapshotDifference.Change;
import io.github.threadleaks.snapshot.SnapshotFrame;
import io.github.threadleaks.snapshot.ThreadSnapshot;
import io.github.threadleaks.snapshot.ThreadSnapshot.Group;
import io.github.threadleaks.snapshot.ThreadSnapshot.Member;
import io.github.threadleaks.snapshot.ThreadSnapshot.Portion;

/**
 * Makes snapshots for tests of the formats, all texts by a real redactor, and writes
 * them.
 */
final class Snapshots {

	static final Instant TAKEN_AT = Instant.parse("2026-01-01T00:05:00Z");

	static final Instant SINCE = Instant.parse("2026-01-01T00:00:00Z");

	private static final Pattern FRAME = Pattern.compile("(.*)\\((\\w+[.]java):(\\d+)\\)", Pattern.DOTALL);

	private static final Redactor REDACTOR = Redactor.standard(List.of());

	/** Of these a hostile text is made: what means something to some tool. */
	private static final List<String> HOSTILE = List.of(";", "\n", "\r\n", "\"", "'", "\\", "\\n", "\\", " ", "\t",
			"\0", "\033[31m", "\u202e", "\u2028", "\u00a0", "\u0085", "\ud83d", "\ude00", "\ud83d\ude00", "\u00e9",
			"\u6f22", "42", " 7", " 1.5", "%s", "%d", "&amp;", "&", "<b>", "</text>", "{", "}", "#", "$", "`", "->",
			"label", "(", ")", "[", "]", "|", "//", "/*", ".", "pool-1-thread-2");

	private Snapshots() {
	}

	static RedactedText text(String raw) {
		return REDACTOR.redact(raw);
	}

	/** {@code "com.acme.Orders.export(Orders.java:42)"}, or without file and line. */
	static SnapshotFrame frame(String raw) {
		Matcher whole = FRAME.matcher(raw);
		return whole.matches() ? new SnapshotFrame(text(raw), text(whole.group(1)), text(whole.group(2)),
				Integer.parseInt(whole.group(3))) : new SnapshotFrame(text(raw), text(raw), text(""), 0);
	}

	static List<SnapshotFrame> frames(String... innermostFirst) {
		return Arrays.stream(innermostFirst).map(Snapshots::frame).toList();
	}

	static Portion portion(Thread.State state, int threads, String... labels) {
		Map<RedactedText, RedactedText> all = new TreeMap<>();
		for (int i = 0; i < labels.length; i += 2) {
			all.put(text(labels[i]), text(labels[i + 1]));
		}
		return new Portion(state, all, threads);
	}

	static Group group(String name, ThreadKind kind, List<SnapshotFrame> frames, Portion... portions) {
		return new Group(text(name), kind, List.of(portions), frames, Optional.empty(), List.of(),
				Duration.ofMinutes(1));
	}

	static Group group(String name, List<SnapshotFrame> frames, Portion... portions) {
		return group(name, ThreadKind.PLATFORM, frames, portions);
	}

	static Group waiting(String name, int threads, String... innermostFirst) {
		return group(name, ThreadKind.PLATFORM, frames(innermostFirst), portion(Thread.State.WAITING, threads));
	}

	static ThreadSnapshot grouped(Group... groups) {
		Map<Thread.State, Integer> states = new EnumMap<>(Thread.State.class);
		Arrays.stream(groups)
			.forEach((group) -> group.states().forEach((state, threads) -> states.merge(state, threads, Integer::sum)));
		return new ThreadSnapshot(TAKEN_AT, SnapshotDetail.GROUPED,
				Arrays.stream(groups).mapToInt(Group::threads).sum(), states, 0, List.of(groups), List.of(), List.of());
	}

	/** All waiting, one after the other on one of the stacks. */
	static ThreadSnapshot full(List<String> names, List<List<SnapshotFrame>> stacks) {
		List<Member> members = IntStream.range(0, names.size())
			.mapToObj((id) -> new Member(id, text(names.get(id)), ThreadKind.PLATFORM, Thread.State.WAITING,
					Duration.ofMinutes(1), false, stacks.get(id % stacks.size()), Optional.empty(), Optional.empty(),
					Map.of()))
			.toList();
		return full(members);
	}

	static ThreadSnapshot full(List<Member> members) {
		return new ThreadSnapshot(TAKEN_AT, SnapshotDetail.FULL, members.size(),
				Map.of(Thread.State.WAITING, members.size()), 0, List.of(), members, List.of());
	}

	/** Ten thousand threads of 20 pools, each with a stack of 25 frames. */
	static ThreadSnapshot tenThousand() {
		List<List<SnapshotFrame>> stacks = IntStream.range(0, 20)
			.mapToObj((pool) -> IntStream.range(0, 25)
				.mapToObj((depth) -> frame("com.acme.pool" + pool + ".Layer" + depth + ".call(Layer" + depth + ".java:"
						+ (10 + depth) + ")"))
				.toList())
			.toList();
		return full(IntStream.range(0, 10_000).mapToObj((id) -> "pool-" + id % 20 + "-thread-" + id / 20).toList(),
				stacks);
	}

	static Change change(String name, int before, int now, List<SnapshotFrame> frames, Portion... changes) {
		return new Change(group(name, frames, portion(Thread.State.WAITING, Math.max(before, now))), before, now,
				List.of(changes));
	}

	static SnapshotDifference difference(Change... changes) {
		List<Change> all = List.of(changes);
		return new SnapshotDifference(TAKEN_AT, SINCE, SnapshotDetail.GROUPED, all.stream().mapToInt(Change::now).sum(),
				all.stream().mapToInt(Change::before).sum(),
				all.stream().filter((change) -> change.before() > 0 && change.change() > 0).toList(),
				all.stream().filter((change) -> change.now() > 0 && change.change() < 0).toList(),
				all.stream().filter((change) -> change.before() == 0).toList(),
				all.stream().filter((change) -> change.now() == 0).toList(), List.of(text("Half of it is missing.")));
	}

	/** Random texts, always the same; each fiftieth has 100,000 characters or more. */
	static List<String> hostileTexts(int count) {
		Random random = new Random(42);
		List<String> texts = new ArrayList<>(List.of("", " ", ";", "\n"));
		while (texts.size() < count) {
			int parts = 1 + random.nextInt(12);
			String text = random.ints(parts, 0, HOSTILE.size()).mapToObj(HOSTILE::get).collect(Collectors.joining());
			texts.add((texts.size() % 50 != 0) ? text : text.repeat(100_000 / text.length() + 1));
		}
		return texts;
	}

	static byte[] write(SnapshotFormat format, Snapshot snapshot) {
		try {
			return format.open(snapshot).readAllBytes();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static String writeText(SnapshotFormat format, Snapshot snapshot) {
		return new String(write(format, snapshot), StandardCharsets.UTF_8);
	}

}
