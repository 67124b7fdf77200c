// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.autoconfigure.metrics;

import io.github.threadleaks.ThreadLeakMonitor;
import io.github.threadleaks.judge.Verdict;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

/**
 * How many leaks are open that nobody accepted: {@code threadleaks.leaks}, a series for
 * each verdict, 0 included, so that an alert on it never lacks data.
 */
final class LeakMetrics implements MeterBinder {

	private final ThreadLeakMonitor monitor;

	LeakMetrics(ThreadLeakMonitor monitor) {
		this.monitor = monitor;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		for (Verdict verdict : Verdict.open()) {
			Gauge.builder("threadleaks.leaks", this.monitor, (source) -> count(source, verdict))
				.description("Open thread leaks by verdict, at the last sample, without accepted ones")
				.baseUnit("leaks")
				.tags(MeterTags.of("verdict", verdict))
				.strongReference(true)
				.register(registry);
		}
	}

	private static long count(ThreadLeakMonitor monitor, Verdict verdict) {
		return monitor.report().alarming().stream().filter((leak) -> leak.verdict() == verdict).count();
	}

}
