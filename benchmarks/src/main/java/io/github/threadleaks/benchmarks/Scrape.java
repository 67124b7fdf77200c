// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.benchmarks;

import io.github.threadleaks.ThreadLeakMonitor;
import io.github.threadleaks.autoconfigure.ThreadLeaksAutoConfiguration;
import io.github.threadleaks.autoconfigure.endpoint.ThreadLeaksEndpointAutoConfiguration;
import io.github.threadleaks.autoconfigure.metrics.ThreadLeaksMetricsAutoConfiguration;
import io.micrometer.core.instrument.Measurement;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/**
 * All meters of the starter, as auto-configured, and the monitor behind them.
 */
final class Scrape implements AutoCloseable {

	private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();

	private final MeterRegistry registry = new SimpleMeterRegistry();

	Scrape() {
		this.context.registerBean(MeterRegistry.class, () -> this.registry);
		this.context.register(ThreadLeaksAutoConfiguration.class, ThreadLeaksEndpointAutoConfiguration.class,
				ThreadLeaksMetricsAutoConfiguration.class);
		this.context.refresh();
		this.context.getBeansOfType(MeterBinder.class).values().forEach((binder) -> binder.bindTo(this.registry));
		if (this.registry.find("threadleaks.threads.live").gauge() == null) {
			throw new IllegalStateException("The starter's meters are not bound: there is nothing to measure");
		}
	}

	ThreadLeakMonitor monitor() {
		return this.context.getBean(ThreadLeakMonitor.class);
	}

	double read() {
		double sum = 0;
		for (Meter meter : this.registry.getMeters()) {
			for (Measurement measurement : meter.measure()) {
				sum += measurement.getValue();
			}
		}
		return sum;
	}

	@Override
	public void close() {
		this.context.close();
	}

}
