// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.autoconfigure.endpoint;

import java.util.HashMap;
import java.util.Map;

import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.lang.Nullable;

/**
 * {@code threadsnapshot}: all threads now. Parameters are texts, so that what is wrong
 * with one is said by us and not by a conversion.
 */
@Endpoint(id = "threadsnapshot")
final class ThreadSnapshotEndpoint {

	private final SnapshotGuard guard;

	ThreadSnapshotEndpoint(SnapshotGuard guard) {
		this.guard = guard;
	}

	@ReadOperation(produces = { MediaTypes.JSON, MediaTypes.ACTUATOR_JSON })
	SnapshotDescriptor threadSnapshot(@Nullable String detail, @Nullable String state, @Nullable String name,
			@Nullable String frame, @Nullable String minAge, @Nullable String top) {
		Map<String, String> parameters = new HashMap<>();
		put(parameters, "detail", detail);
		put(parameters, "state", state);
		put(parameters, "name", name);
		put(parameters, "frame", frame);
		put(parameters, "minAge", minAge);
		put(parameters, "top", top);
		return this.guard.snapshot(parameters);
	}

	private static void put(Map<String, String> parameters, String name, @Nullable String value) {
		if (value != null) {
			parameters.put(name, value);
		}
	}

}
