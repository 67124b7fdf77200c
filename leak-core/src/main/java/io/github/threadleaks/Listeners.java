// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

import io.github.threadleaks.judge.Verdict;
import io.github.threadleaks.report.Leak;
import io.github.threadleaks.report.ThreadLeakReport;

/**
 * Tells listeners what has changed since they were told last. Used by one thread at a
 * time, but for adding.
 */
final class Listeners {

	private final List<ThreadLeakListener> listeners = new CopyOnWriteArrayList<>();

	private final Map<String, Verdict> told = new HashMap<>();

	private final AtomicLong failures;

	/**
	 * Makes an empty list.
	 * @param failures counts the listeners that threw
	 */
	Listeners(AtomicLong failures) {
		this.failures = failures;
	}

	void add(ThreadLeakListener listener) {
		this.listeners.add(listener);
	}

	/** Tells what a new report has changed, and the report. */
	void tell(ThreadLeakReport current) {
		List<Leak> alarming = current.alarming();
		for (Leak leak : alarming) {
			Verdict before = this.told.put(leak.id(), leak.verdict());
			if (before == null) {
				tell((listener) -> listener.leakOpened(leak));
			}
			else if (leak.verdict().compareTo(before) > 0) {
				tell((listener) -> listener.leakRisen(leak, before));
			}
		}
		for (Leak leak : current.resolved()) {
			if (this.told.remove(leak.id()) != null) {
				tell((listener) -> listener.leakResolved(leak));
			}
		}
		this.told.keySet().removeIf((id) -> alarming.stream().noneMatch((leak) -> leak.id().equals(id)));
		tell((listener) -> listener.sampled(current));
	}

	/** Tells that a leak was accepted, or that this was taken back. */
	void tellAcceptance(Leak leak) {
		tell((listener) -> listener.acceptanceChanged(leak));
	}

	private void tell(Consumer<ThreadLeakListener> message) {
		for (ThreadLeakListener listener : this.listeners) {
			try {
				message.accept(listener);
			}
			catch (RuntimeException | LinkageError | AssertionError ex) {
				this.failures.incrementAndGet();
			}
		}
	}

}
