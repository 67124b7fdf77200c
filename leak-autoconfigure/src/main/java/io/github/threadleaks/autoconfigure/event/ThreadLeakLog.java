// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.autoconfigure.event;

import io.github.threadleaks.ThreadLeakListener;
import io.github.threadleaks.autoconfigure.log.RedactedLog;
import io.github.threadleaks.judge.Verdict;
import io.github.threadleaks.report.Leak;

/**
 * Writes one line when a leak opens, rises, resolves or is accepted: a warning from
 * {@link Verdict#SUSPECTED} on.
 */
final class ThreadLeakLog implements ThreadLeakListener {

	private static final RedactedLog logger = RedactedLog.of(ThreadLeakLog.class);

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
		tell(leak, "RESOLVED");
	}

	@Override
	public void acceptanceChanged(Leak leak) {
		tell(leak, leak.accepted() ? "ACCEPTED" : "NO LONGER ACCEPTED");
	}

	private static void log(Leak leak) {
		if (leak.verdict().atLeast(Verdict.SUSPECTED)) {
			logger.warn("Thread leak %s %s (%s): %s %s", leak.id(), leak.verdict(), leak.pattern(), leak.summary(),
					leak.pattern().advice());
		}
		else {
			logger.info("Thread leak %s %s (%s): %s %s", leak.id(), leak.verdict(), leak.pattern(), leak.summary(),
					leak.pattern().advice());
		}
	}

	private static void tell(Leak leak, String what) {
		logger.info("Thread leak %s %s (%s): %s", leak.id(), what, leak.pattern(), leak.summary());
	}

}
