// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.lifecycle;

import java.util.Map;
import java.util.Optional;

/**
 * What a thread was doing when it started another.
 *
 * @param request the HTTP request that it served
 * @param labels its labels, raw
 */
public record StartContext(Optional<ServedRequest> request, Map<String, String> labels) {

	/** Nothing is known. */
	public static final StartContext NONE = new StartContext(Optional.empty(), Map.of());

	/**
	 * Whether another one cannot be told from this one: the same labels, and the same
	 * request or two of one route.
	 * @param other the other
	 * @return whether they are alike
	 */
	boolean isLike(StartContext other) {
		return this.labels.equals(other.labels) && isSameRoute(other);
	}

	private boolean isSameRoute(StartContext other) {
		if (this.request.equals(other.request)) {
			return true;
		}
		String route = this.request.map(ServedRequest::route).orElse("");
		return !route.isEmpty() && route.equals(other.request.map(ServedRequest::route).orElse(""));
	}

	/**
	 * Whether its request is not known by a route, so that it is like no other.
	 * @return whether there is a request without a route
	 */
	boolean isUnnamed() {
		return this.request.isPresent() && this.request.get().route().isEmpty();
	}

}
