// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.autoconfigure.support;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
import io.github.threadleaks.snapshot.Snapshot;
import io.github.threadleaks.snapshot.SnapshotDetail;
import io.github.threadleaks.snapshot.SnapshotDifference;
import io.github.threadleaks.snapshot.SnapshotFrame;
import io.github.threadleaks.snapshot.SnapshotQuery;
import io.github.threadleaks.snapshot.ThreadSnapshot;

/**
 * Reports and snapshots in which every field has a value of its own, so that one in the
 * wrong place is seen.
 */
public final class TestReports {

	private static final Redactor REDACTOR = Redactor.standard(List.of());

	private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

	private static final RedactedText TAKE = text("java.util.concurrent.LinkedBlockingQueue.take");

	/** Of every report with a leak. */
	private static final Exhaustion EXHAUSTION = new Exhaustion(Duration.ofMinutes(192), Duration.ofMinutes(150),
			Optional.of(Duration.ofMinutes(290)), 32_768, 1_204, "cgroup pids.max", 9_000);

	/** Of every report. */
	private static final Signs SIGNS = new Signs(
			List.of(new Signal(text("heap"), SignalKind.HEAP, 734_003_200, 0, Optional.empty(), Optional.empty()),
					new Signal(text("connections:orders"), SignalKind.CONNECTIONS, 9, 40.5,
							Optional.of(NOON.minusSeconds(660)), Optional.of(Verdict.SUSPECTED))),
			Optional.of(text("Threads and connections have grown together.")));

	private TestReports() {
	}

	public static RedactedText text(String raw) {
		return REDACTOR.redact(raw);
	}

	public static ThreadLeakReport report(Leak... leaks) {
		return report(new ThreadCounts.Virtual(0, false), List.of(leaks), List.of());
	}

	public static ThreadLeakReport report(ThreadCounts.Virtual virtual, List<Leak> leaks, List<Leak> resolved) {
		ThreadCounts threads = new ThreadCounts(412, 30, 420, 1203, 380, Map.of(Thread.State.RUNNABLE, 12,
				Thread.State.BLOCKED, 1, Thread.State.WAITING, 389, Thread.State.TIMED_WAITING, 10), virtual);
		return new ThreadLeakReport(leaks.stream().allMatch(Leak::accepted) ? Status.OK : Status.LEAKING,
				Optional.of(NOON), Duration.ofMinutes(12), Duration.ofSeconds(5), threads, leaks, resolved,
				leaks.isEmpty() ? Optional.empty() : Optional.of(EXHAUSTION), SIGNS,
				new SamplingCost(Duration.ofNanos(1_400_000), 0.0003, List.of(text("stretched"))));
	}

	public static Leak leak(String id, Verdict verdict, int threads) {
		return leak(id, verdict, threads, "pool-#-thread-#");
	}

	public static Leak leak(String id, Verdict verdict, int threads, String threadName) {
		return new Leak(id, verdict, false, Pattern.EXECUTOR_NOT_SHUT_DOWN,
				text(threadName + " grew 4 to " + threads + " in 11 min and none ended."), text(threadName),
				ThreadKind.PLATFORM, threads, 1190.5, NOON.minusSeconds(660), Duration.ofMinutes(11),
				List.of(text("com.acme.OrderService.export(OrderService.java:42)")),
				Map.of("http.route", Redactor.standard(List.of()).route("POST /orders")),
				Map.of(text("tenant"), Map.of(text("acme"), 9)), List.of(TAKE), Thread.State.WAITING,
				List.of(new Leak.Family(text(threadName), threads)),
				List.of(new Leak.EvidenceLine(EvidenceKind.GROWTH, text("It grows."), 1190.5, "threads/hour")),
				List.of(new Leak.Size(NOON.minusSeconds(5), threads - 1)),
				List.of(new Leak.Example(77, text("pool-7-thread-1"), Thread.State.WAITING, Duration.ofMinutes(9),
						Duration.ofMinutes(8), List.of(TAKE))));
	}

	/** What a monitor answers that has two threads, and had one five minutes ago. */
	public static Snapshot snapshot(SnapshotQuery query) {
		List<SnapshotFrame> frames = List
			.of(new SnapshotFrame(text("java.util.concurrent.LinkedBlockingQueue.take(LinkedBlockingQueue.java:435)"),
					TAKE, text("LinkedBlockingQueue.java"), 435));
		ThreadSnapshot.Portion portion = new ThreadSnapshot.Portion(Thread.State.WAITING,
				Map.of(text("tenant"), text("acme")), 2);
		ThreadSnapshot.Group group = new ThreadSnapshot.Group(text("pool-#-thread-#"), ThreadKind.PLATFORM,
				List.of(portion), frames, Optional.of(text("ConditionObject")), List.of(), Duration.ofMinutes(9));
		boolean grouped = query.detail() == SnapshotDetail.GROUPED;
		if (query.since().isPresent()) {
			SnapshotDifference.Change change = new SnapshotDifference.Change(group, 1, 2,
					List.of(new ThreadSnapshot.Portion(portion.state(), portion.labels(), 1)));
			return new SnapshotDifference(NOON, NOON.minus(query.since().get()), query.detail(), 2, 1,
					grouped ? List.of(change) : List.of(), List.of(), List.of(), List.of(), List.of());
		}
		ThreadSnapshot.Member member = new ThreadSnapshot.Member(77, text("pool-7-thread-1"), ThreadKind.PLATFORM,
				Thread.State.WAITING, Duration.ofMinutes(9), true, frames, Optional.of(text("ConditionObject@1f")),
				Optional.empty(), Map.of());
		return new ThreadSnapshot(NOON, query.detail(), 2, Map.of(Thread.State.WAITING, 2), 1,
				grouped ? List.of(group) : List.of(),
				(query.detail() == SnapshotDetail.FULL) ? List.of(member) : List.of(), List.of());
	}

}
