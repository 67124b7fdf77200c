// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.sample.ops;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import com.jayway.jsonpath.JsonPath;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Each alert says what whoever is woken by it needs, and is tested.
 */
class RulesTests {

	private static final Path TESTS = Path.of("prometheus", "threadleaks.tests.yml");

	private static final String GUIDE = "https://github.com/threadleaks/threadleaks/blob/main/docs/operations.md#";

	private final Object rules = new Yaml().load(OpsFiles.read(OpsFiles.RULES));

	private final List<Map<String, Object>> alerts = JsonPath.read(this.rules, "$.groups[*].rules[?(@.alert)]");

	@Test
	void eachAlertSaysWhatItNeeds() {
		Set<String> sections = OpsFiles.document("operations.md")
			.lines()
			.filter((line) -> line.startsWith("## "))
			.map((line) -> line.substring(3).toLowerCase(Locale.ROOT))
			.collect(Collectors.toSet());
		assertThat(this.alerts).hasSize(8).allSatisfy((alert) -> {
			assertThat(String.valueOf(alert.get("alert"))).as("the dashboard shows Thread.*").startsWith("Thread");
			String severity = JsonPath.read(alert, "$.labels.severity");
			assertThat(severity).isIn("critical", "warning", "info");
			String summary = JsonPath.read(alert, "$.annotations.summary");
			assertThat(summary).contains("{{ $labels.job }}");
			String description = JsonPath.read(alert, "$.annotations.description");
			assertThat(description).hasSizeGreaterThan(80);
			String runbook = JsonPath.read(alert, "$.annotations.runbook_url");
			assertThat(runbook).startsWith(GUIDE);
			assertThat(sections).contains(runbook.substring(GUIDE.length()));
			String dashboard = JsonPath.read(alert, "$.annotations.dashboard_url");
			assertThat(dashboard).startsWith("/d/threadleaks/threadleaks?var-service={{ $labels.job }}");
		});
	}

	@Test
	void eachAlertIsTestedToFireAndToBeSilent() {
		Object tests = new Yaml().load(OpsFiles.read(TESTS));
		List<String> fires = JsonPath.read(tests, "$.tests[*].alert_rule_test[?(@.exp_alerts)].alertname");
		List<String> silent = JsonPath.read(tests, "$.tests[*].alert_rule_test[?(!(@.exp_alerts))].alertname");
		Set<String> names = this.alerts.stream()
			.map((alert) -> String.valueOf(alert.get("alert")))
			.collect(Collectors.toSet());
		assertThat(Set.copyOf(fires)).isEqualTo(names);
		assertThat(Set.copyOf(silent)).isEqualTo(names);
	}

	@Test
	void eachRecordedSeriesIsTested() {
		List<String> records = JsonPath.read(this.rules, "$.groups[*].rules[*].record");
		Object tests = new Yaml().load(OpsFiles.read(TESTS));
		List<String> expressions = JsonPath.read(tests, "$..promql_expr_test[*].expr");
		assertThat(Set.copyOf(records)).allSatisfy((record) -> assertThat(expressions).contains(record));
	}

	@Test
	void promtoolIsContent() {
		assertThat(Promtool.complaint("check", "rules", OpsFiles.path(OpsFiles.RULES).toString())).isEmpty();
		assertThat(Promtool.complaint("test", "rules", OpsFiles.path(TESTS).toString())).isEmpty();
	}

}
