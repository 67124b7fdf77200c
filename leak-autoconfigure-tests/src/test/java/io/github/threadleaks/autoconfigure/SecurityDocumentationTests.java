// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.autoconfigure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the security page points at is there, and no dependency comes unexplained.
 */
class SecurityDocumentationTests {

	private static final Path ROOT = Path.of("..");

	private static final Pattern TEST = Pattern.compile("`(\\w+(?:Tests|IT))`");

	private static final Pattern ARTIFACT = Pattern.compile("`([\\w.-]+:[\\w.-]+)`");

	private static final Pattern LINK = Pattern.compile("]\\((?!https?:)([^)#]*)(?:#([^)]*))?\\)");

	private final String page = text("docs", "security.md");

	private static String text(String... path) {
		return text(ROOT.resolve(Path.of("", path)));
	}

	private static String text(Path path) {
		try {
			return Files.readString(path);
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static List<String> found(Pattern pattern, String text) {
		return pattern.matcher(text).results().map((match) -> match.group(1)).toList();
	}

	private String section(String heading) {
		int begin = this.page.indexOf("\n## " + heading);
		assertThat(begin).as(heading).isPositive();
		int end = this.page.indexOf("\n## ", begin + 1);
		return this.page.substring(begin, (end < 0) ? this.page.length() : end);
	}

	/** The rows of a section's tables, without their heads. */
	private List<String> rows(String heading) {
		return section(heading).replaceAll("\\|[^\n]*\\|\n\\|-[^\n]*", "")
			.lines()
			.filter((line) -> line.startsWith("|"))
			.toList();
	}

	@Test
	void everyNamedTestExists() throws IOException {
		Set<String> tests;
		try (Stream<Path> files = Files.find(ROOT, 20, (file, attributes) -> file.toString().endsWith(".java"))) {
			tests = files.filter((file) -> file.toString().contains("src/test/java"))
				.map((file) -> file.getFileName().toString().replace(".java", ""))
				.collect(Collectors.toSet());
		}
		assertThat(found(TEST, this.page)).hasSizeGreaterThan(15)
			.allSatisfy((test) -> assertThat(tests).contains(test));
	}

	@Test
	void everyRowOfTheGuidanceIsShownByATest() {
		assertThat(rows("What pprof's guidance says")).hasSizeGreaterThan(7).allSatisfy((row) -> {
			String[] cells = row.split("\\|");
			assertThat(found(TEST, cells[cells.length - 1])).as(row).isNotEmpty();
		});
	}

	@Test
	void everyRefusalHasItsRow() {
		String refusals = text("leak-autoconfigure", "src", "main", "java", "io", "github", "threadleaks",
				"autoconfigure", "endpoint", "RefusalException.java");
		List<String> reasons = found(Pattern.compile("new RefusalException\\([0-9]+,\\s*\"[^\"]+\",\\s*\"([^\"]+)\""),
				refusals);
		assertThat(reasons).hasSizeGreaterThan(5)
			.allSatisfy((reason) -> assertThat(section("Who is answered what")).contains("`" + reason + "`"));
	}

	@Test
	void everyJarThatTheStarterBringsHasItsReason() {
		List<String> resolved = found(Pattern.compile("(?m)^ +([\\w.-]+:[\\w.-]+):jar:"),
				text("leak-starter", "target", "runtime-dependencies.txt"));
		List<String> rows = rows("Dependencies");
		assertThat(rows).allSatisfy((row) -> assertThat(row.split("\\|")[2]).as(row).isNotBlank());
		assertThat(rows.stream().flatMap((row) -> found(ARTIFACT, row.split("\\|")[1]).stream()))
			.containsExactlyInAnyOrderElementsOf(resolved)
			.hasSizeGreaterThan(30);
	}

	@Test
	void linksLeadSomewhere() {
		for (String document : List.of("README.md", "CONTRIBUTING.md", "SECURITY.md", "docs/reference.md",
				"docs/security.md")) {
			Path file = ROOT.resolve(document);
			assertThat(LINK.matcher(text(file)).results().toList()).isNotEmpty()
				.allSatisfy((link) -> assertLeadsSomewhere(file, link));
		}
	}

	private static void assertLeadsSomewhere(Path from, MatchResult link) {
		Path target = link.group(1).isEmpty() ? from : from.resolveSibling(link.group(1));
		assertThat(target).exists();
		if (link.group(2) != null) {
			assertThat(anchors(text(target))).as(link.group()).contains(link.group(2));
		}
	}

	/** As GitHub makes them of headings. */
	private static List<String> anchors(String markdown) {
		return markdown.lines()
			.filter((line) -> line.startsWith("#"))
			.map((line) -> line.replaceFirst("^#+ ", "")
				.toLowerCase(Locale.ROOT)
				.replaceAll("[^\\w\\- ]", "")
				.replace(' ', '-'))
			.toList();
	}

}
