// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.autoconfigure.metrics;

import java.util.concurrent.TimeUnit;

import io.github.threadleaks.ThreadLeakMonitor;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

/**
 * What sampling costs and how often it failed: {@code threadleaks.sample} and
 * {@code threadleaks.sample.failures}.
 */
final class SamplingMetrics implements MeterBinder {

	private final ThreadLeakMonitor monitor;

	SamplingMetrics(ThreadLeakMonitor monitor) {
		this.monitor = monitor;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		FunctionTimer
			.builder("threadleaks.sample", this.monitor, (source) -> source.totals().samples(),
					(source) -> source.totals().time().toNanos(), TimeUnit.NANOSECONDS)
			.description("Samples of the JVM's threads and the CPU time that they took, judgement included")
			.register(registry);
		FunctionCounter.builder("threadleaks.sample.failures", this.monitor, (source) -> source.totals().failures())
			.description("Samples that failed and were survived")
			.baseUnit("failures")
			.register(registry);
	}

}
