// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.simulation.trace;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import io.github.threadleaks.judge.Verdict;
import io.github.threadleaks.report.Leak;
import io.github.threadleaks.report.ThreadLeakReport;
import org.jspecify.annotations.Nullable;

/**
 * Compares what is told with what is so.
 */
final class Verdicts {

	private static final long NEVER = -1;

	private static final long MINUTE = 60_000;

	/** Who was accused wrongly is right from so many leaked threads on. */
	private static final int CREDIBLE = 5;

	private final TracePlan plan;

	private final List<TraceResult.FalseAlarm> falseAlarms = new ArrayList<>();

	/** Ids of leaks that are none. */
	private final Set<String> wrong = new HashSet<>();

	/** Ids of leaks that are the one of the plan. */
	private final Set<String> right = new HashSet<>();

	private long began = NEVER;

	private long foundAt = NEVER;

	private int inFirstMinute;

	private int told;

	private TraceResult.@Nullable Found found;

	Verdicts(TracePlan plan) {
		this.plan = plan;
	}

	/** After a restart leaks are told anew. */
	void forget() {
		this.wrong.clear();
		this.right.clear();
	}

	void judge(long at, TraceJvm jvm, ThreadLeakReport report) {
		int leaked = jvm.leaked();
		if (leaked > 0 && this.began == NEVER && this.plan.leak().isPresent()) {
			this.began = at;
		}
		if (this.began != NEVER && at - this.began <= MINUTE) {
			this.inFirstMinute = leaked;
		}
		if (report.leaks().isEmpty()) {
			this.wrong.clear();
			return;
		}
		List<Leak> accused = report.leaks()
			.stream()
			.filter((leak) -> leak.verdict().atLeast(Verdict.SUSPECTED))
			.toList();
		long now = accused.stream().filter((leak) -> isTheLeak(at, jvm, leak)).count();
		this.told = Math.max(this.told, (int) now);
		// told again after an end, it is another false alarm
		this.wrong.retainAll(accused.stream().map(Leak::id).collect(Collectors.toSet()));
	}

	private boolean isTheLeak(long at, TraceJvm jvm, Leak leak) {
		if (this.right.contains(leak.id())) {
			return true;
		}
		if (this.wrong.contains(leak.id()) && jvm.leaked() < CREDIBLE) {
			return false;
		}
		List<TracedThread> examples = leak.examples()
			.stream()
			.map((example) -> jvm.thread(example.id()))
			.flatMap(Optional::stream)
			.toList();
		if (this.began != NEVER && examples.stream().anyMatch((example) -> isAsLeaked(jvm, example))) {
			this.right.add(leak.id());
			found(at, jvm, leak);
			return true;
		}
		if (this.wrong.add(leak.id())) {
			String shape = examples.isEmpty() ? "unknown" : examples.get(examples.size() - 1).origin;
			this.falseAlarms.add(new TraceResult.FalseAlarm(Duration.ofMillis(at), shape, leak.verdict(),
					leak.pattern() + ": " + leak.summary()));
		}
		return false;
	}

	/** Whether it leaked, or cannot be told from what leaked. */
	private static boolean isAsLeaked(TraceJvm jvm, TracedThread thread) {
		return thread.leaked || thread.origin.equals(Stage.LEAK) || jvm.anyLeaked(thread::isAlike);
	}

	private void found(long at, TraceJvm jvm, Leak leak) {
		if (this.found != null) {
			return;
		}
		this.foundAt = at;
		this.found = new TraceResult.Found(Duration.ofMillis(at - this.began), jvm.leaked(), this.inFirstMinute,
				leak.pattern(),
				this.plan.leak().filter((planned) -> planned.shape().patterns().contains(leak.pattern())).isPresent(),
				leak.summary().toString());
	}

	/** For how long there was something to find, or to be silent about. */
	long waitedFor(long at) {
		if (this.plan.leak().isEmpty()) {
			return at;
		}
		return (this.began == NEVER) ? 0 : at - this.began;
	}

	/** For how long the leak is known. */
	Duration foundFor(long at) {
		return (this.foundAt == NEVER) ? Duration.ZERO : Duration.ofMillis(at - this.foundAt);
	}

	TraceResult result(long at, TraceResult.SignalsTold signals) {
		return new TraceResult(this.plan, Duration.ofMillis(at), List.copyOf(this.falseAlarms),
				(this.began == NEVER) ? Optional.empty() : Optional.of(Duration.ofMillis(this.began)),
				Optional.ofNullable(this.found), this.told, signals);
	}

}
