// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.autoconfigure.event;

import io.github.threadleaks.ThreadLeakListener;
import io.github.threadleaks.judge.Verdict;
import io.github.threadleaks.report.Leak;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Writes one line when a leak opens, rises, resolves or is accepted: a warning from
 * {@link Verdict#SUSPECTED} on.
 */
final class ThreadLeakLog implements ThreadLeakListener {

	private static final Log logger = LogFactory.getLog(ThreadLeakLog.class);

	@Override
	public void leakOpened(Leak leak) {
		log(leak);
	}

	@Override
	public void leakRisen(Leak leak, Verdict before) {
		log(leak);
	}

	@Override
	public void leakResolved(Leak leak) {
		logger.info(line(leak, "RESOLVED"));
	}

	@Override
	public void acceptanceChanged(Leak leak) {
		logger.info(line(leak, leak.accepted() ? "ACCEPTED" : "NO LONGER ACCEPTED"));
	}

	private static void log(Leak leak) {
		String line = line(leak, leak.verdict().name()) + " " + leak.pattern().advice();
		if (leak.verdict().atLeast(Verdict.SUSPECTED)) {
			logger.warn(line);
		}
		else {
			logger.info(line);
		}
	}

	private static String line(Leak leak, String verdict) {
		return "Thread leak " + leak.id() + " " + verdict + " (" + leak.pattern() + "): " + leak.summary();
	}

}
