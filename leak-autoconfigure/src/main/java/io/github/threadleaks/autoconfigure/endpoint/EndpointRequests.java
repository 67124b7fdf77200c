// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.autoconfigure.endpoint;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

import org.springframework.boot.actuate.endpoint.EndpointId;
import org.springframework.boot.actuate.endpoint.web.PathMappedEndpoints;

/**
 * What holds for every request to our endpoints, whatever serves it: from which addresses
 * it may come, and what an endpoint cannot say itself. Nobody stores an answer, takes it
 * for another type than it is, or shows the page within another.
 */
final class EndpointRequests {

	private static final Map<String, String> HEADERS = Map.of("Cache-Control", "no-store", "X-Content-Type-Options",
			"nosniff", "Content-Security-Policy", "frame-ancestors 'none'");

	private final PathMappedEndpoints endpoints;

	private final AddressRanges allowed;

	private final SnapshotAudit audit;

	/** Paths are asked for late: endpoints are beans that may depend on filters. */
	EndpointRequests(PathMappedEndpoints endpoints, AddressRanges allowed, SnapshotAudit audit) {
		this.endpoints = endpoints;
		this.allowed = allowed;
		this.audit = audit;
	}

	/** Whether a request is to one of our endpoints. */
	boolean concerns(String path) {
		return Stream.of("threadleaks", "threadsnapshot")
			.map((id) -> this.endpoints.getPath(EndpointId.of(id)))
			.filter(Objects::nonNull)
			.anyMatch(path::contains);
	}

	/**
	 * Adds the headers, and turns an address away that is not allowed.
	 * @param peer who asks
	 * @param principal the authenticated name, if there is one
	 * @param path what for
	 * @return the refusal, or empty if the request may go on
	 */
	Optional<Problem> refuse(Peer peer, Optional<String> principal, String path) {
		BiConsumer<String, String> header = peer.header();
		HEADERS.forEach(header);
		if (this.allowed.allow(peer.address())) {
			return Optional.empty();
		}
		Problem problem = RefusalException.addressNotAllowed().problem();
		this.audit.record(new Caller(principal.orElse(Caller.ANONYMOUS), peer, (role) -> false), Map.of("path", path),
				problem.reason());
		return Optional.of(problem);
	}

	/** A problem as JSON. All texts of this one are ours and need no escape. */
	static byte[] body(Problem problem) {
		return ("{\"type\":\"" + problem.type() + "\",\"title\":\"" + problem.title() + "\",\"status\":"
				+ problem.status() + ",\"detail\":\"" + problem.detail() + "\",\"reason\":\"" + problem.reason()
				+ "\"}")
			.getBytes(StandardCharsets.UTF_8);
	}

}
