// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.sample.ops;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * Prometheus' own check of its files. Skips the test where there is none; with
 * {@code CI=true} that is a failure.
 */
final class Promtool {

	private static final Path PROGRAM = Path.of("/usr/bin/promtool");

	private Promtool() {
	}

	/** What it says if it is not content, else nothing. */
	static String complaint(String... arguments) {
		if (!"true".equals(System.getenv("CI"))) {
			assumeTrue(Files.isExecutable(PROGRAM), "There is no promtool: Debian's package prometheus has it");
		}
		List<String> command = Stream.concat(Stream.of(PROGRAM.toString()), Stream.of(arguments)).toList();
		try {
			Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
			String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			return (process.waitFor() == 0) ? "" : said;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
