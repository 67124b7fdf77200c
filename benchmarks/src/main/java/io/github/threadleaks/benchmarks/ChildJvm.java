// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs a probe in a JVM of its own, so that nothing of this one is measured.
 */
final class ChildJvm implements AutoCloseable {

	private final Process process;

	private final BufferedReader output;

	private ChildJvm(Process process) {
		this.process = process;
		this.output = process.inputReader(StandardCharsets.UTF_8);
	}

	/**
	 * Starts a main class that prints a line for each line that it reads, until there is
	 * none.
	 * @param main the class
	 * @param arguments arguments of the class
	 */
	static ChildJvm start(Class<?> main, String... arguments) throws IOException {
		return new ChildJvm(launch(main, List.of(), arguments));
	}

	/** Has it do its work once; returns the line that it prints. */
	String answer() throws IOException {
		this.process.getOutputStream().write('\n');
		this.process.getOutputStream().flush();
		String line = this.output.readLine();
		if (line == null) {
			throw new IllegalStateException("A probe has failed");
		}
		return line;
	}

	@Override
	public void close() throws IOException {
		this.process.getOutputStream().close();
		this.process.onExit().join();
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
		Process process = launch(main, jvmOptions, arguments);
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
		if (process.waitFor() != 0) {
			throw new IllegalStateException(main.getSimpleName() + " failed: " + output);
		}
		return output.substring(output.lastIndexOf('\n') + 1);
	}

	private static Process launch(Class<?> main, List<String> jvmOptions, String... arguments) throws IOException {
		List<String> command = new ArrayList<>();
		command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		command.addAll(jvmOptions);
		command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
		command.addAll(List.of(arguments));
		return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
	}

}
