// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.autoconfigure.metrics;

import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.github.threadleaks.ThreadLeakListener;
import io.github.threadleaks.ThreadLeakMonitor;
import io.github.threadleaks.report.Leak;
import io.github.threadleaks.report.ThreadLeakReport;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.binder.BaseUnits;
import io.micrometer.core.instrument.binder.MeterBinder;

/**
 * The largest open leaks that nobody accepted one by one:
 * {@code threadleaks.leaked.threads} and {@code threadleaks.leaked.growth}. Their series
 * come and go with the leaks, after each sample.
 */
final class LeakedThreadMetrics implements MeterBinder, ThreadLeakListener {

	private static final Comparator<Leak> LARGEST_FIRST = Comparator.comparingInt(Leak::threads)
		.reversed()
		.thenComparing(Leak::id);

	private final ThreadLeakMonitor monitor;

	private final int maxSeries;

	private final List<Meters> bound = new CopyOnWriteArrayList<>();

	LeakedThreadMetrics(ThreadLeakMonitor monitor, int maxSeries) {
		this.monitor = monitor;
		this.maxSeries = maxSeries;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		this.bound.add(new Meters(
				new ChangingGauge(MultiGauge.builder("threadleaks.leaked.threads")
					.description("Threads of an open leak, at the last sample")
					.baseUnit(BaseUnits.THREADS)
					.register(registry)),
				new ChangingGauge(MultiGauge.builder("threadleaks.leaked.growth")
					.description("Threads that an open leak gains an hour, at the last sample")
					.baseUnit("threads per hour")
					.register(registry))));
		sampled(this.monitor.report());
	}

	@Override
	public void sampled(ThreadLeakReport report) {
		List<Leak> largest = report.alarming().stream().sorted(LARGEST_FIRST).limit(this.maxSeries).toList();
		for (Meters meters : this.bound) {
			meters.threads().show(largest, MeterTags::of, Leak::threads);
			meters.growth().show(largest, MeterTags::of, Leak::growthPerHour);
		}
	}

	/**
	 * The meters in one registry.
	 *
	 * @param threads threads by leak
	 * @param growth threads an hour by leak
	 */
	private record Meters(ChangingGauge threads, ChangingGauge growth) {

	}

}
