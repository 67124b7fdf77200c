// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.autoconfigure.metrics;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.github.threadleaks.ThreadLeakMonitor;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;

/**
 * Micrometer's thread metrics but for the states: each of its state gauges reads all
 * threads whenever it is scraped, and is exchanged for one of the same id that reads the
 * last report.
 */
final class ReportedThreadStates extends JvmThreadMetrics {

	/**
	 * Name of the state gauges and their tag, in Micrometer's convention and in
	 * OpenTelemetry's.
	 */
	private static final Map<String, String> STATE_GAUGES = Map.of("jvm.threads.states", "state", "jvm.thread.count",
			"jvm.thread.state");

	private final JvmThreadMetrics original;

	private final ThreadLeakMonitor monitor;

	ReportedThreadStates(JvmThreadMetrics original, ThreadLeakMonitor monitor) {
		this.original = original;
		this.monitor = monitor;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		this.original.bindTo(registry);
		STATE_GAUGES.forEach((name, tag) -> {
			Collection<Gauge> gauges = List.copyOf(registry.find(name).tagKeys(tag).gauges());
			gauges.forEach((gauge) -> exchange(registry, gauge.getId(), tag));
		});
	}

	private void exchange(MeterRegistry registry, Meter.Id id, String tag) {
		Thread.State state = Thread.State
			.valueOf(String.valueOf(id.getTag(tag)).toUpperCase(Locale.ROOT).replace('-', '_'));
		registry.remove(id);
		Gauge.builder(id.getName(), this.monitor, (source) -> source.report().threads().states().getOrDefault(state, 0))
			.tags(id.getTags())
			.description(id.getDescription())
			.baseUnit(id.getBaseUnit())
			.strongReference(true)
			.register(registry);
	}

}
