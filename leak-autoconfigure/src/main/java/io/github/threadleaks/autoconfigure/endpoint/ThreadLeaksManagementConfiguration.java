// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.autoconfigure.endpoint;

import jakarta.servlet.Filter;
import reactor.core.publisher.Mono;

import org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration;
import org.springframework.boot.actuate.endpoint.web.PathMappedEndpoints;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.server.WebFilter;

/**
 * The filter before the endpoints, wherever Actuator is served. It is the last of all
 * filters, so that whoever is not authenticated has been turned away before.
 */
@ManagementContextConfiguration(proxyBeanMethods = false)
@ConditionalOnBean({ PathMappedEndpoints.class, AddressGuard.class })
public final class ThreadLeaksManagementConfiguration {

	@Bean
	EndpointRequests threadLeaksEndpointRequests(PathMappedEndpoints endpoints) {
		return new EndpointRequests(endpoints);
	}

	/**
	 * On MVC and Jersey.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass({ Filter.class, FilterRegistrationBean.class })
	@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
	static class Servlet {

		@Bean
		FilterRegistrationBean<EndpointServletFilter> threadLeaksEndpointFilter(EndpointRequests requests) {
			return new FilterRegistrationBean<>(new EndpointServletFilter(requests));
		}

	}

	/**
	 * On WebFlux.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass({ WebFilter.class, Mono.class })
	@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
	static class Reactive {

		@Bean
		EndpointWebFilter threadLeaksEndpointWebFilter(EndpointRequests requests) {
			return new EndpointWebFilter(requests);
		}

	}

}
