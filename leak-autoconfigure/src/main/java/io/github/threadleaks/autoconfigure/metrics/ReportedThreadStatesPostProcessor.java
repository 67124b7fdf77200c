// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.autoconfigure.metrics;

import io.github.threadleaks.ThreadLeakMonitor;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;

/**
 * Puts {@link ReportedThreadStates} in the place of whatever {@link JvmThreadMetrics}
 * there are, Boot's or the application's, with their tags and naming convention.
 */
final class ReportedThreadStatesPostProcessor implements BeanPostProcessor {

	// By provider: a post-processor is made before the monitor may be.
	private final ObjectProvider<ThreadLeakMonitor> monitor;

	ReportedThreadStatesPostProcessor(ObjectProvider<ThreadLeakMonitor> monitor) {
		this.monitor = monitor;
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		return (bean instanceof JvmThreadMetrics original)
				? new ReportedThreadStates(original, this.monitor.getObject()) : bean;
	}

}
