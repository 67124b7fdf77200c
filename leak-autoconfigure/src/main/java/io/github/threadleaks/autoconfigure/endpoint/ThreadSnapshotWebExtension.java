// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.autoconfigure.endpoint;

import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.EndpointWebExtension;
import org.springframework.lang.Nullable;

/**
 * {@code threadsnapshot} over HTTP: refusals have a status and a problem body.
 */
@EndpointWebExtension(endpoint = ThreadSnapshotEndpoint.class)
final class ThreadSnapshotWebExtension {

	private final ThreadSnapshotEndpoint endpoint;

	ThreadSnapshotWebExtension(ThreadSnapshotEndpoint endpoint) {
		this.endpoint = endpoint;
	}

	@ReadOperation(produces = { MediaTypes.JSON, MediaTypes.ACTUATOR_JSON })
	WebEndpointResponse<Object> threadSnapshot(@Nullable String detail, @Nullable String state, @Nullable String name,
			@Nullable String frame, @Nullable String minAge, @Nullable String top) {
		try {
			return new WebEndpointResponse<>(this.endpoint.threadSnapshot(detail, state, name, frame, minAge, top));
		}
		catch (RefusalException ex) {
			return ex.toResponse();
		}
	}

}
