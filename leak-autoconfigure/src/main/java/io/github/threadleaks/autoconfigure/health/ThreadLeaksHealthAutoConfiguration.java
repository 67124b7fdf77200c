// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.autoconfigure.health;

import io.github.threadleaks.ThreadLeakMonitor;
import io.github.threadleaks.autoconfigure.ThreadLeaksAutoConfiguration;
import io.github.threadleaks.autoconfigure.ThreadLeaksProperties;

import org.springframework.boot.actuate.autoconfigure.health.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The health contributor {@code threadLeaks}. Boot 4 moved the health types, so each line
 * has a configuration of its own that the other one never loads.
 */
@AutoConfiguration(after = ThreadLeaksAutoConfiguration.class)
@ConditionalOnBean(ThreadLeaksAutoConfiguration.class)
public final class ThreadLeaksHealthAutoConfiguration {

	/**
	 * Spring Boot 3.5, where health is a part of the actuator.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(name = "org.springframework.boot.actuate.health.HealthIndicator")
	static class ActuatorHealthConfiguration {

		@Bean
		@ConditionalOnEnabledHealthIndicator("threadleaks")
		@ConditionalOnMissingBean(name = "threadLeaksHealthIndicator")
		HealthIndicator threadLeaksHealthIndicator(ThreadLeakMonitor monitor, ThreadLeaksProperties properties) {
			return () -> {
				ThreadLeakHealth health = ThreadLeakHealth.of(monitor.report(), properties.health().downOn());
				Health.Builder builder = health.down() ? Health.down() : Health.up();
				return builder.withDetails(health.details()).build();
			};
		}

	}

	/**
	 * Spring Boot 4, where health is a module.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(name = "org.springframework.boot.health.contributor.HealthIndicator")
	static class HealthModuleConfiguration {

		@Bean
		@org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator("threadleaks")
		@ConditionalOnMissingBean(name = "threadLeaksHealthIndicator")
		org.springframework.boot.health.contributor.HealthIndicator threadLeaksHealthIndicator(
				ThreadLeakMonitor monitor, ThreadLeaksProperties properties) {
			return () -> {
				ThreadLeakHealth health = ThreadLeakHealth.of(monitor.report(), properties.health().downOn());
				var builder = health.down() ? org.springframework.boot.health.contributor.Health.down()
						: org.springframework.boot.health.contributor.Health.up();
				return builder.withDetails(health.details()).build();
			};
		}

	}

}
