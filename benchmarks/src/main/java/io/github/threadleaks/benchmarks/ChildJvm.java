// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs a probe in a JVM of its own, so that nothing of this one is measured.
 */
final class ChildJvm {

	private ChildJvm() {
	}

	/**
	 * Runs a main class and waits for it.
	 * @param main the class
	 * @param jvmOptions options of the JVM
	 * @param arguments arguments of the class
	 * @return the last line that it printed
	 */
	static String run(Class<?> main, List<String> jvmOptions, String... arguments)
			throws IOException, InterruptedException {
		List<String> command = new ArrayList<>();
		command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		command.addAll(jvmOptions);
		command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
		command.addAll(List.of(arguments));
		Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
		if (process.waitFor() != 0) {
			throw new IllegalStateException(main.getSimpleName() + " failed: " + output);
		}
		return output.substring(output.lastIndexOf('\n') + 1);
	}

}
