// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.autoconfigure.endpoint;

import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import reactor.core.publisher.Mono;

import org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration;
import org.springframework.boot.actuate.endpoint.EndpointId;
import org.springframework.boot.actuate.endpoint.web.PathMappedEndpoints;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;

/**
 * What an endpoint cannot say itself, wherever Actuator is served: nobody stores an
 * answer of ours, or takes it for another type than it is, or shows the page within
 * another; and no part of one is served.
 */
@ManagementContextConfiguration(proxyBeanMethods = false)
@ConditionalOnBean(PathMappedEndpoints.class)
public final class ThreadLeaksManagementConfiguration {

	private static final String NO_STORE = "no-store";

	private static final String NO_SNIFF = "nosniff";

	private static final String NO_FRAME = "frame-ancestors 'none'";

	/**
	 * Looked up once, at the first request: endpoints are beans that may depend on
	 * filters.
	 */
	private static Supplier<List<String>> paths(PathMappedEndpoints endpoints) {
		return SingletonSupplier.of(() -> Stream.of("threadleaks", "threadsnapshot")
			.map((id) -> endpoints.getPath(EndpointId.of(id)))
			.filter(Objects::nonNull)
			.toList());
	}

	/**
	 * On MVC and Jersey.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass({ Filter.class, FilterRegistrationBean.class })
	@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
	static class Servlet {

		@Bean
		FilterRegistrationBean<OncePerRequestFilter> threadLeaksHeaderFilter(PathMappedEndpoints endpoints) {
			return new FilterRegistrationBean<>(new HeaderFilter(endpoints));
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
		WebFilter threadLeaksHeaderWebFilter(PathMappedEndpoints endpoints) {
			return new HeaderWebFilter(endpoints);
		}

	}

	private static final class HeaderFilter extends OncePerRequestFilter {

		private final Supplier<List<String>> paths;

		HeaderFilter(PathMappedEndpoints endpoints) {
			this.paths = paths(endpoints);
		}

		@Override
		protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
				throws IOException, ServletException {
			if (this.paths.get().stream().anyMatch(request.getRequestURI()::contains)) {
				response.setHeader(HttpHeaders.CACHE_CONTROL, NO_STORE);
				response.setHeader("X-Content-Type-Options", NO_SNIFF);
				response.setHeader("Content-Security-Policy", NO_FRAME);
			}
			chain.doFilter(request, response);
		}

	}

	/**
	 * WebFlux refuses the range of a stream, which the others ignore. (To remove a header
	 * is not the same call in both lines of Spring.)
	 */
	private static final class HeaderWebFilter implements WebFilter {

		private final Supplier<List<String>> paths;

		HeaderWebFilter(PathMappedEndpoints endpoints) {
			this.paths = paths(endpoints);
		}

		@Override
		public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
			String path = exchange.getRequest().getURI().getRawPath();
			if (this.paths.get().stream().noneMatch(path::contains)) {
				return chain.filter(exchange);
			}
			HttpHeaders headers = exchange.getResponse().getHeaders();
			headers.set(HttpHeaders.CACHE_CONTROL, NO_STORE);
			headers.set("X-Content-Type-Options", NO_SNIFF);
			headers.set("Content-Security-Policy", NO_FRAME);
			ServerHttpRequest whole = exchange.getRequest()
				.mutate()
				.headers((sent) -> sent.set(HttpHeaders.RANGE, ""))
				.build();
			return chain.filter(exchange.mutate().request(whole).build());
		}

	}

}
