// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks;

import io.github.threadleaks.judge.Verdict;
import io.github.threadleaks.report.Leak;
import io.github.threadleaks.report.ThreadLeakReport;

/**
 * Hears what changed. Called on the monitor's thread after the sample, or on the thread
 * that accepts a leak, but never by two threads at once; what it throws is caught and
 * counted. Of an accepted leak it hears nothing but that.
 */
public interface ThreadLeakListener {

	/**
	 * A leak is reported for the first time, or again after it was resolved or its
	 * acceptance taken back.
	 * @param leak the leak
	 */
	default void leakOpened(Leak leak) {
	}

	/**
	 * An open leak is surer than before.
	 * @param leak the leak, with its new verdict
	 * @param before the verdict before
	 */
	default void leakRisen(Leak leak, Verdict before) {
	}

	/**
	 * An open leak has shrunk back.
	 * @param leak the leak as it was left
	 */
	default void leakResolved(Leak leak) {
	}

	/**
	 * A leak was accepted, or that was taken back.
	 * @param leak the leak, which tells which of the two
	 */
	default void acceptanceChanged(Leak leak) {
	}

	/**
	 * A sample was taken and judged, or the last report has changed since a leak was
	 * accepted.
	 * @param report the report on it
	 */
	default void sampled(ThreadLeakReport report) {
	}

}
