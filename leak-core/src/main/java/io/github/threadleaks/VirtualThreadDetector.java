// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import io.github.threadleaks.group.Grouper;
import io.github.threadleaks.judge.VirtualJudge;
import io.github.threadleaks.lifecycle.Births;
import io.github.threadleaks.redact.Redactor;
import io.github.threadleaks.report.AcceptedLeaks;
import io.github.threadleaks.report.Reporter;
import io.github.threadleaks.report.ThreadLeakReport;
import io.github.threadleaks.sample.OldCollections;
import io.github.threadleaks.sample.SampledThread;
import io.github.threadleaks.sample.ThreadSample;
import io.github.threadleaks.settings.ThreadLeakSettings;
import io.github.threadleaks.trend.History;
import io.github.threadleaks.trend.Trends;

/**
 * The pipeline of virtual threads: as that of platform threads, driven by dumps, which
 * come at intervals of their own. Knows no clock and no JVM.
 */
final class VirtualThreadDetector {

	/** The longest interval that is no gap is this one twenty times over. */
	private static final Duration INTERVAL = DumpPace.SLOW;

	private final Grouper grouper;

	private final History history;

	private final VirtualJudge judge;

	private final Reporter reporter;

	private final AcceptedLeaks accepted;

	/**
	 * Makes a detector that has seen nothing yet.
	 * @param settings when growth is called a leak
	 * @param redactor masks what is reported
	 */
	VirtualThreadDetector(ThreadLeakSettings settings, Redactor redactor) {
		this.grouper = new Grouper(settings.detection().stuckAfter(), Births.UNRECORDED);
		this.history = new History(settings.detection(), INTERVAL);
		this.judge = new VirtualJudge(settings.detection());
		this.reporter = new Reporter(settings, redactor, List::of);
		this.accepted = new AcceptedLeaks(settings.detection());
	}

	/**
	 * Judges by one more dump.
	 * @param at when it was taken
	 * @param threads the virtual threads
	 * @param collections the old and full garbage collections so far
	 * @return the report on virtual threads alone
	 */
	ThreadLeakReport detect(Instant at, List<SampledThread> threads, OldCollections collections) {
		int live = threads.size();
		ThreadSample sample = new ThreadSample(at, threads, live, live, live, live, Set.of(), collections, true,
				List.of());
		Trends trends = this.history.remember(this.grouper.group(sample));
		// a dump is a fresh look at all of them
		return this.accepted
			.mark(this.reporter.report(this.judge.judge(trends, (ids) -> members(threads, ids)), trends));
	}

	private static List<SampledThread> members(List<SampledThread> threads, long[] ids) {
		Set<Long> wanted = Arrays.stream(ids).boxed().collect(Collectors.toSet());
		return threads.stream().filter((thread) -> wanted.contains(thread.id())).toList();
	}

	/**
	 * Whether another dump may decide.
	 * @return whether the next dump should come soon
	 */
	boolean deciding() {
		return this.judge.deciding();
	}

}
