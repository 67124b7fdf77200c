// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.autoconfigure.endpoint;

import java.util.Map;
import java.util.function.Supplier;

import io.github.threadleaks.format.SnapshotFormat;

import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.EndpointWebExtension;
import org.springframework.core.io.InputStreamResource;
import org.springframework.lang.Nullable;
import org.springframework.util.MimeType;

/**
 * {@code threadsnapshot} over HTTP, in the format that the path or else the client's
 * {@code Accept} names; refusals have a status and a problem body. Bodies are written as
 * they are sent, so their length is not known before, and a range of them is not served:
 * the next request finds other threads.
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
			@Nullable String top, @Nullable String since, SnapshotMediaType accepted) {
		return answer(() -> write(accepted.format(), accepted.getProducedMimeType(),
				ThreadSnapshotEndpoint.parameters(detail, state, name, frame, minAge, kind, label, top, since)));
	}

	@ReadOperation(producesFrom = SnapshotMediaType.class)
	WebEndpointResponse<Object> threadSnapshotIn(@Selector String format, @Nullable String detail,
			@Nullable String state, @Nullable String name, @Nullable String frame, @Nullable String minAge,
			@Nullable String kind, @Nullable String label, @Nullable String top, @Nullable String since) {
		return answer(() -> {
			SnapshotFormat found = ThreadSnapshotEndpoint.format(format);
			return write(found, MimeType.valueOf(found.mediaType()),
					ThreadSnapshotEndpoint.parameters(detail, state, name, frame, minAge, kind, label, top, since));
		});
	}

	private WebEndpointResponse<Object> write(SnapshotFormat format, MimeType type, Map<String, String> parameters) {
		return new WebEndpointResponse<>(new InputStreamResource(this.endpoint.open(format, parameters)), type);
	}

	private static WebEndpointResponse<Object> answer(Supplier<WebEndpointResponse<Object>> operation) {
		try {
			return operation.get();
		}
		catch (RefusalException ex) {
			return ex.toResponse();
		}
	}

}
