// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.sample.ops;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.threadleaks.judge.Pattern;
import io.github.threadleaks.sample.ServiceClient;
import io.github.threadleaks.sample.ops.Dashboard.Panel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The dashboard is one that Grafana takes, and asks for nothing that is not there.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = "management.prometheus.metrics.export.enabled=true")
class DashboardTests {

	private static final int COLUMNS = 24;

	/** Those that Grafana has without a plugin. */
	private static final Set<String> CORE_PANELS = Set.of("stat", "timeseries", "table", "bargauge", "status-history",
			"state-timeline");

	private static final java.util.regex.Pattern NAME_IN_REFERENCE = java.util.regex.Pattern
		.compile("`(threadleaks_[a-z_]+)`");

	private static final java.util.regex.Pattern RECORDED = java.util.regex.Pattern.compile("- record: (\\S+)");

	private final Dashboard dashboard = Dashboard.read();

	private final ServiceClient service;

	DashboardTests(@Value("${local.server.port}") int port) {
		this.service = new ServiceClient(port);
	}

	@Test
	void itIsOfTheSchemaOfGrafana10() {
		assertThat(this.dashboard.json().path("schemaVersion").asInt()).isBetween(36, 39);
		assertThat(this.dashboard.json().path("uid").asText()).isEqualTo("threadleaks");
		assertThat(this.dashboard.json().path("id").isNull()).as("Grafana gives the id").isTrue();
	}

	@Test
	void eachPanelIsOfGrafanaItselfAndSaysWhatItShows() {
		assertThat(this.dashboard.panels()).hasSizeGreaterThan(20).allSatisfy((panel) -> {
			assertThat(panel.type()).isIn(CORE_PANELS);
			assertThat(panel.title()).isNotBlank();
			assertThat(panel.json().path("description").asText()).isNotBlank();
			assertThat(panel.unit()).isNotBlank();
			assertThat(panel.queries()).isNotEmpty().allSatisfy((query) -> assertThat(query.expression()).isNotBlank());
			assertThat(panel.queries()).extracting(Dashboard.Query::ref).doesNotHaveDuplicates();
		});
		assertThat(this.dashboard.panels()).extracting(Panel::title).doesNotHaveDuplicates();
	}

	@Test
	void panelsHaveIdsAndPlacesOfTheirOwn() {
		List<Panel> all = Dashboard.children(this.dashboard.json().path("panels")).map(Panel::of).toList();
		assertThat(all).extracting(Panel::id).doesNotHaveDuplicates().doesNotContain(0);
		for (Panel panel : all) {
			assertThat(panel.place().w()).as(panel.title()).isBetween(1, COLUMNS - panel.place().x());
			assertThat(panel.place().h()).as(panel.title()).isPositive();
			assertThat(all).filteredOn((other) -> other.id() != panel.id() && other.place().overlaps(panel.place()))
				.as("stands where %s does", panel.title())
				.isEmpty();
		}
	}

	@Test
	void allDataIsOfTheChosenSource() {
		List<JsonNode> sources = this.dashboard.json().findValues("datasource");
		assertThat(sources).hasSizeGreaterThan(50)
			.filteredOn((source) -> !source.path("type").asText().equals("grafana"))
			.allSatisfy((source) -> {
				assertThat(source.path("type").asText()).isEqualTo("prometheus");
				assertThat(source.path("uid").asText()).isEqualTo("${datasource}");
			});
		assertThat(this.dashboard.panels())
			.allSatisfy((panel) -> assertThat(panel.json().path("targets").findValues("datasource"))
				.hasSameSizeAs(panel.queries()));
	}

	@Test
	void variablesAreThoseThatAlertsLinkToAndEachExpressionHeedsThem() {
		assertThat(Dashboard.children(this.dashboard.json().path("templating").path("list"))
			.map((variable) -> variable.path("name").asText())).containsExactly("datasource", "service", "instance");
		assertThat(expressions())
			.allSatisfy((title, expression) -> assertThat(expression).contains("job=~\"$service\""));
	}

	@Test
	void noColourIsOfOneThemeOnly() {
		assertThat(this.dashboard.json().toString()).doesNotContain("background", "#fff", "#000", "\"white\"",
				"\"black\"");
	}

	@Test
	void everyMetricIsExposedOrRecorded() {
		Set<String> known = new TreeSet<>(Set.of("ALERTS"));
		names(NAME_IN_REFERENCE, OpsFiles.document("reference.md")).forEach(known::add);
		names(RECORDED, OpsFiles.read(OpsFiles.RULES)).forEach(known::add);
		String scrape = this.service.get("/actuator/prometheus").body();
		assertThat(scrape).contains("jdbc_connections_active{");
		scrape.lines()
			.filter((line) -> !line.startsWith("#"))
			.map((line) -> line.split("[{ ]", 2)[0])
			.forEach(known::add);
		assertThat(expressions()).allSatisfy(
				(title, expression) -> assertThat(Dashboard.metrics(expression)).isNotEmpty().isSubsetOf(known));
		assertThat(known).as("a name that nobody exposes").doesNotContain("threadleaks_leaks_total");
	}

	@Test
	void metricsAreFoundInExpressions() {
		assertThat(
				Dashboard.metrics("60 * sum by (a, b) (rate(x_total{c=\"d\"}[5m])) / on (e) group_left () j:k:l > Inf"))
			.containsExactly("j:k:l", "x_total");
	}

	@Test
	void everyExpressionParses(@TempDir Path directory) throws IOException {
		assertThat(complaint(directory, "sum(up")).isNotEmpty();
		for (Map.Entry<String, String> query : expressions().entrySet()) {
			String sent = query.getValue().replace("$__rate_interval", "1m");
			assertThat(complaint(directory, sent)).as("%s: %s", query.getKey(), sent).isEmpty();
		}
	}

	@Test
	void whatToDoIsWhatTheReportAdvises() {
		JsonNode advice = this.dashboard.json()
			.findParents("matcher")
			.stream()
			.filter((override) -> override.path("matcher").path("options").asText().equals("what to do"))
			.findFirst()
			.orElseThrow()
			.path("properties")
			.path(0)
			.path("value")
			.path(0)
			.path("options");
		for (Pattern pattern : Pattern.values()) {
			assertThat(pattern.advice()).as(pattern.name())
				.isEqualTo(pattern.cause() + " " + advice.path(pattern.name()).path("text").asText());
		}
		assertThat(advice).hasSameSizeAs(Pattern.values());
	}

	private static String complaint(Path directory, String expression) throws IOException {
		Path rules = directory.resolve("rules.yml");
		Files.writeString(rules, """
				groups:
				  - name: one
				    rules:
				      - record: one
				        expr: '%s'
				""".formatted(expression.replace("'", "''")));
		return Promtool.complaint("check", "rules", rules.toString());
	}

	/**
	 * Expressions by the title of their panel and their letter, those of annotations
	 * among them.
	 */
	private Map<String, String> expressions() {
		Map<String, String> all = new TreeMap<>();
		this.dashboard.panels()
			.forEach((panel) -> panel.queries()
				.forEach((query) -> all.put(panel.title() + " " + query.ref(), query.expression())));
		Dashboard.children(this.dashboard.json().path("annotations").path("list"))
			.filter((annotation) -> annotation.has("expr"))
			.forEach((annotation) -> all.put("annotation", annotation.path("expr").asText()));
		return all;
	}

	private static Stream<String> names(java.util.regex.Pattern pattern, String text) {
		return pattern.matcher(text).results().map((found) -> found.group(1)).collect(Collectors.toSet()).stream();
	}

}
