// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.report;

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
import io.github.threadleaks.sample.ThreadKind;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ReportTextTests {

	private static final Redactor REDACTOR = Redactor.standard(List.of());

	private static final Instant NOW = Instant.parse("2026-01-01T00:12:00Z");

	private static RedactedText text(String text) {
		return REDACTOR.redact(text);
	}

	private static Leak leak(Verdict verdict, double growthPerHour) {
		return new Leak("3f9a1c07", verdict, false, Pattern.QUEUE_NEVER_FED,
				text("mailer-# grew 4 to 312 in 11 min and none ended."), text("mailer-#"), ThreadKind.PLATFORM, 312,
				growthPerHour, NOW.minusSeconds(660), Duration.ofMinutes(11),
				List.of(text("com.acme.Mailer.start(Mailer.java:42)")), Map.of("http.route", text("POST orders")),
				Map.of(text("tenant"), Map.of(text("acme"), 9)),
				List.of(text("java.util.concurrent.LinkedBlockingQueue.take"), text("com.acme.Mailer.run")),
				Thread.State.WAITING, List.of(new Leak.Family(text("mailer-#"), 312)),
				List.of(new Leak.EvidenceLine(
						EvidenceKind.GROWTH, text("Grew from 4 to 312 in 11 min."), growthPerHour, "threads/hour")),
				List.of(new Leak.Size(NOW.minusSeconds(660), 4), new Leak.Size(NOW, 312)),
				List.of(new Leak.Example(77, text("mailer-1"), Thread.State.WAITING, Duration.ofMinutes(11),
						Duration.ofMinutes(10), List.of(text("jdk.internal.misc.Unsafe.park(Native Method)"),
								text("com.acme.Mailer.run(Mailer.java:7)")))));
	}

	private static ThreadLeakReport report(Status status, List<Leak> leaks, List<Leak> resolved, String... degraded) {
		ThreadCounts counts = new ThreadCounts(412, 30, 500, 1_203, 380,
				Map.of(Thread.State.RUNNABLE, 12, Thread.State.WAITING, 390, Thread.State.TIMED_WAITING, 10),
				new ThreadCounts.Virtual(0, false));
		return new ThreadLeakReport(status, Optional.of(NOW), Duration.ofMinutes(12), Duration.ofSeconds(5), counts,
				leaks, resolved, Optional.empty(), Signs.NONE, new SamplingCost(Duration.ofNanos(1_440_000), 0.0003,
						List.of(degraded).stream().map(ReportTextTests::text).toList()));
	}

	@Test
	void aReportReadsLikeThis() {
		String advice = "Each waits to take from a queue into which nobody puts anything."
				+ " End the consumer together with its producer: interrupt it, put an end marker,"
				+ " or poll with a timeout and look at a stop flag.";
		assertThat(ReportText.render(report(Status.LEAKING, List.of(leak(Verdict.CONFIRMED, 1_680.4)),
				List.of(leak(Verdict.RESOLVED, 0)), "The interval is stretched to 9 s.")))
			.isEqualTo("""
					LEAKING: 1 leak open.
					412 threads live (30 daemon, peak 500, 1203 started), 380 dormant; 12 RUNNABLE, 0 BLOCKED, \
					390 WAITING, 10 TIMED_WAITING.
					Observed for 12 min, every 5 s; the last sample took 1.4 ms of CPU, 0.030 % of one core.
					Note: The interval is stretched to 9 s.

					3f9a1c07 CONFIRMED QUEUE_NEVER_FED: 312 threads, 1680 more an hour
					  mailer-# grew 4 to 312 in 11 min and none ended.
					  ADVICE
					  Created at:
					    com.acme.Mailer.start(Mailer.java:42)
					  Created by http.route: POST orders
					  Label tenant: acme (9)
					  Waits at:
					    java.util.concurrent.LinkedBlockingQueue.take
					    com.acme.Mailer.run
					  Evidence:
					    GROWTH: Grew from 4 to 312 in 11 min.

					Resolved:
					  3f9a1c07 QUEUE_NEVER_FED mailer-# grew 4 to 312 in 11 min and none ended.
					""".replace("ADVICE", advice));
	}

	@Test
	void aLeakIsTheSameWithItsPastAndExamples() {
		Leak leak = leak(Verdict.CONFIRMED, 0);
		assertThat(ReportText.render(leak))
			.startsWith("3f9a1c07 CONFIRMED QUEUE_NEVER_FED: 312 threads, not growing now\n")
			.endsWith("""
					  Evidence:
					    GROWTH: Grew from 4 to 312 in 11 min.
					  Sizes:
					    2026-01-01T00:01:00Z 4
					    2026-01-01T00:12:00Z 312
					  Thread 77 "mailer-1" WAITING, 11 min old, idle for 10 min:
					    at jdk.internal.misc.Unsafe.park(Native Method)
					    at com.acme.Mailer.run(Mailer.java:7)
					""");
	}

	private static ThreadLeakReport exhausted(Duration in, Duration earliest, Optional<Duration> latest) {
		ThreadLeakReport calm = report(Status.LEAKING, List.of(), List.of());
		return new ThreadLeakReport(calm.status(), calm.sampledAt(), calm.observedFor(), calm.interval(),
				calm.threads(), calm.leaks(), calm.resolved(),
				Optional.of(new Exhaustion(in, earliest, latest, 32_768, 1_204, "cgroup pids.max", 9_000)), Signs.NONE,
				calm.cost());
	}

	@Test
	void anAcceptedLeakIsMarkedAndDoesNotCount() {
		Leak accepted = leak(Verdict.CONFIRMED, 0).withAccepted(true);
		assertThat(ReportText.render(accepted))
			.startsWith("3f9a1c07 CONFIRMED QUEUE_NEVER_FED (accepted): 312 threads");
		assertThat(ReportText.render(report(Status.OK, List.of(accepted), List.of())))
			.startsWith("OK: no thread leak, 1 accepted.\n");
		assertThat(ReportText.render(report(Status.LEAKING, List.of(leak(Verdict.CONFIRMED, 1), accepted), List.of())))
			.startsWith("LEAKING: 1 leak open, 1 accepted.\n");
	}

	@Test
	void theEndIsToldInWords() {
		assertThat(ReportText
			.render(exhausted(Duration.ofHours(3), Duration.ofHours(2), Optional.of(Duration.ofHours(5)))))
			.contains("\nAt this pace no thread can be started in 3 h (between 2 h and 5 h):"
					+ " 1,204 of 32,768 by cgroup pids.max.\n");
		assertThat(ReportText.render(exhausted(Duration.ofHours(3), Duration.ofHours(2), Optional.empty())))
			.contains("\nAt this pace no thread can be started in 3 h (2 h at the earliest): 1,204 of 32,768");
		assertThat(ReportText
			.render(exhausted(Duration.ofMinutes(9), Duration.ofMinutes(9), Optional.of(Duration.ofSeconds(541)))))
			.contains("\nAt this pace no thread can be started in 9 min: 1,204 of 32,768");
	}

	@Test
	void theFirstLineIsTheAnswer() {
		assertThat(ReportText.render(report(Status.OK, List.of(), List.of()))).startsWith("OK: no thread leak.\n");
		assertThat(ReportText.render(report(Status.OK, List.of(leak(Verdict.WATCHING, 1)), List.of())))
			.startsWith("OK: no thread leak; some threads are watched.\n");
		assertThat(ReportText.render(report(Status.WARMING_UP, List.of(), List.of())))
			.startsWith("WARMING_UP: no thread leak so far; too early to be sure.\n");
		assertThat(ReportText.render(
				report(Status.SUSPECTED, List.of(leak(Verdict.SUSPECTED, 1), leak(Verdict.SUSPECTED, 1)), List.of())))
			.startsWith("SUSPECTED: 2 leaks open.\n");
	}

	@Test
	void aReportBeforeTheFirstSampleCanBeReadToo() {
		assertThat(ReportText.render(ThreadLeakReport.beforeFirstSample(Duration.ofSeconds(5)))).startsWith("""
				WARMING_UP: no thread leak so far; too early to be sure.
				0 threads live (0 daemon, peak 0, 0 started), 0 dormant; 0 RUNNABLE, 0 BLOCKED, 0 WAITING, \
				0 TIMED_WAITING.
				""");
	}

	@Test
	void aPercentSignInATextIsNoFormat() {
		assertThat(ReportText.render(report(Status.OK, List.of(), List.of(), "100 % of %s")))
			.contains("Note: 100 % of %s\n");
	}

	@Test
	void aLeakIsFoundByItsIdOpenOrResolved() {
		Leak leak = leak(Verdict.CONFIRMED, 1);
		assertThat(report(Status.LEAKING, List.of(leak), List.of()).leak("3f9a1c07")).contains(leak);
		assertThat(report(Status.OK, List.of(), List.of(leak)).leak("3f9a1c07")).contains(leak);
		assertThat(report(Status.OK, List.of(), List.of(leak)).leak("00000000")).isEmpty();
	}

	@Test
	void aFailedSampleLeavesTheReportAndSaysWhy() {
		ThreadLeakReport before = report(Status.LEAKING, List.of(leak(Verdict.CONFIRMED, 1)), List.of(), "before");
		ThreadLeakReport after = before.afterFailure(text("The last sample failed."));
		assertThat(after.leaks()).isEqualTo(before.leaks());
		assertThat(after.sampledAt()).isEqualTo(before.sampledAt());
		assertThat(after.cost().lastSample()).isEqualTo(before.cost().lastSample());
		assertThat(after.cost().degraded()).extracting(RedactedText::toString)
			.containsExactly("The last sample failed.");
	}

	@Test
	void theCostIsAddedToWhatTheSampleLacks() {
		ThreadLeakReport report = report(Status.OK, List.of(), List.of(), "counts only");
		SamplingCost cost = new SamplingCost(Duration.ofMillis(3), 0.5, List.of(text("stretched")));
		ThreadLeakReport withCost = report.withCost(cost, Duration.ofSeconds(9));
		assertThat(withCost.interval()).isEqualTo(Duration.ofSeconds(9));
		assertThat(withCost.cost().cpuShare()).isEqualTo(0.5);
		assertThat(withCost.cost().degraded()).extracting(RedactedText::toString)
			.containsExactly("counts only", "stretched");
	}

}
