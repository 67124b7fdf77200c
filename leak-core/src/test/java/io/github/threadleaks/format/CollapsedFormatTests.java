// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.format;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import io.github.threadleaks.sample.ThreadKind;
import io.github.threadleaks.snapshot.SnapshotDifference.Change;
import io.github.threadleaks.snapshot.SnapshotFrame;
import io.github.threadleaks.snapshot.ThreadSnapshot;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class CollapsedFormatTests {

	/** How {@code flamegraph.pl} splits a line, and what is left of it once more. */
	private static final Pattern COUNTED = Pattern.compile("^(.*)\\s+?(\\d+(?:\\.\\d*)?)$", Pattern.UNIX_LINES);

	private static final String TAKE = "java.util.concurrent.LinkedBlockingQueue.take(LinkedBlockingQueue.java:435)";

	private static final String RUN = "java.lang.Thread.run(Thread.java:840)";

	/**
	 * A line.
	 *
	 * @param stack the frames, outermost first
	 * @param counts the numbers, one or, of a difference, two
	 */
	private record Line(List<String> stack, List<Integer> counts) {

		private static Line parse(String line) {
			Matcher now = COUNTED.matcher(line);
			assertThat(now.matches()).as(line).isTrue();
			Matcher before = COUNTED.matcher(now.group(1));
			boolean two = before.matches();
			return new Line(Arrays.asList((two ? before.group(1) : now.group(1)).split(";", -1)),
					two ? List.of(Integer.valueOf(before.group(2)), Integer.valueOf(now.group(2)))
							: List.of(Integer.valueOf(now.group(2))));
		}

	}

	private static List<Line> parse(String text) {
		assertThat(text).endsWith("\n");
		return Arrays.stream(text.substring(0, text.length() - 1).split("\n", -1)).map(Line::parse).toList();
	}

	@Test
	void aGroupIsALine() {
		ThreadSnapshot snapshot = Snapshots.grouped(
				Snapshots.group("pool-#-thread-#", ThreadKind.PLATFORM, Snapshots.frames(TAKE, RUN),
						Snapshots.portion(Thread.State.WAITING, 300), Snapshots.portion(Thread.State.RUNNABLE, 12)),
				Snapshots.waiting("main", 1, RUN));
		assertThat(Snapshots.writeText(SnapshotFormat.COLLAPSED, snapshot)).isEqualTo("""
				pool-#-thread-#;java.lang.Thread.run;java.util.concurrent.LinkedBlockingQueue.take 312
				main;java.lang.Thread.run 1
				""");
	}

	@Test
	void aThreadIsALine() {
		assertThat(Snapshots.writeText(SnapshotFormat.COLLAPSED,
				Snapshots.full(List.of("pool-1-thread-1", "pool-1-thread-2"), List.of(Snapshots.frames(RUN)))))
			.isEqualTo("""
					pool-1-thread-1;java.lang.Thread.run 1
					pool-1-thread-2;java.lang.Thread.run 1
					""");
	}

	@Test
	void aDifferenceHasTwoNumbers() {
		assertThat(Snapshots.writeText(SnapshotFormat.COLLAPSED,
				Snapshots.difference(
						Snapshots.change("a", 4, 9, Snapshots.frames(TAKE, RUN),
								Snapshots.portion(Thread.State.WAITING, 5)),
						Snapshots.change("b", 3, 1, Snapshots.frames(RUN), Snapshots.portion(Thread.State.WAITING, -2)),
						Snapshots.change("c", 0, 2, Snapshots.frames(RUN), Snapshots.portion(Thread.State.WAITING, 2)),
						Snapshots.change("d", 2, 0, Snapshots.frames(), Snapshots.portion(Thread.State.WAITING, -2)))))
			.isEqualTo("""
					a;java.lang.Thread.run;java.util.concurrent.LinkedBlockingQueue.take 4 9
					b;java.lang.Thread.run 3 1
					c;java.lang.Thread.run 0 2
					d;(no stack) 2 0
					""");
	}

	@Test
	void nothingIsNoLine() {
		assertThat(Snapshots.writeText(SnapshotFormat.COLLAPSED, Snapshots.grouped())).isEmpty();
		assertThat(Snapshots.writeText(SnapshotFormat.COLLAPSED, Snapshots.difference())).isEmpty();
	}

	@Test
	void aNameThatEndsInANumberIsNoCount() {
		ThreadSnapshot snapshot = Snapshots.grouped(Snapshots.waiting("worker 12", 5),
				Snapshots.waiting("", 6, "com.acme.Tests.it works in case 7", "com.acme.Tests.a;b 1.5"));
		assertThat(parse(Snapshots.writeText(SnapshotFormat.COLLAPSED, snapshot)))
			.containsExactly(new Line(List.of("worker 12", "(no stack)"), List.of(5)), new Line(
					List.of("(no name)", "com.acme.Tests.a,b_1.5", "com.acme.Tests.it_works_in_case_7"), List.of(6)));
	}

	@Test
	void hostileNamesKeepTheGrammar() {
		List<String> hostile = Snapshots.hostileTexts(1_000);
		assertThat(hostile).anyMatch((name) -> name.length() >= 100_000);
		List<Line> lines = parse(Snapshots.writeText(SnapshotFormat.COLLAPSED, Snapshots.grouped(groups(hostile))));
		assertThat(lines).hasSize(1_000);
		for (int i = 0; i < lines.size(); i++) {
			assertLine(lines.get(i), hostile, i);
			assertThat(lines.get(i).counts()).containsExactly(i * 7 + 1);
		}
	}

	@Test
	void hostileNamesKeepTheGrammarOfDifferences() {
		List<String> hostile = Snapshots.hostileTexts(1_000);
		ThreadSnapshot.Group[] groups = groups(hostile);
		List<Line> lines = parse(Snapshots.writeText(SnapshotFormat.COLLAPSED,
				Snapshots.difference(IntStream.range(0, groups.length)
					.mapToObj((i) -> Snapshots.change(hostile.get(i), i + 1, i + 3, groups[i].frames(),
							Snapshots.portion(Thread.State.WAITING, 2)))
					.toArray(Change[]::new))));
		assertThat(lines).hasSize(1_000);
		for (int i = 0; i < lines.size(); i++) {
			assertLine(lines.get(i), hostile, i);
			assertThat(lines.get(i).counts()).containsExactly(i + 1, i + 3);
		}
	}

	private static ThreadSnapshot.Group[] groups(List<String> hostile) {
		return IntStream.range(0, hostile.size()).mapToObj((i) -> {
			List<SnapshotFrame> frames = (i % 10 == 9) ? List.of()
					: Snapshots.frames("com.acme." + hostile.get(hostile.size() - 1 - i), "com.acme.Numbered.call" + i);
			return Snapshots.group(hostile.get(i), ThreadKind.PLATFORM, frames,
					Snapshots.portion(Thread.State.WAITING, i * 7 + 1));
		}).toArray(ThreadSnapshot.Group[]::new);
	}

	private static void assertLine(Line line, List<String> hostile, int i) {
		String name = Snapshots.text(hostile.get(i)).toString().replace(';', ',').strip();
		assertThat(line.stack().get(0)).isEqualTo(name.isEmpty() ? "(no name)" : name);
		assertThat(line.stack()).hasSize((i % 10 == 9) ? 2 : 3).allMatch((frame) -> !frame.isEmpty());
		assertThat(line.stack().get(1)).isEqualTo((i % 10 == 9) ? "(no stack)" : "com.acme.Numbered.call" + i);
		assertThat(String.join("", line.stack()).chars()).allMatch((c) -> c >= ' ');
	}

}
