// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.autoconfigure.metrics;

import java.util.concurrent.TimeUnit;

import io.github.threadleaks.ThreadLeakMonitor;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;

/**
 * How long until no more threads can be started: {@code threadleaks.exhaustion}, positive
 * infinity while nothing grows, so that "less than an hour" is an alert that never lacks
 * data.
 */
final class ExhaustionMetrics implements MeterBinder {

	private final ThreadLeakMonitor monitor;

	ExhaustionMetrics(ThreadLeakMonitor monitor) {
		this.monitor = monitor;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		TimeGauge.builder("threadleaks.exhaustion", this.monitor, TimeUnit.SECONDS, ExhaustionMetrics::seconds)
			.description("Time until no more threads can be started at the pace of the open leaks, infinite while"
					+ " nothing grows")
			.strongReference(true)
			.register(registry);
	}

	private static double seconds(ThreadLeakMonitor monitor) {
		return monitor.report()
			.exhaustion()
			.map((exhaustion) -> (double) exhaustion.in().toSeconds())
			.orElse(Double.POSITIVE_INFINITY);
	}

}
