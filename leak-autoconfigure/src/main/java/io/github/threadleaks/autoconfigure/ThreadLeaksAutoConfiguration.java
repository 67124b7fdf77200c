// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.autoconfigure;

import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;

import io.github.threadleaks.ThreadLeakListener;
import io.github.threadleaks.ThreadLeakMonitor;
import io.github.threadleaks.redact.RedactionRule;
import io.github.threadleaks.redact.Redactor;
import io.github.threadleaks.settings.IgnoreRule;
import io.github.threadleaks.signal.SignalSource;
import io.github.threadleaks.signal.SignalSources;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurationPackages;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/**
 * The monitor and its redactor, started and closed with the application context.
 */
@AutoConfiguration
@ConditionalOnBooleanProperty(name = "threadleaks.enabled", matchIfMissing = true)
@EnableConfigurationProperties(ThreadLeaksProperties.class)
public final class ThreadLeaksAutoConfiguration {

	// By provider, so that any number of libraries mask the texts that they know.
	@Bean
	@ConditionalOnMissingBean
	Redactor threadLeakRedactor(ThreadLeaksProperties properties, ObjectProvider<RedactionRule> rules,
			Environment environment) {
		return properties.toRedactor(rules.orderedStream().toList(), environment);
	}

	// By provider, so that any number of libraries name the threads that they know.
	@Bean
	@ConditionalOnMissingBean
	ThreadLeakMonitor threadLeakMonitor(ThreadLeaksProperties properties, Redactor redactor,
			ObjectProvider<IgnoreRule> known, BeanFactory beanFactory) {
		List<String> packages = AutoConfigurationPackages.has(beanFactory) ? AutoConfigurationPackages.get(beanFactory)
				: List.of();
		return ThreadLeakMonitor.create(
				properties.toSettings(known.orderedStream().toList(),
						packages.stream().filter((name) -> !name.isEmpty()).toList()),
				redactor, InstantSource.system());
	}

	// By provider, so that an application has any number of listeners and signals, or
	// none.
	@Bean
	ThreadLeakMonitorLifecycle threadLeakMonitorLifecycle(ThreadLeakMonitor monitor,
			ObjectProvider<ThreadLeakListener> listeners, ObjectProvider<SignalSource> single,
			ObjectProvider<SignalSources> some) {
		List<SignalSource> each = single.orderedStream().toList();
		return new ThreadLeakMonitorLifecycle(monitor, listeners.orderedStream().toList(),
				Stream.concat(Stream.<SignalSources>of(() -> each), some.orderedStream()).toList());
	}

}
