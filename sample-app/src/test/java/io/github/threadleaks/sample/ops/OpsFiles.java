// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.sample.ops;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What stands under {@code ops/} and {@code docs/}.
 */
final class OpsFiles {

	static final Path RULES = Path.of("prometheus", "threadleaks.rules.yml");

	static final Path DASHBOARD = Path.of("grafana", "threadleaks.json");

	static final Path ALERTMANAGER = Path.of("alertmanager", "alertmanager.yml");

	private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

	private OpsFiles() {
	}

	static Path path(Path below) {
		return ROOT.resolve("ops").resolve(below);
	}

	static String read(Path below) {
		return text(path(below));
	}

	static String document(String name) {
		return text(ROOT.resolve("docs").resolve(name));
	}

	private static String text(Path file) {
		try {
			return Files.readString(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
