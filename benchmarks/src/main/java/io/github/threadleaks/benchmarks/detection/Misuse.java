// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.benchmarks.detection;

import java.util.List;
import java.util.stream.Stream;

/**
 * A row of the table of what is done with real libraries.
 *
 * @param name the library, and how it is used
 * @param leaks whether that leaks
 * @param expected the pattern that should be told, or several; else why nothing should
 * @param use uses it once
 */
record Misuse(String name, boolean leaks, String expected, Use use) {

	static final String CLIENT = "CLIENT_NOT_CLOSED";

	static final String EXECUTOR = "EXECUTOR_NOT_SHUT_DOWN";

	static List<Misuse> all() {
		return Stream.of(HttpMisuses.ALL, ClientMisuses.ALL, JdkMisuses.ALL, SharedUses.ALL)
			.flatMap(List::stream)
			.toList();
	}

	static Misuse named(String name) {
		return all().stream().filter((misuse) -> misuse.name.equals(name)).findFirst().orElseThrow();
	}

	static Misuse client(String name, Use use) {
		return new Misuse(name, true, CLIENT, use);
	}

	static Misuse healthy(String name, String reason, Use use) {
		return new Misuse(name, false, reason, use);
	}

	/**
	 * Uses a library once.
	 */
	@FunctionalInterface
	interface Use {

		/**
		 * Uses it.
		 * @return ends what it has started
		 */
		AutoCloseable once() throws Exception;

	}

}
