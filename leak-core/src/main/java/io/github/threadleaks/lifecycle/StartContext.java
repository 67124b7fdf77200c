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

}
