// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.autoconfigure.support;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

import io.github.threadleaks.ThreadLeakListener;
import io.github.threadleaks.ThreadLeakMonitor;
import io.github.threadleaks.ThreadLeakMonitor.SamplingTotals;
import io.github.threadleaks.lifecycle.Births;
import io.github.threadleaks.report.ThreadLeakReport;
import io.github.threadleaks.snapshot.SnapshotQuery;

import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyBoolean;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.willAnswer;
import static org.mockito.Mockito.mock;

/**
 * A monitor that says what a test tells it to.
 */
public final class FakeMonitor {

	private final ThreadLeakMonitor monitor = mock(ThreadLeakMonitor.class);

	private final List<ThreadLeakListener> listeners = new CopyOnWriteArrayList<>();

	private volatile ThreadLeakReport report;

	public FakeMonitor(ThreadLeakReport report) {
		this.report = report;
		given(this.monitor.report()).willAnswer((call) -> this.report);
		given(this.monitor.births()).willReturn(Births.UNRECORDED);
		given(this.monitor.totals()).willReturn(new SamplingTotals(7, Duration.ofMillis(1500), 3));
		given(this.monitor.snapshot(any()))
			.willAnswer((call) -> TestReports.snapshot(call.getArgument(0, SnapshotQuery.class)));
		given(this.monitor.accept(any(), anyBoolean())).willAnswer(
				(call) -> this.report.leak(call.getArgument(0)).map((leak) -> leak.withAccepted(call.getArgument(1))));
		willAnswer((call) -> this.listeners.add(call.getArgument(0))).given(this.monitor).addListener(any());
	}

	public ThreadLeakMonitor monitor() {
		return this.monitor;
	}

	/** Tells all listeners, as the monitor's thread does. */
	public void tell(Consumer<ThreadLeakListener> message) {
		this.listeners.forEach(message);
	}

	/** A new report, and all listeners hear of it. */
	public void sample(ThreadLeakReport report) {
		this.report = report;
		tell((listener) -> listener.sampled(report));
	}

	/** Puts the monitor into an application before its auto-configuration. */
	public ApplicationContextInitializer<ConfigurableApplicationContext> asBean() {
		return (context) -> ((GenericApplicationContext) context).registerBean("fakeMonitor", ThreadLeakMonitor.class,
				() -> this.monitor);
	}

}
