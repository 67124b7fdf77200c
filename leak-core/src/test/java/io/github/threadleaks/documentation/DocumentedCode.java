// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.documentation;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * The code of a page of the documentation, compiled from the page itself.
 */
final class DocumentedCode {

	private static final String CLASS = """
			import java.io.*;
			import java.net.*;
			import java.net.http.*;
			import java.net.http.HttpResponse.BodyHandlers;
			import java.util.*;
			import java.util.concurrent.*;
			import java.util.concurrent.locks.*;

			public class Code implements %s {
			%s
			%s
			public void use() throws Exception {
			%s
			}
			}
			""";

	private final String page;

	private final Path directory;

	/**
	 * Reads a page.
	 * @param page where it is
	 * @param directory for what is compiled
	 */
	DocumentedCode(Path page, Path directory) throws IOException {
		this.page = Files.readString(page);
		this.directory = directory;
	}

	/** The headings, in order. */
	List<String> headings() {
		return Pattern.compile("^## (.+)$", Pattern.MULTILINE)
			.matcher(this.page)
			.results()
			.map((heading) -> heading.group(1))
			.toList();
	}

	/** The pieces of Java below a heading. */
	List<String> snippets(String heading) {
		String section = this.page.substring(this.page.indexOf("\n## " + heading + "\n") + 1).split("\n## ", 2)[0];
		return Pattern.compile("```java\n(.*?)```", Pattern.DOTALL)
			.matcher(section)
			.results()
			.map((MatchResult snippet) -> snippet.group(1))
			.toList();
	}

	/**
	 * Compiles a piece, as part of a class.
	 * @param snippet members of the class
	 * @param others more of them, which the piece takes for granted
	 * @param use statements that use it once
	 * @return an object of the class
	 */
	CodeUse compile(String snippet, String others, String use) throws IOException, ReflectiveOperationException {
		Path target = Files.createTempDirectory(this.directory, "code");
		Path source = Files.writeString(target.resolve("Code.java"),
				CLASS.formatted(CodeUse.class.getName(), others, snippet, use));
		JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
		StringWriter messages = new StringWriter();
		try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
			boolean compiled = compiler
				.getTask(messages, files, null,
						List.of("-d", target.toString(), "-cp", System.getProperty("java.class.path"), "-Xlint:all"),
						null, files.getJavaFileObjects(source))
				.call();
			if (!compiled) {
				throw new AssertionError(messages + "\nin\n" + Files.readString(source));
			}
		}
		// open for as long as its threads run
		URLClassLoader loader = new URLClassLoader(Stream.of(target.toUri().toURL()).toArray(URL[]::new));
		return (CodeUse) loader.loadClass("Code").getDeclaredConstructor().newInstance();
	}

}
