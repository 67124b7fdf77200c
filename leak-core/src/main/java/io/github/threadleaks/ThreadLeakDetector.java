// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks;

import java.util.List;
import java.util.function.Supplier;

import io.github.threadleaks.group.GroupedSample;
import io.github.threadleaks.group.Grouper;
import io.github.threadleaks.judge.FreshLook;
import io.github.threadleaks.judge.Judge;
import io.github.threadleaks.lifecycle.Births;
import io.github.threadleaks.redact.Redactor;
import io.github.threadleaks.report.AcceptedLeaks;
import io.github.threadleaks.report.Reporter;
import io.github.threadleaks.report.ThreadLeakReport;
import io.github.threadleaks.sample.OwnerPools;
import io.github.threadleaks.sample.ThreadLimit;
import io.github.threadleaks.sample.ThreadSample;
import io.github.threadleaks.settings.ThreadLeakSettings;
import io.github.threadleaks.trend.History;
import io.github.threadleaks.trend.Trends;

/**
 * The pipeline that a sample runs through: group, remember, judge, report. Knows no clock
 * and no JVM: driven by samples with their own time, a week is simulated in a second. Not
 * safe for use by several threads.
 */
public final class ThreadLeakDetector {

	/**
	 * Incomplete samples in a row that are not judged: 12,000 threads started at once are
	 * captured in so many.
	 */
	private static final int MAX_POSTPONED = 24;

	private final Births births;

	private final Grouper grouper;

	private final History history;

	private final Judge judge;

	private final Reporter reporter;

	private final AcceptedLeaks accepted;

	private ThreadLeakReport last;

	private boolean judged;

	private int incomplete;

	/**
	 * Makes a detector that has seen nothing yet, and knows neither limits nor births.
	 * @param settings when growth is called a leak
	 * @param redactor masks what is reported
	 */
	public ThreadLeakDetector(ThreadLeakSettings settings, Redactor redactor) {
		this(settings, redactor, List::of, Births.UNRECORDED);
	}

	/**
	 * Makes a detector that has seen nothing yet, and knows limits and births.
	 * @param settings when growth is called a leak
	 * @param redactor masks what is reported
	 * @param limits tells what limits the number of threads; asked while something grows,
	 * at most every 30 s
	 * @param births tells where threads come from
	 */
	public ThreadLeakDetector(ThreadLeakSettings settings, Redactor redactor, Supplier<List<ThreadLimit>> limits,
			Births births) {
		this.births = births;
		this.grouper = new Grouper(settings.detection().stuckAfter(), births);
		this.history = new History(settings.detection(), settings.sampling().interval());
		this.judge = new Judge(settings.detection());
		this.reporter = new Reporter(settings, redactor, limits);
		this.accepted = new AcceptedLeaks(settings.detection());
		this.last = ThreadLeakReport.beforeFirstSample(settings.sampling().interval());
	}

	/**
	 * Judges by one more sample.
	 * @param sample the sample, later than those before
	 * @param freshLook reads members again before they are accused
	 * @return the report, its cost unknown
	 */
	public ThreadLeakReport detect(ThreadSample sample, FreshLook freshLook) {
		GroupedSample grouped = this.grouper.group(sample);
		if (sample.countsOnly() || isPostponed(sample)) {
			// threads that were not read have not gone, and what is still being captured
			// does not grow
			this.history.skip(sample.takenAt());
			this.last = this.reporter.unjudged(grouped, this.last);
			return this.last;
		}
		this.judged = true;
		Trends trends = this.history.remember(grouped);
		this.last = this.accepted.mark(this.reporter.report(this.judge.judge(trends, freshLook), trends));
		return this.last;
	}

	/**
	 * Tells busy workers' pools, for the samples from now on.
	 * @param pools which executor each thread was started in
	 */
	void pools(OwnerPools pools) {
		this.grouper.pools(pools);
	}

	private boolean isPostponed(ThreadSample sample) {
		// of threads whose origin is not known yet, none has a family
		this.incomplete = (sample.complete() && this.births.settled()) ? 0 : this.incomplete + 1;
		return this.incomplete > 0 && (!this.judged || this.incomplete <= MAX_POSTPONED);
	}

}
