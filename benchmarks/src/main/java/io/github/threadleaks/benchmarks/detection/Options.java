// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.benchmarks.detection;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the command line asks for.
 *
 * @param parts which parts to run
 * @param values the values of options, by name
 */
record Options(Set<String> parts, Map<String, String> values) {

	private static final List<String> PARTS = List.of("traces", "live", "libraries");

	private static final List<String> NAMES = List.of("hours", "seed", "only", "arrivals", "births", "explain", "trace",
			"sample-app");

	static Options of(String... args) {
		Set<String> parts = new LinkedHashSet<>();
		Map<String, String> values = new HashMap<>();
		for (String arg : args) {
			if (PARTS.contains(arg)) {
				parts.add(arg);
				continue;
			}
			String name = arg.replaceFirst("^--", "").replaceFirst("=.*", "");
			if (!arg.startsWith("--") || !NAMES.contains(name)) {
				throw new IllegalArgumentException(
						"Parts are " + PARTS + ", options " + NAMES + ", not " + Arrays.toString(args));
			}
			values.put(name, arg.contains("=") ? arg.substring(arg.indexOf('=') + 1) : "");
		}
		return new Options(parts.isEmpty() ? new LinkedHashSet<>(PARTS) : parts, values);
	}

	long number(String name, long otherwise) {
		return text(name).map(Long::parseLong).orElse(otherwise);
	}

	Optional<String> text(String name) {
		return Optional.ofNullable(this.values.get(name));
	}

	boolean has(String name) {
		return this.values.containsKey(name);
	}

}
