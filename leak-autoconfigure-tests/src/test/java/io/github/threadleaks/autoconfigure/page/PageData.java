// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.autoconfigure.page;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

import io.github.threadleaks.autoconfigure.support.FakeMonitor;
import io.github.threadleaks.autoconfigure.support.TestReports;
import io.github.threadleaks.judge.EvidenceKind;
import io.github.threadleaks.judge.Pattern;
import io.github.threadleaks.judge.Verdict;
import io.github.threadleaks.redact.RedactedText;
import io.github.threadleaks.redact.Redactor;
import io.github.threadleaks.report.Exhaustion;
import io.github.threadleaks.report.Leak;
import io.github.threadleaks.report.SamplingCost;
import io.github.threadleaks.report.Signal;
import io.github.threadleaks.report.Signs;
import io.github.threadleaks.report.Status;
import io.github.threadleaks.report.ThreadCounts;
import io.github.threadleaks.report.ThreadLeakReport;
import io.github.threadleaks.sample.ThreadKind;
import io.github.threadleaks.signal.SignalKind;
import io.github.threadleaks.snapshot.SnapshotDetail;
import io.github.threadleaks.snapshot.SnapshotDifference;
import io.github.threadleaks.snapshot.SnapshotFrame;
import io.github.threadleaks.snapshot.SnapshotHistory;
import io.github.threadleaks.snapshot.SnapshotQuery;
import io.github.threadleaks.snapshot.ThreadSnapshot;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.willAnswer;

/**
 * A service with much to show: many leaks, ten thousand threads in two hundred groups,
 * deep stacks, and texts that would like to be markup.
 */
final class PageData {

	static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

	/** Of a group's name, a frame and a label. */
	static final String HOSTILE = "\"><script>alert('x')</script><img src=x onerror=alert(1)>&amp;";

	static final int THREADS = 10_000;

	static final int GROUPS = 200;

	private static final int DEPTH = 25;

	private static final List<Pattern> PATTERNS = List.of(Pattern.EXECUTOR_NOT_SHUT_DOWN, Pattern.CLIENT_NOT_CLOSED,
			Pattern.QUEUE_NEVER_FED, Pattern.IO_WITHOUT_TIMEOUT);

	private static final List<Verdict> VERDICTS = List.of(Verdict.CONFIRMED, Verdict.SUSPECTED, Verdict.WATCHING);

	private PageData() {
	}

	static FakeMonitor monitor(int leaks) {
		return monitor(leaks, GROUPS);
	}

	static FakeMonitor monitor(int leaks, int groups) {
		FakeMonitor fake = new FakeMonitor(report(leaks, THREADS));
		given(fake.monitor().states()).willReturn(states());
		willAnswer((call) -> {
			SnapshotQuery query = call.getArgument(0, SnapshotQuery.class);
			return query.since().isPresent() ? difference() : query.name().isPresent() ? snapshot(3) : snapshot(groups);
		}).given(fake.monitor()).snapshot(any());
		return fake;
	}

	static ThreadLeakReport report(int leaks, int live) {
		List<Leak> open = IntStream.range(0, leaks).mapToObj((i) -> leak(i)).toList();
		ThreadCounts threads = new ThreadCounts(
				live, 30, live + 7, 1_203, 380, Map.of(Thread.State.RUNNABLE, 12, Thread.State.BLOCKED, 3,
						Thread.State.WAITING, live - 40, Thread.State.TIMED_WAITING, 25),
				new ThreadCounts.Virtual(3, true));
		return new ThreadLeakReport(open.isEmpty() ? Status.OK : Status.LEAKING, Optional.of(NOON),
				Duration.ofMinutes(47), Duration.ofSeconds(5), threads, open,
				List.of(TestReports.leak("0a0a0a0a", Verdict.RESOLVED, 5)),
				open.isEmpty() ? Optional.empty()
						: Optional.of(new Exhaustion(Duration.ofMinutes(192), Duration.ofMinutes(150),
								Optional.of(Duration.ofMinutes(290)), 32_768, 10_204, "cgroup pids.max", 9_000)),
				signs(), new SamplingCost(Duration.ofNanos(1_400_000), 0.0003,
						List.of(text("Stacks are read less often, since the CPU budget is used up."))));
	}

	private static Signs signs() {
		return new Signs(
				List.of(new Signal(text("heap"), SignalKind.HEAP, 734_003_200, 0, Optional.empty(), Optional.empty()),
						new Signal(text("classes"), SignalKind.CLASSES, 12_043, 310.4,
								Optional.of(NOON.minusSeconds(600)), Optional.of(Verdict.WATCHING)),
						new Signal(text("connections:" + HOSTILE), SignalKind.CONNECTIONS, 9, 11.5,
								Optional.of(NOON.minusSeconds(2_820)), Optional.of(Verdict.SUSPECTED))),
				Optional.of(text("Threads pool-#-thread-# and connections:orders have grown together since 11:13 UTC:"
						+ " the connections are held by the leaked threads.")));
	}

	private static Leak leak(int number) {
		String name = (number == 1) ? "exec " + HOSTILE : "pool-#-thread-#";
		List<Leak.Size> sizes = new ArrayList<>();
		for (int i = 0; i < 240; i++) {
			sizes.add(new Leak.Size(NOON.minusSeconds(12L * (240 - i)), 4 + i * (number + 1) + (i % 7) * 2));
		}
		int threads = sizes.get(sizes.size() - 1).threads();
		return new Leak(Integer.toHexString(0x3f9a1c00 + number), VERDICTS.get(number % 3), number == 3,
				PATTERNS.get(number % 4),
				text(name + " grew 4 to " + threads + " in 47 min and none ended; each waits in a pool of its own;"
						+ " started by com.acme.orders.OrderService.export."),
				text(name), ThreadKind.PLATFORM, threads, 1190.5, NOON.minusSeconds(2_820), Duration.ofMinutes(47),
				List.of(text("com.acme.orders.OrderService.export(OrderService.java:42)"),
						text("com.acme.orders.OrderController.export(OrderController.java:31)")),
				Map.of("http.route", Redactor.standard(List.of()).route("POST /orders/{id}/export")),
				Map.of(text("tenant"), Map.of(text("acme"), 9, text("globex"), 3)),
				List.of(text("java.util.concurrent.LinkedBlockingQueue.take"),
						text("java.util.concurrent.ThreadPoolExecutor.getTask")),
				Thread.State.WAITING,
				(number == 2)
						? List.of(new Leak.Family(text(name), threads), new Leak.Family(text("Connection evictor"), 17))
						: List.of(new Leak.Family(text(name), threads)),
				List.of(new Leak.EvidenceLine(EvidenceKind.GROWTH,
						text("It grew 4 to " + threads + " in 47 min, 1190 an hour, in both halves of that time."),
						1190.5, "threads/hour"),
						new Leak.EvidenceLine(EvidenceKind.SCATTERED_POOLS,
								text("They wait in " + threads + " different pools."), threads, "pools")),
				sizes,
				List.of(new Leak.Example(77, text("pool-7-thread-1"), Thread.State.WAITING, Duration.ofMinutes(9),
						Duration.ofMinutes(8),
						List.of(text("java.util.concurrent.LinkedBlockingQueue.take(LinkedBlockingQueue.java:435)")))));
	}

	static List<SnapshotHistory.States> states() {
		return IntStream.range(0, 48)
			.mapToObj((i) -> new SnapshotHistory.States(NOON.minusSeconds(60L * (48 - i)),
					Map.of(Thread.State.RUNNABLE, 200 + i % 9 * 30, Thread.State.WAITING, 4_000 + i * 120,
							Thread.State.TIMED_WAITING, 800 - i % 13 * 20, Thread.State.BLOCKED, i / 4)))
			.toList();
	}

	/** Groups of every size, the largest first; some share what they run. */
	static ThreadSnapshot snapshot(int groups) {
		List<ThreadSnapshot.Group> told = new ArrayList<>();
		int left = THREADS;
		for (int i = 0; i < groups; i++) {
			int threads = (i == groups - 1) ? left : Math.max(1, Math.min(left - groups + i + 1, left * 2 / (i + 40)));
			left -= threads;
			told.add(group(i, threads));
		}
		return new ThreadSnapshot(NOON, SnapshotDetail.GROUPED, THREADS, Map.of(Thread.State.WAITING, THREADS), 30,
				told, List.of(), List.of());
	}

	private static ThreadSnapshot.Group group(int number, int threads) {
		String name = (number == 1) ? "exec " + HOSTILE : "client-" + letters(number) + "-#";
		return new ThreadSnapshot.Group(text(name), ThreadKind.PLATFORM, portions(number, threads), frames(number),
				Optional.of(text("ConditionObject")),
				List.of(text("com.acme.orders.OrderService.export(OrderService.java:42)")), Duration.ofMinutes(9));
	}

	private static List<ThreadSnapshot.Portion> portions(int number, int threads) {
		Thread.State state = List
			.of(Thread.State.WAITING, Thread.State.TIMED_WAITING, Thread.State.RUNNABLE, Thread.State.BLOCKED)
			.get(number % 4);
		return List.of(new ThreadSnapshot.Portion(state, Map.of(), threads));
	}

	private static String letters(int number) {
		return "" + (char) ('a' + number / 26) + (char) ('a' + number % 26);
	}

	private static List<SnapshotFrame> frames(int group) {
		List<SnapshotFrame> frames = new ArrayList<>();
		frames.add(frame("jdk.internal.misc.Unsafe.park", "Unsafe.java", 341));
		frames.add(frame("java.util.concurrent.locks.LockSupport.park", "LockSupport.java", 341));
		for (int i = 0; i < DEPTH - 5; i++) {
			frames.add(frame(
					"com.acme.orders.client" + letters(group) + ".internal.HttpConnectionPool$Worker.step" + letters(i),
					"HttpConnectionPool.java", 100 + i));
		}
		frames.add(frame((group == 1) ? "com.acme." + HOSTILE : "java.util.concurrent.ThreadPoolExecutor.runWorker",
				"ThreadPoolExecutor.java", 1136));
		frames.add(frame("java.util.concurrent.ThreadPoolExecutor$Worker.run", "ThreadPoolExecutor.java", 635));
		frames.add(frame("java.lang.Thread.run", "Thread.java", 840));
		return frames;
	}

	private static SnapshotFrame frame(String site, String file, int line) {
		return new SnapshotFrame(text(site + "(" + file + ":" + line + ")"), text(site), text(file), line);
	}

	static SnapshotDifference difference() {
		return new SnapshotDifference(NOON, NOON.minusSeconds(300), SnapshotDetail.GROUPED, 130, 100,
				List.of(change(0, 10, 60)), List.of(change(2, 40, 25)), List.of(change(4, 0, 5)),
				List.of(change(6, 10, 0)), List.of());
	}

	private static SnapshotDifference.Change change(int group, int before, int now) {
		return new SnapshotDifference.Change(group(group, Math.max(1, now)), before, now,
				portions(group, now - before));
	}

	static RedactedText text(String raw) {
		return TestReports.text(raw);
	}

}
