// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.lifecycle;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which routes are served by which methods: a birth below such a method was started by a
 * request of that route, whatever else was going on.
 */
final class Handlers {

	/** More than the largest services have. */
	static final int MAX = 5_000;

	/** Stands for the routes of a method that serves several. */
	private static final String SEVERAL = "";

	private final Map<String, String> routes = new ConcurrentHashMap<>();

	/** A request has been served. */
	void learn(String handler, String route) {
		String known = this.routes.get(handler);
		if (known == null) {
			if (this.routes.size() < MAX) {
				this.routes.put(handler, route);
			}
		}
		else if (!known.equals(route) && !known.equals(SEVERAL)) {
			this.routes.put(handler, SEVERAL);
		}
	}

	/**
	 * The one that a stack passes through.
	 * @param through classes and methods of its frames
	 * @return the method, if there is one that serves requests, and no other
	 */
	Optional<String> in(Set<String> through) {
		if (this.routes.isEmpty()) {
			return Optional.empty();
		}
		String found = null;
		for (String method : through) {
			if (this.routes.containsKey(method)) {
				if (found != null) {
					return Optional.empty();
				}
				found = method;
			}
		}
		return Optional.ofNullable(found);
	}

	/**
	 * The route that a method serves.
	 * @return method and pattern, or empty if there are several
	 */
	Optional<String> route(String handler) {
		return Optional.ofNullable(this.routes.get(handler)).filter((route) -> !route.equals(SEVERAL));
	}

}
