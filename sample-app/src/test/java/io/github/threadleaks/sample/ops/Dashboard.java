// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.sample.ops;

import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * The Grafana dashboard, as its JSON says.
 *
 * @param json all of it
 * @param panels what it shows, rows excepted, from top to bottom
 */
record Dashboard(JsonNode json, List<Panel> panels) {

	private static final ObjectMapper mapper = new ObjectMapper();

	/**
	 * What is no metric in an expression: strings, label matchers, ranges and label
	 * lists.
	 */
	private static final Pattern NO_METRIC = Pattern
		.compile("\"[^\"]*\"|\\[[^]]*]" + "|\\b(?:by|on|without|ignoring|group_left|group_right)\\s*\\([^)]*\\)");

	private static final Pattern MATCHERS = Pattern.compile("\\{[^}]*}");

	private static final Pattern NAME = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*+(?!\\s*\\()");

	private static final Set<String> WORDS = Set.of("and", "or", "unless", "bool", "offset", "Inf", "by", "on");

	static Dashboard read() {
		try {
			JsonNode json = mapper.readTree(OpsFiles.read(OpsFiles.DASHBOARD));
			return new Dashboard(json,
					children(json.path("panels")).filter((panel) -> !"row".equals(panel.path("type").asText()))
						.map(Panel::of)
						.toList());
		}
		catch (JsonProcessingException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static Stream<JsonNode> children(JsonNode node) {
		return StreamSupport.stream(node.spliterator(), false);
	}

	/** The names of metrics in an expression. */
	static Set<String> metrics(String expression) {
		String bare = MATCHERS.matcher(NO_METRIC.matcher(expression).replaceAll("")).replaceAll("");
		Set<String> names = new TreeSet<>();
		Matcher name = NAME.matcher(bare);
		while (name.find()) {
			if (!WORDS.contains(name.group()) && !name.group().startsWith("$")) {
				names.add(name.group());
			}
		}
		return names;
	}

	/**
	 * Shows some queries in one way.
	 *
	 * @param json all that is said of it
	 * @param queries what it asks, at least one
	 */
	record Panel(JsonNode json, List<Query> queries) {

		static Panel of(JsonNode json) {
			return new Panel(json, children(json.path("targets")).map(Query::of).toList());
		}

		int id() {
			return this.json.path("id").asInt();
		}

		String type() {
			return this.json.path("type").asText();
		}

		String title() {
			return this.json.path("title").asText();
		}

		String unit() {
			return defaults().path("unit").asText();
		}

		JsonNode defaults() {
			return this.json.path("fieldConfig").path("defaults");
		}

		Place place() {
			JsonNode at = this.json.path("gridPos");
			return new Place(at.path("x").asInt(), at.path("y").asInt(), at.path("w").asInt(), at.path("h").asInt());
		}

		@Override
		public String toString() {
			return title();
		}

	}

	/**
	 * Where a panel stands, in columns (24) and rows.
	 */
	record Place(int x, int y, int w, int h) {

		boolean overlaps(Place other) {
			return this.x < other.x + other.w && other.x < this.x + this.w && this.y < other.y + other.h
					&& other.y < this.y + this.h;
		}

	}

	/**
	 * Asks Prometheus.
	 *
	 * @param ref its letter in the panel
	 * @param expression with variables of Grafana
	 * @param legend the name of a series, with its labels in double braces
	 * @param instant whether it asks for now only
	 */
	record Query(String ref, String expression, String legend, boolean instant) {

		static Query of(JsonNode json) {
			return new Query(json.path("refId").asText(), json.path("expr").asText(),
					json.path("legendFormat").asText(), json.path("instant").asBoolean());
		}

		/** As Grafana sends it when all is chosen. */
		String resolved(String rateInterval) {
			return this.expression.replace("$service", ".*")
				.replace("$instance", ".*")
				.replace("$__rate_interval", rateInterval);
		}

	}

}
