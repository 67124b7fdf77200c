// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.judge;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.github.threadleaks.group.NameMask;
import io.github.threadleaks.settings.IgnoreRule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The table of housekeepers.
 */
class KnownThreadTests {

	static final List<KnownThread> TABLE = KnownThread.TABLE;

	private static boolean matches(IgnoreRule rule, String name, String frame) {
		return rule.name().matcher(NameMask.mask(name)).find() && rule.frame().matcher(frame).find();
	}

	@ParameterizedTest
	@FieldSource("TABLE")
	void aRowMatchesWholeNamesAndFramesFromTheirBeginning(KnownThread row) {
		assertThat(row.rule().name().pattern()).startsWith("^").endsWith("$");
		assertThat(row.rule().frame().pattern()).matches("(\\^.+)?");
	}

	@ParameterizedTest
	@FieldSource("TABLE")
	void aRowHasItsReasonInASentenceAndALink(KnownThread row) {
		assertThat(row.rule().reason()).matches("[A-Z].+\\.");
		assertThat(URI.create(row.link())).hasScheme("https").hasNoQuery();
		assertThat(URI.create(row.link()).getHost()).contains(".");
	}

	@ParameterizedTest
	@FieldSource("TABLE")
	void aRowMatchesItsExampleAndNoNeighbourDoes(KnownThread row) {
		assertThat(TABLE.stream().filter((other) -> matches(other.rule(), row.exampleName(), row.exampleFrame())))
			.containsExactly(row);
	}

	@ParameterizedTest
	@FieldSource("TABLE")
	void aRowMatchesNoLongerName(KnownThread row) {
		assertThat(matches(row.rule(), "my " + row.exampleName(), row.exampleFrame())).isFalse();
		assertThat(matches(row.rule(), "com.acme.Job " + row.exampleName(), row.exampleFrame())).isFalse();
	}

	@Test
	void theReferenceHasTheTable() throws IOException {
		List<String> rows = TABLE.stream().map(KnownThreadTests::row).toList();
		assertThat(Files.readAllLines(Path.of("..", "docs", "reference.md"))
			.stream()
			.dropWhile((line) -> !line.equals("## Known threads"))
			.skip(1)
			.takeWhile((line) -> !line.startsWith("## "))
			.filter((line) -> line.startsWith("| `"))).isEqualTo(rows);
	}

	private static String row(KnownThread row) {
		return "| " + code(row.rule().name().pattern()) + " | " + code(row.rule().frame().pattern()) + " | "
				+ row.rule().reason() + " ([source](" + row.link() + ")) |";
	}

	private static String code(String pattern) {
		return pattern.isEmpty() ? "" : "`" + pattern.replace("|", "\\|") + "`";
	}

}
