// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.autoconfigure.endpoint;

import java.util.Map;

import reactor.core.publisher.Mono;

import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.EndpointWebExtension;
import org.springframework.lang.Nullable;

/**
 * {@code threadsnapshot} on WebFlux, off the event loop.
 */
@EndpointWebExtension(endpoint = ThreadSnapshotEndpoint.class)
final class ThreadSnapshotReactiveWebExtension {

	private final ThreadSnapshotEndpoint endpoint;

	ThreadSnapshotReactiveWebExtension(ThreadSnapshotEndpoint endpoint) {
		this.endpoint = endpoint;
	}

	@ReadOperation(producesFrom = SnapshotMediaType.class)
	Mono<WebEndpointResponse<Object>> threadSnapshot(@Nullable String detail, @Nullable String state,
			@Nullable String name, @Nullable String frame, @Nullable String minAge, @Nullable String kind,
			@Nullable String label, @Nullable String top, @Nullable String since, SecurityContext security,
			SnapshotMediaType accepted) {
		Map<String, String> parameters = ThreadSnapshotEndpoint.parameters(detail, state, name, frame, minAge, kind,
				label, top, since);
		return ReactivePeer.answer((peer) -> this.endpoint.answer(accepted, parameters, Caller.of(security, peer)));
	}

	@ReadOperation(producesFrom = SnapshotMediaType.class)
	Mono<WebEndpointResponse<Object>> threadSnapshotIn(@Selector String format, @Nullable String detail,
			@Nullable String state, @Nullable String name, @Nullable String frame, @Nullable String minAge,
			@Nullable String kind, @Nullable String label, @Nullable String top, @Nullable String since,
			SecurityContext security) {
		Map<String, String> parameters = ThreadSnapshotEndpoint.parameters(detail, state, name, frame, minAge, kind,
				label, top, since);
		return ReactivePeer.answer((peer) -> this.endpoint.answer(format, parameters, Caller.of(security, peer)));
	}

}
