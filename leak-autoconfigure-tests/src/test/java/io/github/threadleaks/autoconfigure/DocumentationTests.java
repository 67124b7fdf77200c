// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.autoconfigure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.github.threadleaks.autoconfigure.support.FakeMonitor;
import io.github.threadleaks.autoconfigure.support.TestApplication;
import io.github.threadleaks.autoconfigure.support.TestReports;
import io.github.threadleaks.format.SnapshotFormat;
import io.github.threadleaks.judge.EvidenceKind;
import io.github.threadleaks.judge.Verdict;
import io.github.threadleaks.snapshot.SnapshotQuery;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * README and reference say what the code does: nothing is missing, nothing is made up.
 */
class DocumentationTests {

	private static final String REFERENCE = text("docs", "reference.md");

	private static final String README = text("README.md");

	private static String text(String... path) {
		try {
			return Files.readString(Path.of("..", path));
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static String section(String heading) {
		int begin = REFERENCE.indexOf("\n## " + heading);
		assertThat(begin).as(heading).isPositive();
		int end = REFERENCE.indexOf("\n## ", begin + 1);
		return REFERENCE.substring(begin, (end < 0) ? REFERENCE.length() : end);
	}

	private static List<String> rows(String heading) {
		return section(heading).lines().filter((line) -> line.startsWith("| `")).toList();
	}

	private static Set<String> names(String heading) {
		return rows(heading).stream().map((row) -> row.substring(3, row.indexOf('`', 3))).collect(Collectors.toSet());
	}

	@Test
	void everyPropertyHasItsRowWithDefaultAndMeaning() {
		List<Map<String, Object>> properties = ConfigurationMetadataTests.read();
		assertThat(names("Properties")).isEqualTo(
				properties.stream().map((property) -> (String) property.get("name")).collect(Collectors.toSet()));
		for (Map<String, Object> property : properties) {
			String name = String.valueOf(property.get("name"));
			String description = String.valueOf(property.get("description"));
			String firstWords = description.substring(0, description.length() - 1);
			assertThat(rows("Properties")).as(name)
				.anySatisfy((row) -> assertThat(row)
					.startsWith("| `" + name + "` | " + shown(property.getOrDefault("defaultValue", "")))
					.contains(firstWords));
		}
	}

	private static String shown(Object value) {
		// a list is written as one writes it into a properties file
		String text = value.toString().replaceAll("^\\[|]$", "").replace(", ", ",");
		return text.isEmpty() ? "|" : "`" + text + "`";
	}

	@Test
	void everyMeterHasItsRow() {
		try (TestApplication application = TestApplication.start("server.port=0",
				"management.endpoints.web.exposure.include=*", "management.prometheus.metrics.export.enabled=true")) {
			Set<String> meters = application.context()
				.getBean(MeterRegistry.class)
				.getMeters()
				.stream()
				.map(Meter::getId)
				.map(Meter.Id::getName)
				.filter((name) -> name.startsWith("threadleaks."))
				.collect(Collectors.toSet());
			assertThat(names("Meters")).containsAll(meters);
			// these have series only while there is a leak, or from the first sample on
			meters.addAll(Set.of("threadleaks.leaked.threads", "threadleaks.leaked.growth",
					"threadleaks.requests.outlived", "threadleaks.signals", "threadleaks.signals.value"));
			assertThat(meters).isEqualTo(names("Meters"));
		}
	}

	@Test
	void everyEvidenceAndVerdictIsSaid() {
		assertThat(names("Evidence"))
			.isEqualTo(Arrays.stream(EvidenceKind.values()).map(Enum::name).collect(Collectors.toSet()));
		for (Verdict verdict : Verdict.values()) {
			assertThat(section("Verdicts")).contains("`" + verdict + "`");
		}
	}

	@Test
	void everyPatternHasItsRow() {
		assertThat(names("Patterns")).isEqualTo(Arrays.stream(io.github.threadleaks.judge.Pattern.values())
			.map(Enum::name)
			.collect(Collectors.toSet()));
	}

	@Test
	void everyFormatAndParameterHasItsRow() {
		assertThat(names("Parameters of `/actuator/threadsnapshot`")).isEqualTo(SnapshotQuery.PARAMETERS);
		assertThat(rows("Formats of `/actuator/threadsnapshot`")).hasSize(SnapshotFormat.values().length);
		for (SnapshotFormat format : SnapshotFormat.values()) {
			String type = format.mediaType().replaceFirst(";.*", "");
			assertThat(rows("Formats of `/actuator/threadsnapshot`"))
				.anyMatch((row) -> row.startsWith("| `" + format.parameter() + "` | `" + type + "` |"));
		}
	}

	@Test
	void theReferencesCommandAcceptsALeak() {
		MatchResult curl = Pattern
			.compile("curl -H '(Content-Type): ([^']+)' -d '([^']+)' localhost:8080/actuator/(\\S+)")
			.matcher(REFERENCE)
			.results()
			.findFirst()
			.orElseThrow();
		FakeMonitor fake = new FakeMonitor(TestReports.report(TestReports.leak("e23b60f7", Verdict.CONFIRMED, 312)));
		try (TestApplication application = TestApplication.start(fake.asBean(),
				REFERENCE.lines().filter((line) -> line.endsWith("access=unrestricted")).findFirst().orElseThrow())) {
			assertThat(application.post(curl.group(4), curl.group(2), curl.group(3)).body())
				.startsWith("{\"id\":\"e23b60f7\"")
				.contains("\"accepted\":true");
		}
	}

	/** What they say is compiled: it stands in a test that runs it. */
	@Test
	void theJavaOfReferenceAndOperationsWorks() throws IOException {
		String sources = sources("IgnoreRuleBeanTests", "RedactionRuleBeanTests", "context/ThreadLabelsTests",
				"metrics/MeterSignalsTests", "event/LoadShedding");
		assertThat(java(REFERENCE)).hasSize(4)
			.allSatisfy((snippet) -> assertThat(sources).containsIgnoringWhitespaces(snippet));
		assertThat(java(text("docs", "operations.md"))).hasSize(1)
			.allSatisfy((snippet) -> assertThat(sources).containsIgnoringWhitespaces(snippet));
	}

	private static List<String> java(String page) {
		return Pattern.compile("```java\n(.*?)```", Pattern.DOTALL)
			.matcher(page)
			.results()
			.map((snippet) -> snippet.group(1))
			.toList();
	}

	private static String sources(String... tests) throws IOException {
		StringBuilder sources = new StringBuilder();
		for (String test : tests) {
			sources.append(Files
				.readString(Path.of("src/test/java/io/github/threadleaks/autoconfigure").resolve(test + ".java")));
		}
		return sources.toString();
	}

	@Test
	void theReadmesPropertiesOpenTheEndpoints() {
		String snippet = snippet("properties");
		String[] arguments = snippet.lines().toArray(String[]::new);
		String[] withPort = Arrays.copyOf(arguments, arguments.length + 2);
		withPort[arguments.length] = "server.port=0";
		withPort[arguments.length + 1] = "management.prometheus.metrics.export.enabled=true";
		try (TestApplication application = TestApplication.start(withPort)) {
			assertThat(List.of("health", "prometheus", "threadleaks", "threadsnapshot"))
				.allSatisfy((endpoint) -> assertThat(application.get(endpoint).statusCode()).isEqualTo(200));
			assertThat(application.get("env").statusCode()).isEqualTo(404);
		}
	}

	@Test
	void theReadmesDependencyIsTheStarter() {
		String starter = text("leak-starter", "pom.xml");
		for (String element : List.of("groupId", "artifactId", "version")) {
			String line = Pattern.compile("<" + element + ">[^<]+</" + element + ">")
				.matcher(snippet("xml"))
				.results()
				.map(MatchResult::group)
				.findFirst()
				.orElseThrow();
			assertThat(starter).contains(line);
		}
	}

	private static String snippet(String language) {
		String begin = "```" + language + "\n";
		int at = README.indexOf(begin);
		assertThat(at).as(begin).isPositive();
		return README.substring(at + begin.length(), README.indexOf("```", at + begin.length()));
	}

}
