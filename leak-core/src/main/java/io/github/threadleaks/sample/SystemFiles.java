// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.sample;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The small text files in which Linux tells about itself. What is missing, not readable
 * or no number is absent, never an exception. Not safe for use by several threads.
 */
final class SystemFiles {

	/**
	 * Read of a file at most, in bytes: {@code mountinfo} is the longest, and this is
	 * room for 400 mounts.
	 */
	private static final int MAX_BYTES = 64 * 1024;

	/** So many fit a {@code long}; 10^18 bytes are more than any machine has. */
	private static final int MAX_DIGITS = 18;

	private final Path root;

	/** Used for every file, so that a read makes little garbage. */
	private final byte[] buffer = new byte[MAX_BYTES];

	/**
	 * Reads below a root.
	 * @param root where the file system begins
	 */
	SystemFiles(Path root) {
		this.root = root;
	}

	Optional<String> text(String path) {
		try (InputStream in = Files.newInputStream(this.root.resolve(path.substring(1)))) {
			int length = in.readNBytes(this.buffer, 0, MAX_BYTES);
			return Optional.of(new String(this.buffer, 0, length, StandardCharsets.ISO_8859_1));
		}
		catch (IOException | InvalidPathException | SecurityException ex) {
			return Optional.empty();
		}
	}

	OptionalLong number(String path) {
		return number(text(path));
	}

	/** The first word after the one that a line of the text begins with. */
	static Optional<String> wordAfter(String begin, Optional<String> text) {
		return text.flatMap((lines) -> lines.lines().filter((line) -> line.startsWith(begin)).findFirst())
			.map((line) -> line.substring(begin.length()).strip().split("\\s+", 2)[0]);
	}

	/**
	 * A number of digits only: {@code max} and {@code unlimited} are none, and neither is
	 * the largest number there is, by which a limit says that it is none.
	 */
	static OptionalLong number(Optional<String> word) {
		return word.map(String::strip)
			.filter((digits) -> digits.length() <= MAX_DIGITS && !digits.isEmpty()
					&& digits.chars().allMatch((digit) -> digit >= '0' && digit <= '9'))
			.map((digits) -> OptionalLong.of(Long.parseLong(digits)))
			.orElse(OptionalLong.empty());
	}

}
