// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks;

import io.github.threadleaks.judge.Verdict;
import io.github.threadleaks.report.Leak;
import io.github.threadleaks.report.ThreadLeakReport;

/**
 * Hears what changed. Called on the monitor's thread after the sample; what it throws is
 * caught and counted.
 */
public interface ThreadLeakListener {

	/**
	 * A leak is reported for the first time, or again after it was resolved.
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
	 * A sample was taken and judged.
	 * @param report the report on it
	 */
	default void sampled(ThreadLeakReport report) {
	}

}
