// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.autoconfigure.endpoint;

import java.util.Map;

import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.EndpointWebExtension;
import org.springframework.lang.Nullable;

/**
 * {@code threadsnapshot} on MVC and Jersey.
 */
@EndpointWebExtension(endpoint = ThreadSnapshotEndpoint.class)
final class ThreadSnapshotWebExtension {

	private final ThreadSnapshotEndpoint endpoint;

	ThreadSnapshotWebExtension(ThreadSnapshotEndpoint endpoint) {
		this.endpoint = endpoint;
	}

	@ReadOperation(producesFrom = SnapshotMediaType.class)
	WebEndpointResponse<Object> threadSnapshot(@Nullable String detail, @Nullable String state, @Nullable String name,
			@Nullable String frame, @Nullable String minAge, @Nullable String kind, @Nullable String label,
			@Nullable String top, @Nullable String since, SecurityContext security, SnapshotMediaType accepted) {
		Map<String, String> parameters = ThreadSnapshotEndpoint.parameters(detail, state, name, frame, minAge, kind,
				label, top, since);
		return this.endpoint.answer(accepted, parameters, Caller.of(security, Peer.current()));
	}

	@ReadOperation(producesFrom = SnapshotMediaType.class)
	WebEndpointResponse<Object> threadSnapshotIn(@Selector String format, @Nullable String detail,
			@Nullable String state, @Nullable String name, @Nullable String frame, @Nullable String minAge,
			@Nullable String kind, @Nullable String label, @Nullable String top, @Nullable String since,
			SecurityContext security) {
		Map<String, String> parameters = ThreadSnapshotEndpoint.parameters(detail, state, name, frame, minAge, kind,
				label, top, since);
		return this.endpoint.answer(format, parameters, Caller.of(security, Peer.current()));
	}

}
