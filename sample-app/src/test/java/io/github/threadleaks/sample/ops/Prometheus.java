// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.sample.ops;

import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.threadleaks.sample.ServiceClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Asks a Prometheus by its HTTP API.
 */
record Prometheus(ServiceClient client) {

	private static final ObjectMapper mapper = new ObjectMapper();

	/** What is so now. */
	List<Series> query(String expression) {
		return series("/api/v1/query?query=" + encoded(expression));
	}

	/**
	 * What was so.
	 * @param from seconds since the epoch
	 * @param to likewise
	 * @param step seconds between two points
	 */
	List<Series> range(String expression, double from, double to, int step) {
		return series("/api/v1/query_range?query=%s&start=%s&end=%s&step=%d".formatted(encoded(expression), (long) from,
				(long) to, step));
	}

	/** Its clock, in seconds since the epoch. */
	double time() {
		ServiceClient.Answer answer = this.client.get("/api/v1/query?query=time()");
		return Double.parseDouble(String.valueOf(answer.json("$.data.result[1]")));
	}

	private List<Series> series(String path) {
		ServiceClient.Answer answer = this.client.get(path);
		assertThat(answer.status()).as(answer.body()).isEqualTo(200);
		try {
			return Dashboard.children(mapper.readTree(answer.body()).path("data").path("result"))
				.map(Series::of)
				.toList();
		}
		catch (JsonProcessingException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String encoded(String expression) {
		return URLEncoder.encode(expression, StandardCharsets.UTF_8);
	}

	/**
	 * Some numbers of one thing.
	 *
	 * @param labels what it is
	 * @param points at least one, the oldest first
	 */
	record Series(Map<String, String> labels, List<Point> points) {

		static Series of(JsonNode json) {
			Map<String, String> labels = new TreeMap<>();
			json.path("metric").properties().forEach((label) -> labels.put(label.getKey(), label.getValue().asText()));
			Stream<JsonNode> points = json.has("value") ? Stream.of(json.path("value"))
					: Dashboard.children(json.path("values"));
			return new Series(labels, points.map(Point::of).toList());
		}

		String label(String name) {
			return this.labels.getOrDefault(name, "");
		}

		double last() {
			return this.points.get(this.points.size() - 1).value();
		}

		double most() {
			return this.points.stream().mapToDouble(Point::value).max().orElseThrow();
		}

	}

	/**
	 * A number at a time.
	 *
	 * @param time seconds since the epoch
	 * @param value may be infinite
	 */
	record Point(double time, double value) {

		static Point of(JsonNode json) {
			String value = json.path(1).asText();
			return new Point(json.path(0).asDouble(), switch (value) {
				case "+Inf" -> Double.POSITIVE_INFINITY;
				case "-Inf" -> Double.NEGATIVE_INFINITY;
				default -> Double.parseDouble(value);
			});
		}

	}

}
