// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.documentation;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

import io.github.threadleaks.fixture.ChildJvm;
import io.github.threadleaks.judge.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The page on patterns: each has its section, whose code leaks before and does not after.
 */
class PatternDocumentationTests {

	private static final Path PAGE = Path.of("..", "docs", "patterns.md").toAbsolutePath();

	@TempDir
	@SuppressWarnings("NullAway.Init")
	private Path directory;

	@Test
	void everyPatternHasItsSectionWithCodeBeforeAndAfter() throws IOException {
		DocumentedCode code = new DocumentedCode(PAGE, this.directory);
		assertThat(code.headings())
			.containsExactlyInAnyOrderElementsOf(Arrays.stream(Pattern.values()).map(Pattern::anchor).toList());
		assertThat(code.headings()).allSatisfy((heading) -> assertThat(code.snippets(heading))
			.hasSize(heading.equals(Pattern.UNKNOWN.anchor()) ? 0 : 2));
	}

	@Test
	void whatIsOnlyCompiled() throws Exception {
		DocumentedCode code = new DocumentedCode(PAGE, this.directory);
		for (String snippet : code.snippets(Pattern.BUSY_LOOP.anchor())) {
			assertThat(code.compile(snippet, "volatile boolean done;", "reserve();")).isNotNull();
		}
		for (String snippet : code.snippets(Pattern.STUCK_REQUEST.anchor())) {
			assertThat(code.compile(snippet, "ExecutorService printers = Executors.newCachedThreadPool();",
					"invoice(() -> \"\");"))
				.isNotNull();
		}
		for (String snippet : code.snippets(Pattern.THREAD_CHURN.anchor())) {
			assertThat(code.compile(snippet, "void send(String order) { }", "mail(List.of());")).isNotNull();
		}
	}

	@Test
	@Timeout(180)
	void whatStandsBeforeLeaksAsItSaysAndWhatStandsAfterDoesNot() {
		String output = new ChildJvm().options("-Dpage=" + PAGE, "-Ddirectory=" + this.directory)
			.run(PatternExamplesProgram.class);
		List<String> expected = PatternExample.all()
			.stream()
			.map((example) -> "Before " + example.pattern() + ": [" + example.pattern() + "]")
			.toList();
		assertThat(output.lines().filter((line) -> line.startsWith("Before "))).containsExactlyElementsOf(expected);
		assertThat(output.lines()).contains("After: []");
	}

}
