// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.autoconfigure.endpoint;

import reactor.core.publisher.Mono;

import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.EndpointWebExtension;
import org.springframework.lang.Nullable;

/**
 * {@code threadleaks} on WebFlux, off the event loop.
 */
@EndpointWebExtension(endpoint = ThreadLeaksEndpoint.class)
final class ThreadLeaksReactiveWebExtension {

	private final ReportAnswers answers;

	ThreadLeaksReactiveWebExtension(ReportAnswers answers) {
		this.answers = answers;
	}

	@ReadOperation(producesFrom = ReportFormat.class)
	Mono<WebEndpointResponse<Object>> threadLeaks(@Nullable String stacks, SecurityContext security,
			ReportFormat format) {
		return ReactivePeer.answer((peer) -> this.answers.report(stacks, Caller.of(security, peer), format));
	}

	@ReadOperation(producesFrom = ReportFormat.class)
	Mono<WebEndpointResponse<Object>> threadLeak(@Selector String id, SecurityContext security, ReportFormat format) {
		return ReactivePeer.answer((peer) -> this.answers.leak(id, Caller.of(security, peer), format));
	}

	@WriteOperation(producesFrom = ReportFormat.class)
	Mono<WebEndpointResponse<Object>> accept(@Selector String id, @Nullable String accepted, SecurityContext security,
			ReportFormat format) {
		return ReactivePeer.answer((peer) -> this.answers.accept(id, accepted, Caller.of(security, peer), format));
	}

}
