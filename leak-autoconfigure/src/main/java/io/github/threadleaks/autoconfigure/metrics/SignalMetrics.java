// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.autoconfigure.metrics;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.github.threadleaks.ThreadLeakListener;
import io.github.threadleaks.ThreadLeakMonitor;
import io.github.threadleaks.report.Signal;
import io.github.threadleaks.report.ThreadLeakReport;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;

/**
 * What else of the JVM is looked at: {@code threadleaks.signals}, how fast each grows,
 * and {@code threadleaks.signals.value}, what each is. At most
 * {@link io.github.threadleaks.signal.Signals#MAX_SOURCES} series each. They have no base
 * unit, as each kind has its own.
 */
final class SignalMetrics implements MeterBinder, ThreadLeakListener {

	private final ThreadLeakMonitor monitor;

	private final List<Meters> bound = new CopyOnWriteArrayList<>();

	SignalMetrics(ThreadLeakMonitor monitor) {
		this.monitor = monitor;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		this.bound.add(new Meters(
				new ChangingGauge(MultiGauge.builder("threadleaks.signals")
					.description("What a signal gains an hour in the unit of its kind, at the last sample, 0 while it"
							+ " does not grow")
					.register(registry)),
				new ChangingGauge(MultiGauge.builder("threadleaks.signals.value")
					.description("The number that a signal is, in the unit of its kind, at the last sample")
					.register(registry))));
		sampled(this.monitor.report());
	}

	@Override
	public void sampled(ThreadLeakReport report) {
		List<Signal> signals = report.signs().signals();
		for (Meters meters : this.bound) {
			meters.growth().show(signals, SignalMetrics::withVerdict, Signal::growthPerHour);
			meters.value().show(signals, MeterTags::of, Signal::value);
		}
	}

	private static Tags withVerdict(Signal signal) {
		return MeterTags.of(signal)
			.and(signal.verdict()
				.map((verdict) -> MeterTags.of("verdict", verdict))
				.orElseGet(() -> MeterTags.none("verdict")));
	}

	/**
	 * The meters in one registry.
	 *
	 * @param growth units an hour by signal
	 * @param value units by signal
	 */
	private record Meters(ChangingGauge growth, ChangingGauge value) {

	}

}
