// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.benchmarks.detection;

import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * A result as one line, from the child to its parent.
 */
final class LibraryLine {

	private static final String BETWEEN = "\t";

	private static final String NONE = "-";

	private LibraryLine() {
	}

	static String names(List<Misuse> misuses) {
		return String.join(BETWEEN, misuses.stream().map(Misuse::name).toList());
	}

	static List<String> names(String line) {
		return List.of(line.split(BETWEEN));
	}

	static String write(LiveResult result) {
		String found = result.found()
			.map((leak) -> String.join(BETWEEN, Long.toString(leak.after().toMillis()), Integer.toString(leak.uses()),
					Integer.toString(leak.threads()), leak.verdict(), leak.pattern(), leak.text()))
			.orElse(NONE);
		return String.join(BETWEEN, result.name(), Boolean.toString(result.leaks()), result.expected(),
				Integer.toString(result.told()), result.resolved().map(String::valueOf).orElse(NONE),
				String.join(";", result.baselines()), found);
	}

	static LiveResult read(String line) {
		Iterator<String> parts = List.of(line.split(BETWEEN, -1)).iterator();
		String name = parts.next();
		boolean leaks = Boolean.parseBoolean(parts.next());
		String expected = parts.next();
		int told = Integer.parseInt(parts.next());
		String resolved = parts.next();
		String alarms = parts.next();
		return new LiveResult(name, leaks, expected, found(parts), told,
				resolved.equals(NONE) ? Optional.empty() : Optional.of(Boolean.valueOf(resolved)),
				alarms.isEmpty() ? List.of() : List.of(alarms.split(";")));
	}

	private static Optional<LiveResult.Found> found(Iterator<String> parts) {
		String millis = parts.next();
		return millis.equals(NONE) ? Optional.empty()
				: Optional
					.of(new LiveResult.Found(Duration.ofMillis(Long.parseLong(millis)), Integer.parseInt(parts.next()),
							Integer.parseInt(parts.next()), parts.next(), parts.next(), parts.next()));
	}

}
