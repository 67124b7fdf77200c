// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.autoconfigure.context;

import java.util.Map;
import java.util.Optional;

import io.github.threadleaks.lifecycle.ServedRequest;
import io.github.threadleaks.lifecycle.StartContext;
import io.github.threadleaks.lifecycle.ThreadContexts;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.core.Ordered;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;

/**
 * Says which request a thread serves: while the chain is subscribed to, in which a
 * handler without a body runs; while the body arrives, upon which the others do; and on
 * other threads where Micrometer's context propagation is on, by the context.
 */
final class ServedRequestWebFilter implements WebFilter, Ordered {

	/**
	 * WebFlux's {@code HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE}, for an
	 * application that may lack it.
	 */
	private static final String PATTERN = "org.springframework.web.reactive.HandlerMapping.bestMatchingPattern";

	/** WebFlux's {@code HandlerMapping.BEST_MATCHING_HANDLER_ATTRIBUTE}. */
	private static final String HANDLER = "org.springframework.web.reactive.HandlerMapping.bestMatchingHandler";

	private final ThreadContexts contexts;

	ServedRequestWebFilter(ThreadContexts contexts) {
		this.contexts = contexts;
	}

	@Override
	public int getOrder() {
		return ThreadLeaksContextAutoConfiguration.FILTER_ORDER;
	}

	@Override
	public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
		ServedRequest served = new ServedRequest();
		StartContext context = new StartContext(Optional.of(served), Map.of());
		ServerWebExchange scoped = exchange.mutate()
			.request(new ScopedRequest(exchange.getRequest(), context, this.contexts))
			.build();
		return Mono.from(new ScopedPublisher<>(chain.filter(scoped), context, this.contexts))
			.doFinally((signal) -> this.contexts.end(served, route(exchange),
					HandlerNames.of(exchange.getAttribute(HANDLER))))
			.contextWrite((values) -> values.put(ThreadContextAccessor.KEY, context));
	}

	private static String route(ServerWebExchange exchange) {
		Object pattern = exchange.getAttribute(PATTERN);
		return (pattern != null) ? exchange.getRequest().getMethod().name() + " " + pattern : "";
	}

	/** A request upon whose body its handler runs. */
	private static final class ScopedRequest extends ServerHttpRequestDecorator {

		private final StartContext context;

		private final ThreadContexts contexts;

		ScopedRequest(ServerHttpRequest request, StartContext context, ThreadContexts contexts) {
			super(request);
			this.context = context;
			this.contexts = contexts;
		}

		@Override
		public Flux<DataBuffer> getBody() {
			return Flux.from(new ScopedPublisher<>(super.getBody(), this.context, this.contexts));
		}

	}

}
