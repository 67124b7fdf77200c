// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.autoconfigure.metrics;

import java.util.List;

import io.github.threadleaks.ThreadLeakMonitor;
import io.github.threadleaks.autoconfigure.ThreadLeaksAutoConfiguration;
import io.github.threadleaks.autoconfigure.ThreadLeaksProperties;
import io.github.threadleaks.autoconfigure.endpoint.SnapshotRequests;
import io.github.threadleaks.autoconfigure.endpoint.ThreadLeaksEndpointAutoConfiguration;
import io.github.threadleaks.redact.Redactor;
import io.github.threadleaks.signal.SignalSources;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;

/**
 * The meters. Each reads the last report; a scrape never reads the JVM's threads.
 */
@AutoConfiguration(after = { ThreadLeaksAutoConfiguration.class, ThreadLeaksEndpointAutoConfiguration.class },
		afterName = { "org.springframework.boot.actuate.autoconfigure.metrics.CompositeMeterRegistryAutoConfiguration",
				"org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration" })
@ConditionalOnClass(MeterRegistry.class)
@ConditionalOnBean({ ThreadLeaksAutoConfiguration.class, MeterRegistry.class })
public final class ThreadLeaksMetricsAutoConfiguration {

	@Bean
	ThreadCountMetrics threadLeaksThreadCountMetrics(ThreadLeakMonitor monitor) {
		return new ThreadCountMetrics(monitor);
	}

	@Bean
	LeakMetrics threadLeaksLeakMetrics(ThreadLeakMonitor monitor) {
		return new LeakMetrics(monitor);
	}

	@Bean
	LeakedThreadMetrics threadLeaksLeakedThreadMetrics(ThreadLeakMonitor monitor, ThreadLeaksProperties properties) {
		return new LeakedThreadMetrics(monitor, properties.metrics().maxLeakSeries());
	}

	@Bean
	ExhaustionMetrics threadLeaksExhaustionMetrics(ThreadLeakMonitor monitor) {
		return new ExhaustionMetrics(monitor);
	}

	@Bean
	@ConditionalOnBooleanProperty(name = "threadleaks.lifecycle.enabled", matchIfMissing = true)
	LifecycleMetrics threadLeaksLifecycleMetrics(ThreadLeakMonitor monitor, Redactor redactor,
			ThreadLeaksProperties properties) {
		return new LifecycleMetrics(monitor, redactor, properties.metrics().maxLeakSeries());
	}

	@Bean
	SignalMetrics threadLeaksSignalMetrics(ThreadLeakMonitor monitor) {
		return new SignalMetrics(monitor);
	}

	// By provider: with several registries and no composite there is none to choose.
	@Bean
	SignalSources threadLeaksMeterSignals(ObjectProvider<MeterRegistry> registries) {
		MeterRegistry registry = registries.getIfUnique();
		return (registry != null) ? new MeterSignals(registry) : List::of;
	}

	@Bean
	SamplingMetrics threadLeaksSamplingMetrics(ThreadLeakMonitor monitor) {
		return new SamplingMetrics(monitor);
	}

	@Bean
	@ConditionalOnBean(SnapshotRequests.class)
	SnapshotRequestMetrics threadLeaksSnapshotRequestMetrics(SnapshotRequests requests) {
		return new SnapshotRequestMetrics(requests);
	}

	@Bean
	@ConditionalOnBooleanProperty("threadleaks.metrics.replace-jvm-thread-states")
	static ReportedThreadStatesPostProcessor threadLeaksReportedThreadStatesPostProcessor(
			ObjectProvider<ThreadLeakMonitor> monitor) {
		return new ReportedThreadStatesPostProcessor(monitor);
	}

}
