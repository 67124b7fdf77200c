// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.autoconfigure.event;

import io.github.threadleaks.ThreadLeakListener;
import io.github.threadleaks.autoconfigure.log.RedactedLog;
import io.github.threadleaks.judge.Verdict;
import io.github.threadleaks.report.Leak;

import org.springframework.context.ApplicationEventPublisher;

/**
 * Publishes what changed as application events. What an application's listener throws is
 * its own affair: it is logged by type, since a message may hold anything, and stops
 * neither the monitor nor its other listeners.
 */
final class ThreadLeakEventPublisher implements ThreadLeakListener {

	private static final RedactedLog logger = RedactedLog.of(ThreadLeakEventPublisher.class);

	private final ApplicationEventPublisher publisher;

	ThreadLeakEventPublisher(ApplicationEventPublisher publisher) {
		this.publisher = publisher;
	}

	@Override
	public void leakOpened(Leak leak) {
		publish(new ThreadLeakOpened(leak));
	}

	@Override
	public void leakRisen(Leak leak, Verdict before) {
		publish(new ThreadLeakRisen(leak, before));
	}

	@Override
	public void leakResolved(Leak leak) {
		publish(new ThreadLeakResolved(leak));
	}

	private void publish(Object event) {
		try {
			this.publisher.publishEvent(event);
		}
		catch (RuntimeException ex) {
			logger.warn("A listener of %s threw %s", event.getClass().getSimpleName(), ex.getClass().getName());
		}
	}

}
