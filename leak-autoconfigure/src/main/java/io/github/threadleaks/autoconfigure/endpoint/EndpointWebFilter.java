// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.autoconfigure.endpoint;

import java.net.InetSocketAddress;
import java.security.Principal;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
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
		String path = exchange.getRequest().getURI().getRawPath();
		if (!this.requests.concerns(path)) {
			return chain.filter(exchange);
		}
		ServerHttpResponse response = exchange.getResponse();
		Peer peer = new Peer(address(exchange.getRequest().getRemoteAddress()), response.getHeaders()::set);
		return exchange.getPrincipal()
			.map(Principal::getName)
			.map(Optional::of)
			.defaultIfEmpty(Optional.empty())
			.flatMap((principal) -> this.requests.refuse(peer, principal, path)
				.map((problem) -> write(response, problem))
				.orElseGet(() -> chain.filter(whole(exchange))))
			.contextWrite((context) -> context.put(Peer.class, peer));
	}

	private static String address(@Nullable InetSocketAddress remote) {
		return (remote != null && remote.getAddress() != null) ? remote.getAddress().getHostAddress() : "unknown";
	}

	private static ServerWebExchange whole(ServerWebExchange exchange) {
		ServerHttpRequest whole = exchange.getRequest()
			.mutate()
			.headers((sent) -> sent.set(HttpHeaders.RANGE, ""))
			.build();
		return exchange.mutate().request(whole).build();
	}

	private static Mono<Void> write(ServerHttpResponse response, Problem problem) {
		response.setStatusCode(HttpStatus.valueOf(problem.status()));
		response.getHeaders().set(HttpHeaders.CONTENT_TYPE, MediaTypes.PROBLEM);
		return response.writeWith(Mono.just(response.bufferFactory().wrap(EndpointRequests.body(problem))));
	}

}
