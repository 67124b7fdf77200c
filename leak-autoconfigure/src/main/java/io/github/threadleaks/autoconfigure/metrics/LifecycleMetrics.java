// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.autoconfigure.metrics;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

import io.github.threadleaks.ThreadLeakListener;
import io.github.threadleaks.ThreadLeakMonitor;
import io.github.threadleaks.redact.Redactor;
import io.github.threadleaks.report.ThreadLeakReport;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.BaseUnits;
import io.micrometer.core.instrument.binder.MeterBinder;

/**
 * What the recording of births knows: {@code threadleaks.threads.ended},
 * {@code threadleaks.threads.lifetime} and {@code threadleaks.requests.outlived}.
 */
final class LifecycleMetrics implements MeterBinder, ThreadLeakListener {

	private final ThreadLeakMonitor monitor;

	private final Redactor redactor;

	private final int maxSeries;

	private final List<ChangingGauge> outlived = new CopyOnWriteArrayList<>();

	LifecycleMetrics(ThreadLeakMonitor monitor, Redactor redactor, int maxSeries) {
		this.monitor = monitor;
		this.redactor = redactor;
		this.maxSeries = maxSeries;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		FunctionCounter.builder("threadleaks.threads.ended", this.monitor, (source) -> source.births().totals().ended())
			.description("Platform threads ended since recording began")
			.baseUnit(BaseUnits.THREADS)
			.register(registry);
		FunctionTimer
			.builder("threadleaks.threads.lifetime", this.monitor, (source) -> source.births().totals().lifetimes(),
					(source) -> source.births().totals().lifetime().toNanos(), TimeUnit.NANOSECONDS)
			.description("Lifetimes of ended platform threads whose birth was recorded")
			.register(registry);
		this.outlived.add(new ChangingGauge(MultiGauge.builder("threadleaks.requests.outlived")
			.description("Live threads that have outlived the HTTP request that started them, by route")
			.baseUnit(BaseUnits.THREADS)
			.register(registry)));
		sampled(this.monitor.report());
	}

	@Override
	public void sampled(ThreadLeakReport report) {
		List<Map.Entry<String, Integer>> routes = this.monitor.births()
			.outlivedRequests()
			.entrySet()
			.stream()
			.sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
				.thenComparing(Map.Entry.comparingByKey()))
			.limit(this.maxSeries)
			.toList();
		this.outlived.forEach((gauge) -> gauge.show(routes, (route) -> route(route.getKey()), Map.Entry::getValue));
	}

	private Tags route(String raw) {
		return raw.isEmpty() ? MeterTags.none("route") : MeterTags.of("route", this.redactor.route(raw));
	}

}
