// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.autoconfigure.endpoint;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.springframework.boot.actuate.endpoint.EndpointId;
import org.springframework.boot.actuate.endpoint.web.PathMappedEndpoints;
import org.springframework.util.function.SingletonSupplier;

/**
 * What holds for every request to our endpoints, whatever serves it, and what an endpoint
 * cannot say itself: nobody stores an answer, takes it for another type than it is, or
 * shows the page within another.
 */
final class EndpointRequests {

	private static final Map<String, String> HEADERS = Map.of("Cache-Control", "no-store", "X-Content-Type-Options",
			"nosniff", "Content-Security-Policy", "frame-ancestors 'none'");

	private final Supplier<List<String>> paths;

	/**
	 * Paths are looked up once, at the first request: endpoints are beans that may depend
	 * on filters.
	 */
	EndpointRequests(PathMappedEndpoints endpoints) {
		this.paths = SingletonSupplier.of(() -> Stream.of("threadleaks", "threadsnapshot")
			.map((id) -> endpoints.getPath(EndpointId.of(id)))
			.filter(Objects::nonNull)
			.toList());
	}

	/**
	 * Whether a request is to one of our endpoints.
	 * @param path decoded, without parameters of segments
	 */
	boolean concern(String path) {
		return this.paths.get().stream().anyMatch(path::contains);
	}

	/**
	 * Who asks, who has been sent the headers by this.
	 * @param address an IPv6 one may be in brackets, as Spring gives those that it has
	 * read from a header
	 * @param header adds a header to the answer
	 */
	static Peer peer(String address, BiConsumer<String, String> header) {
		HEADERS.forEach(header);
		boolean bracketed = address.startsWith("[") && address.endsWith("]") && address.indexOf(':') > 0;
		return new Peer(bracketed ? address.substring(1, address.length() - 1) : address, header);
	}

}
