// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks;

import io.github.threadleaks.group.Grouper;
import io.github.threadleaks.judge.FreshLook;
import io.github.threadleaks.judge.Judge;
import io.github.threadleaks.redact.Redactor;
import io.github.threadleaks.report.Reporter;
import io.github.threadleaks.report.ThreadLeakReport;
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

	private final Grouper grouper = new Grouper();

	private final History history;

	private final Judge judge;

	private final Reporter reporter;

	/**
	 * Makes a detector that has seen nothing yet.
	 * @param settings when growth is called a leak
	 * @param redactor masks what is reported
	 */
	public ThreadLeakDetector(ThreadLeakSettings settings, Redactor redactor) {
		this.history = new History(settings.detection(), settings.sampling().interval());
		this.judge = new Judge(settings.detection());
		this.reporter = new Reporter(settings, redactor);
	}

	/**
	 * Judges by one more sample.
	 * @param sample the sample, later than those before
	 * @param freshLook reads members again before they are accused
	 * @return the report, its cost unknown
	 */
	public ThreadLeakReport detect(ThreadSample sample, FreshLook freshLook) {
		Trends trends = this.history.remember(this.grouper.group(sample));
		return this.reporter.report(this.judge.judge(trends, freshLook), trends);
	}

}
