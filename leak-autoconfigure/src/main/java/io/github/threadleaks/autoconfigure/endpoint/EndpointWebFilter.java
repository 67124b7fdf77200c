// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.autoconfigure.endpoint;

import java.net.InetSocketAddress;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.PathContainer;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;

/**
 * Before our endpoints on WebFlux. Takes the range out of a request, which WebFlux would
 * refuse of a stream and the others ignore. (To remove a header is not the same call in
 * both lines of Spring.)
 */
final class EndpointWebFilter implements WebFilter, Ordered {

	private final EndpointRequests requests;

	EndpointWebFilter(EndpointRequests requests) {
		this.requests = requests;
	}

	@Override
	public int getOrder() {
		return Ordered.LOWEST_PRECEDENCE;
	}

	@Override
	public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
		ServerHttpRequest request = exchange.getRequest();
		if (!this.requests.concern(decoded(request.getPath()))) {
			return chain.filter(exchange);
		}
		Peer peer = EndpointRequests.peer(address(request.getRemoteAddress()),
				exchange.getResponse().getHeaders()::set);
		return chain.filter(whole(exchange)).contextWrite((context) -> context.put(Peer.class, peer));
	}

	private static String decoded(PathContainer path) {
		return path.elements()
			.stream()
			.map((element) -> (element instanceof PathContainer.PathSegment segment) ? segment.valueToMatch()
					: element.value())
			.collect(Collectors.joining());
	}

	/** An address that Spring has read from a header is unresolved, and stays so. */
	private static String address(@Nullable InetSocketAddress remote) {
		if (remote == null) {
			return Peer.UNKNOWN.address();
		}
		return remote.isUnresolved() ? remote.getHostString() : remote.getAddress().getHostAddress();
	}

	private static ServerWebExchange whole(ServerWebExchange exchange) {
		ServerHttpRequest whole = exchange.getRequest()
			.mutate()
			.headers((sent) -> sent.set(HttpHeaders.RANGE, ""))
			.build();
		return exchange.mutate().request(whole).build();
	}

}
