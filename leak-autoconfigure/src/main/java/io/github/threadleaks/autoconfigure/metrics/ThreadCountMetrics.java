// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.autoconfigure.metrics;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.ToDoubleFunction;

import io.github.threadleaks.ThreadLeakListener;
import io.github.threadleaks.ThreadLeakMonitor;
import io.github.threadleaks.report.ThreadCounts;
import io.github.threadleaks.report.ThreadLeakReport;
import io.github.threadleaks.sample.ThreadKind;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.BaseUnits;
import io.micrometer.core.instrument.binder.MeterBinder;

/**
 * How many threads there were at the last sample: {@code threadleaks.threads.*}. Virtual
 * threads have a series only from the first sample on that could count them.
 */
final class ThreadCountMetrics implements MeterBinder, ThreadLeakListener {

	private final ThreadLeakMonitor monitor;

	/** Registries that still lack the virtual threads. */
	private final List<MeterRegistry> withoutVirtual = new CopyOnWriteArrayList<>();

	ThreadCountMetrics(ThreadLeakMonitor monitor) {
		this.monitor = monitor;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		live(registry, ThreadKind.PLATFORM, ThreadCounts::live);
		for (Thread.State state : this.monitor.report().threads().states().keySet()) {
			gauge("states", "Live platform threads by state, at the last sample",
					(threads) -> threads.states().getOrDefault(state, 0))
				.tags(MeterTags.lowerCase("state", state))
				.register(registry);
		}
		gauge("dormant", "Live platform threads that have used no CPU for more than 10 minutes", ThreadCounts::dormant)
			.register(registry);
		FunctionCounter
			.builder("threadleaks.threads.started", this.monitor, (source) -> source.report().threads().started())
			.description("Platform threads started since the JVM started, at the last sample")
			.baseUnit(BaseUnits.THREADS)
			.register(registry);
		this.withoutVirtual.add(registry);
		sampled(this.monitor.report());
	}

	@Override
	public void sampled(ThreadLeakReport report) {
		if (report.threads().virtual().available()) {
			List<MeterRegistry> registries = List.copyOf(this.withoutVirtual);
			registries.forEach((registry) -> live(registry, ThreadKind.VIRTUAL, (threads) -> threads.virtual().live()));
			this.withoutVirtual.removeAll(registries);
		}
	}

	private void live(MeterRegistry registry, ThreadKind kind, ToDoubleFunction<ThreadCounts> count) {
		gauge("live", "Live threads at the last sample", count).tags(MeterTags.lowerCase("kind", kind))
			.register(registry);
	}

	private Gauge.Builder<ThreadLeakMonitor> gauge(String name, String description,
			ToDoubleFunction<ThreadCounts> count) {
		return Gauge
			.builder("threadleaks.threads." + name, this.monitor,
					(source) -> count.applyAsDouble(source.report().threads()))
			.description(description)
			.baseUnit(BaseUnits.THREADS)
			.strongReference(true);
	}

}
