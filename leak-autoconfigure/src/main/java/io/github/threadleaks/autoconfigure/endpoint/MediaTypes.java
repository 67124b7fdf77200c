// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.autoconfigure.endpoint;

/**
 * What the endpoints answer in. An endpoint and its web extension must name the same
 * types: Actuator serves both beside each other where they differ.
 */
final class MediaTypes {

	static final String JSON = "application/json";

	static final String ACTUATOR_JSON = "application/vnd.spring-boot.actuator.v3+json";

	static final String PROBLEM = "application/problem+json";

	static final String TEXT = "text/plain;charset=UTF-8";

	static final String HTML = "text/html;charset=UTF-8";

	private MediaTypes() {
	}

}
