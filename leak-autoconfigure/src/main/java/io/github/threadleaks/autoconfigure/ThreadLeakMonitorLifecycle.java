// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.autoconfigure;

import java.util.List;

import io.github.threadleaks.ThreadLeakListener;
import io.github.threadleaks.ThreadLeakMonitor;
import io.github.threadleaks.autoconfigure.log.RedactedLog;
import io.github.threadleaks.signal.SignalSources;

import org.springframework.context.SmartLifecycle;

/**
 * Starts the monitor before anything else runs, in lazily initialized applications too.
 * What it has learnt must survive a pause of the context, so only the end of the bean
 * closes it. The application comes up even if no thread can be had.
 */
final class ThreadLeakMonitorLifecycle implements SmartLifecycle {

	private static final RedactedLog logger = RedactedLog.of(ThreadLeakMonitorLifecycle.class);

	private final ThreadLeakMonitor monitor;

	private final List<ThreadLeakListener> listeners;

	private final List<SignalSources> signals;

	private boolean listening;

	private volatile boolean running;

	ThreadLeakMonitorLifecycle(ThreadLeakMonitor monitor, List<ThreadLeakListener> listeners,
			List<SignalSources> signals) {
		this.monitor = monitor;
		this.listeners = List.copyOf(listeners);
		this.signals = List.copyOf(signals);
	}

	@Override
	public void start() {
		if (!this.listening) {
			this.listening = true;
			this.listeners.forEach(this.monitor::addListener);
			this.signals.forEach(this.monitor::addSignals);
		}
		try {
			this.monitor.start();
		}
		catch (OutOfMemoryError ex) {
			logger.warn("Thread leaks are not watched for: the JVM cannot start the monitor's thread");
		}
		this.running = true;
	}

	@Override
	public void stop() {
		this.running = false;
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	@Override
	public int getPhase() {
		return Integer.MIN_VALUE;
	}

}
