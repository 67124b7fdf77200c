// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.benchmarks.detection;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/**
 * The tables of real libraries: the parent names the uses without loading them, three
 * JVMs at a time.
 */
final class LibraryReport {

	private LibraryReport() {
	}

	static void print(Options options) throws Exception {
		String only = options.text("only").orElse("");
		String classPath = classPath();
		List<Callable<LiveResult>> runs = new ArrayList<>();
		for (String name : LibraryLine.names(child(classPath))) {
			if (name.contains(only)) {
				runs.add(() -> run(name, classPath));
			}
		}
		Table.title("## Real libraries, one use a second");
		LiveTable.print("library", LiveReport.all(runs));
	}

	/** The libraries beside ours, in a folder of their own. */
	private static String classPath() throws Exception {
		Path ours = Path.of(LibraryReport.class.getProtectionDomain().getCodeSource().getLocation().toURI());
		return ours + File.pathSeparator + ours.resolveSibling("libraries") + File.separator + "*";
	}

	private static LiveResult run(String name, String classPath) throws IOException, InterruptedException {
		LiveResult result = LibraryLine.read(child(classPath, name));
		Table.progress(name + ": " + result.found().map(LiveResult.Found::toString).orElse("silence"));
		return result;
	}

	/** The last line that a child prints. */
	private static String child(String classPath, String... args) throws IOException, InterruptedException {
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx512m", "-cp",
						classPath, LibraryRun.class.getName()));
		command.addAll(List.of(args));
		Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
		try {
			String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
			if (process.waitFor() != 0) {
				throw new IllegalStateException(command + " failed: " + output);
			}
			return output.substring(output.lastIndexOf('\n') + 1);
		}
		finally {
			process.destroyForcibly();
		}
	}

}
