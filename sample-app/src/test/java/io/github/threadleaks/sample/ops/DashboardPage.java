// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.sample.ops;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.github.threadleaks.sample.ops.Chart.Named;
import io.github.threadleaks.sample.ops.Dashboard.Panel;
import io.github.threadleaks.sample.ops.Dashboard.Place;
import io.github.threadleaks.sample.ops.Dashboard.Query;
import io.github.threadleaks.sample.ops.Prometheus.Series;

import org.springframework.web.util.HtmlUtils;

/**
 * Draws the dashboard by its JSON, for want of a Grafana: its panels in their places,
 * with their units, colours, legends and columns. What Grafana makes of it may look
 * different.
 *
 * @param shown what Prometheus answered
 * @param from the left edge of charts, in seconds since the epoch
 * @param to the right edge, likewise
 */
record DashboardPage(Map<Query, List<Series>> shown, double from, double to) {

	private static final int WIDTH = 1600;

	private static final int ROW = 38;

	private static final String STYLE = """
			:root { --paper: #f4f5f5; --panel: #fff; --ink: #24292e; --dim: #6a6f76; --line: #dcdee0 }
			:root.dark { --paper: #111217; --panel: #181b1f; --ink: #d0d1d9; --dim: #9a9ca8; --line: #2c3036 }
			body { margin: 0; background: var(--paper); color: var(--ink); font: 12px/1.4 'DejaVu Sans', sans-serif }
			main { position: relative; width: 1600px; margin: 0 auto }
			section { position: absolute; box-sizing: border-box; background: var(--panel); border: 1px solid var(--line);
				padding: 6px 8px; overflow: hidden }
			section.row { background: none; border: 0; font-size: 15px; font-weight: bold; padding: 10px 4px }
			h2 { font-size: 12.5px; margin: 0 0 4px; font-weight: 600; white-space: nowrap }
			.big { font-size: 34px; text-align: center; padding-top: 22px; white-space: nowrap }
			.none { color: var(--dim); text-align: center; padding-top: 28px }
			svg { display: block } svg text { fill: var(--dim); font-size: 10.5px } svg text.on { fill: #fff; font-weight: bold }
			.grid { stroke: var(--line) }
			.legend { white-space: nowrap; overflow: hidden; color: var(--dim); font-size: 10.5px }
			.legend b { display: inline-block; width: 12px; height: 3px; margin: 0 4px 3px 8px }
			table { border-collapse: collapse; width: 100% } th { text-align: left; color: var(--dim); font-weight: normal }
			td, th { padding: 3px 8px; border-bottom: 1px solid var(--line); vertical-align: top }
			.bar { height: 22px; margin: 2px 0 8px } .bar i { display: block; height: 100%; opacity: .8 }
			""";

	static String html(Dashboard dashboard, Map<Query, List<Series>> shown, double from, double to, boolean dark) {
		DashboardPage page = new DashboardPage(shown, from, to);
		String sections = Dashboard.children(dashboard.json().path("panels"))
			.map((panel) -> page.section(Panel.of(panel)))
			.collect(Collectors.joining("\n"));
		int rows = dashboard.panels()
			.stream()
			.mapToInt((panel) -> panel.place().y() + panel.place().h())
			.max()
			.orElse(0);
		return "<!doctype html><html lang='en' class='%s'><title>Threadleaks</title><style>%s</style><main style='height:%dpx'>%s</main></html>"
			.formatted(dark ? "dark" : "light", STYLE, rows * ROW, sections);
	}

	private String section(Panel panel) {
		Place place = panel.place();
		boolean row = panel.type().equals("row");
		return "<section class='%s' style='left:%dpx;top:%dpx;width:%dpx;height:%dpx'>%s%s</section>".formatted(
				panel.type(), place.x() * WIDTH / 24, place.y() * ROW, place.w() * WIDTH / 24 - 6, place.h() * ROW - 6,
				row ? HtmlUtils.htmlEscape(panel.title()) : "<h2>" + HtmlUtils.htmlEscape(panel.title()) + "</h2>",
				row ? "" : body(panel));
	}

	private String body(Panel panel) {
		List<Named> all = named(panel);
		if (all.isEmpty()) {
			return "<p class='none'>" + HtmlUtils.htmlEscape(panel.defaults().path("noValue").asText("No data"))
					+ "</p>";
		}
		return switch (panel.type()) {
			case "stat" -> stat(panel, all.get(0).series());
			case "bargauge" -> bars(panel, all);
			case "table" -> table(panel);
			case "status-history" -> cells(panel, all, TimeLapse.HOUR);
			case "state-timeline" -> cells(panel, all, 1);
			case "timeseries" -> lines(panel, all);
			default -> throw new IllegalArgumentException(panel.type());
		};
	}

	private List<Named> named(Panel panel) {
		return panel.queries()
			.stream()
			.flatMap((query) -> answers(query).map((series) -> new Named(name(query, series), series)))
			.toList();
	}

	private Stream<Series> answers(Query query) {
		return this.shown.getOrDefault(query, List.of()).stream();
	}

	private static String name(Query query, Series series) {
		String name = query.legend();
		for (Map.Entry<String, String> label : series.labels().entrySet()) {
			name = name.replace("{{" + label.getKey() + "}}", label.getValue());
		}
		return name;
	}

	private static String stat(Panel panel, Series series) {
		return "<p class='big' style='color:%s'>%s</p>".formatted(
				Units.threshold(panel.defaults().path("thresholds"), series.last()),
				Units.text(series.last(), panel.unit()));
	}

	private static String bars(Panel panel, List<Named> all) {
		double most = all.stream().mapToDouble((named) -> named.series().last()).max().orElse(1);
		return all.stream()
			.map((named) -> "%s <b>%s</b><div class='bar'><i style='width:%.0f%%;background:%s'></i></div>".formatted(
					HtmlUtils.htmlEscape(named.name()), Units.text(named.series().last(), panel.unit()),
					100 * named.series().last() / most,
					Units.threshold(panel.defaults().path("thresholds"), named.series().last())))
			.collect(Collectors.joining());
	}

	private String lines(Panel panel, List<Named> all) {
		boolean stacked = panel.defaults().path("custom").path("stacking").path("mode").asText().equals("normal");
		StringBuilder legend = new StringBuilder();
		for (int i = 0; i < all.size(); i++) {
			legend.append("<b style='background:%s'></b>%s".formatted(Units.series(i),
					HtmlUtils.htmlEscape(all.get(i).name())));
		}
		return chart(panel, 58).lines(all, stacked, panel.unit(), 1) + "<div class='legend'>" + legend + "</div>";
	}

	private String cells(Panel panel, List<Named> all, int step) {
		List<Named> sorted = all.stream().sorted(Comparator.comparing(Named::name)).toList();
		JsonNode states = panel.defaults().path("mappings").path(0).path("options");
		return chart(panel, 40).cells(sorted, step,
				(value) -> states.isMissingNode() ? Units.heat(value)
						: Units.named(states.path(String.valueOf((int) value)).path("color").asText()),
				(value) -> states.path(String.valueOf((int) value)).path("text").asText());
	}

	private Chart chart(Panel panel, int used) {
		Place place = panel.place();
		return new Chart(place.w() * WIDTH / 24 - 26, place.h() * ROW - used, this.from, this.to);
	}

	/** Columns as the transformations "merge" and "organize" make them. */
	private String table(Panel panel) {
		JsonNode organize = Dashboard.children(panel.json().path("transformations"))
			.filter((transformation) -> transformation.path("id").asText().equals("organize"))
			.findFirst()
			.orElseThrow()
			.path("options");
		List<String> columns = new ArrayList<>();
		organize.path("indexByName").fieldNames().forEachRemaining(columns::add);
		columns.sort(Comparator.comparingInt((column) -> organize.path("indexByName").path(column).asInt()));
		String head = columns.stream()
			.map((column) -> "<th>" + HtmlUtils.htmlEscape(title(organize, column)))
			.collect(Collectors.joining());
		String rows = answers(panel.queries().get(0))
			.map((series) -> "<tr>" + columns.stream()
				.map((column) -> "<td>" + cell(panel, series, column, title(organize, column)))
				.collect(Collectors.joining()))
			.collect(Collectors.joining());
		return "<table><tr>" + head + rows + "</table>";
	}

	private static String title(JsonNode organize, String column) {
		return organize.path("renameByName").path(column).asText(column);
	}

	private String cell(Panel panel, Series row, String column, String title) {
		if (column.startsWith("Value #")) {
			return panel.queries()
				.stream()
				.filter((query) -> column.endsWith(query.ref()))
				.flatMap(this::answers)
				.filter((series) -> row.labels().entrySet().containsAll(series.labels().entrySet()))
				.map((series) -> Units.text(series.last(), panel.unit()))
				.findFirst()
				.orElse("");
		}
		String value = row.label(column);
		JsonNode mapping = Dashboard.children(panel.json().path("fieldConfig").path("overrides"))
			.filter((override) -> override.path("matcher").path("options").asText().equals(title))
			.flatMap((override) -> Dashboard.children(override.path("properties")))
			.filter((property) -> property.path("id").asText().equals("mappings"))
			.map((property) -> property.path("value").path(0).path("options").path(value))
			.findFirst()
			.orElse(MissingNode.getInstance());
		return "<span style='color:%s'>%s</span>".formatted(Units.named(mapping.path("color").asText("inherit")),
				HtmlUtils.htmlEscape(mapping.path("text").asText(value)));
	}

}
