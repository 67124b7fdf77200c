// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.format;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.github.threadleaks.snapshot.Snapshot;
import io.github.threadleaks.snapshot.SnapshotDifference;
import io.github.threadleaks.snapshot.SnapshotFrame;
import io.github.threadleaks.snapshot.ThreadSnapshot;
import org.junit.jupiter.api.Test;

import static io.github.threadleaks.format.Snapshots.change;
import static io.github.threadleaks.format.Snapshots.difference;
import static io.github.threadleaks.format.Snapshots.frames;
import static io.github.threadleaks.format.Snapshots.group;
import static io.github.threadleaks.format.Snapshots.grouped;
import static io.github.threadleaks.format.Snapshots.portion;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class FlameGraphTests {

	private static final Pattern FRAME = Pattern.compile("<svg class=\"([^\"]*)\" x=\"([0-9.]+)%\" y=\"([0-9]+)\""
			+ " width=\"([0-9.]+)%\" height=\"17\"><title>([^<]*)</title><rect/>");

	private static String write(Snapshot snapshot) {
		return Snapshots.writeText(SnapshotFormat.FLAMEGRAPH, snapshot);
	}

	private static List<Frame> drawn(Snapshot snapshot) {
		return FRAME.matcher(write(snapshot)).results().map(Frame::of).toList();
	}

	private static ThreadSnapshot twoGroups() {
		return grouped(
				group("pool-#-thread-#", frames("a.Queue.take(Queue.java:1)", "a.Worker.run(Worker.java:2)"),
						portion(Thread.State.WAITING, 2), portion(Thread.State.RUNNABLE, 1)),
				group("other", frames("a.Other.run(Other.java:1)"), portion(Thread.State.BLOCKED, 1)));
	}

	@Test
	void namesComeFirstThenTheOutermostFrames() {
		assertThat(drawn(twoGroups())).containsExactly(
				new Frame("waiting", 0, 0, 100, "all threads\n4 threads, 100.0 %: 1 RUNNABLE, 1 BLOCKED, 2 WAITING"),
				new Frame("waiting", 0, 1, 75, "thread pool-#-thread-#\n3 threads, 75.0 %: 1 RUNNABLE, 2 WAITING"),
				new Frame("waiting", 0, 2, 75, "a.Worker.run(Worker.java:2)\n3 threads, 75.0 %: 1 RUNNABLE, 2 WAITING"),
				new Frame("waiting", 0, 3, 75, "a.Queue.take(Queue.java:1)\n3 threads, 75.0 %: 1 RUNNABLE, 2 WAITING"),
				new Frame("blocked", 75, 1, 25, "thread other\n1 thread, 25.0 %: 1 BLOCKED"),
				new Frame("blocked", 75, 2, 25, "a.Other.run(Other.java:1)\n1 thread, 25.0 %: 1 BLOCKED"));
	}

	@Test
	void aFrameSaysItsClassAndMethodWhereThereIsRoom() {
		assertThat(write(twoGroups())).contains("<text x=\"3\" y=\"12\">Queue.take</text>");
	}

	@Test
	void theSameMethodAtTwoLinesIsOneFrameWithoutALine() {
		ThreadSnapshot snapshot = grouped(
				group("one", frames("a.Queue.take(Queue.java:1)", "a.Worker.run(Worker.java:2)"),
						portion(Thread.State.WAITING, 1)),
				group("one", frames("a.Queue.poll(Queue.java:1)", "a.Queue.park(Queue.java:2)",
						"a.Worker.run(Worker.java:3)"), portion(Thread.State.WAITING, 1)));
		assertThat(drawn(snapshot)).extracting(Frame::title)
			.contains("a.Worker.run\n2 threads, 100.0 %: 2 WAITING",
					"a.Queue.take(Queue.java:1)\n1 thread, 50.0 %: 1 WAITING");
	}

	@Test
	void noThreadIsLostHoweverManyStacksThereAre() {
		ThreadSnapshot snapshot = grouped(IntStream.range(0, 3_000)
			.mapToObj((i) -> group("client" + "x".repeat(i % 60) + "-#", deep(i),
					portion(Thread.State.WAITING, 1 + i % 7)))
			.toArray(ThreadSnapshot.Group[]::new));
		List<Frame> drawn = drawn(snapshot);
		assertThat(drawn.size()).isBetween(FlameLayout.MAX_FRAMES, 2 * FlameLayout.MAX_FRAMES);
		assertThat(drawn).filteredOn((frame) -> frame.depth() == 1)
			.extracting(Frame::width)
			.satisfies((widths) -> assertThat(widths.stream().mapToDouble(Double::doubleValue).sum()).isCloseTo(100,
					within(0.005 * widths.size())));
		for (Frame frame : drawn) {
			double called = drawn.stream()
				.filter((other) -> other.depth() == frame.depth() + 1 && other.x() >= frame.x() - 0.011
						&& other.x() + other.width() <= frame.x() + frame.width() + 0.021)
				.mapToDouble(Frame::width)
				.sum();
			boolean ends = frame.style().equals("more") || frame.title().startsWith("a.Leaf");
			assertThat(called).as(frame.title()).isCloseTo(ends ? 0 : frame.width(), within(0.5));
		}
		assertThat(write(snapshot).length()).isLessThan(300_000);
	}

	private static List<SnapshotFrame> deep(int number) {
		return frames(Stream
			.concat(Stream.of("a.Leaf" + number + ".wait"),
					IntStream.range(0, 20).mapToObj((i) -> "a.Level" + i + ".call" + (number >> i)))
			.toArray(String[]::new));
	}

	@Test
	void whatHasGrownIsRedAndWhatHasShrunkBlue() {
		SnapshotDifference difference = difference(
				change("grown", 4, 9, frames("a.B.c(B.java:1)"), portion(Thread.State.WAITING, 5)),
				change("shrunk", 5, 3, frames("a.B.c(B.java:1)"), portion(Thread.State.WAITING, -2)));
		assertThat(drawn(difference)).containsExactly(
				new Frame("grew2", 0, 0, 100, "all threads\n+3 threads (7 more or fewer), 100.0 %: 7 WAITING"),
				new Frame("grew3", 0, 1, 71.43, "thread grown\n+5 threads (5 more or fewer), 71.4 %: 5 WAITING"),
				new Frame("grew3", 0, 2, 71.43, "a.B.c(B.java:1)\n+5 threads (5 more or fewer), 71.4 %: 5 WAITING"),
				new Frame("shrank3", 71.43, 1, 28.57, "thread shrunk\n-2 threads (2 more or fewer), 28.6 %: 2 WAITING"),
				new Frame("shrank3", 71.43, 2, 28.57,
						"a.B.c(B.java:1)\n-2 threads (2 more or fewer), 28.6 %: 2 WAITING"));
	}

	@Test
	void nothingIsSaidToBeNothing() {
		assertThat(write(grouped())).contains("No thread matches.").doesNotContain("class=\"flame\"");
	}

	@Test
	void framesAreWrittenOneByOne() {
		Iterator<byte[]> pieces = FlameGraphFormat.pieces(twoGroups());
		List<Integer> sizes = new ArrayList<>();
		pieces.forEachRemaining((piece) -> sizes.add(piece.length));
		assertThat(sizes).hasSizeGreaterThan(6 + 3);
	}

	/**
	 * A frame as it is drawn.
	 *
	 * @param style its class
	 * @param x its left end in percent
	 * @param depth its row
	 * @param width in percent
	 * @param title all it says
	 */
	private record Frame(String style, double x, int depth, double width, String title) {

		static Frame of(MatchResult match) {
			return new Frame(match.group(1), Double.parseDouble(match.group(2)), Integer.parseInt(match.group(3)) / 18,
					Double.parseDouble(match.group(4)), match.group(5));
		}

	}

}
