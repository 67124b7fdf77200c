// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.autoconfigure.context;

import java.util.EnumSet;

import io.github.threadleaks.autoconfigure.ThreadLeaksAutoConfiguration;
import io.github.threadleaks.lifecycle.ThreadContexts;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import reactor.core.publisher.Mono;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.task.TaskDecorator;
import org.springframework.web.server.WebFilter;

/**
 * Which request and which labels threads are started in, as long as births are recorded.
 */
@AutoConfiguration(after = ThreadLeaksAutoConfiguration.class,
		beforeName = "org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration")
@ConditionalOnBean(ThreadLeaksAutoConfiguration.class)
@ConditionalOnBooleanProperty(name = "threadleaks.lifecycle.enabled", matchIfMissing = true)
public final class ThreadLeaksContextAutoConfiguration {

	/**
	 * Before the observation of requests and all that authenticates, which may start
	 * threads too; behind what changes the character encoding.
	 */
	static final int FILTER_ORDER = Ordered.HIGHEST_PRECEDENCE + 2;

	/**
	 * A user's decorator stays the only one: of several, older versions of Boot take
	 * none.
	 */
	@Bean
	@ConditionalOnMissingBean(TaskDecorator.class)
	ContextTaskDecorator threadLeaksContextTaskDecorator() {
		return new ContextTaskDecorator(ThreadContexts.shared());
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass({ Filter.class, FilterRegistrationBean.class })
	@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
	static class Servlet {

		@Bean
		FilterRegistrationBean<ServedRequestFilter> threadLeaksServedRequestFilter() {
			FilterRegistrationBean<ServedRequestFilter> registration = new FilterRegistrationBean<>(
					new ServedRequestFilter(ThreadContexts.shared()));
			registration.setOrder(FILTER_ORDER);
			registration.setDispatcherTypes(EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC));
			return registration;
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass({ WebFilter.class, Mono.class })
	@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
	static class Reactive {

		@Bean
		ServedRequestWebFilter threadLeaksServedRequestWebFilter() {
			return new ServedRequestWebFilter(ThreadContexts.shared());
		}

	}

}
