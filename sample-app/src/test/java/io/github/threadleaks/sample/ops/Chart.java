// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.sample.ops;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.DoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.github.threadleaks.sample.ops.Prometheus.Point;
import io.github.threadleaks.sample.ops.Prometheus.Series;

import org.springframework.web.util.HtmlUtils;

/**
 * Draws numbers over time as SVG.
 *
 * @param width in pixels
 * @param height in pixels
 * @param from the left edge, in seconds since the epoch
 * @param to the right edge, likewise
 */
record Chart(int width, int height, double from, double to) {

	private static final int LEFT = 62;

	private static final int BOTTOM = 20;

	private static final int LINES = 4;

	private static final int LINE = 14;

	/**
	 * A row of the legend or of a status panel.
	 *
	 * @param name as the panel's legend says
	 * @param series its numbers
	 */
	record Named(String name, Series series) {
	}

	String lines(List<Named> all, boolean stacked, String unit, int step) {
		Map<Double, Double> below = new HashMap<>();
		double top = nice(top(all, stacked));
		StringBuilder drawn = new StringBuilder();
		for (int i = 0; i < all.size(); i++) {
			StringBuilder path = new StringBuilder();
			double last = Double.NEGATIVE_INFINITY;
			for (Point point : all.get(i).series().points()) {
				double value = stacked ? below.merge(point.time(), point.value(), Double::sum) : point.value();
				path.append((point.time() - last > 2.5 * step) ? 'M' : 'L').append(at(x(point.time()), y(value, top)));
				last = point.time();
			}
			drawn.append("<path d='%s' fill='none' stroke='%s' stroke-width='1.5'/>".formatted(path, Units.series(i)));
		}
		return svg(grid(top, unit) + drawn);
	}

	/** A row for each, a cell for each point. */
	String cells(List<Named> all, int step, DoubleFunction<String> colour, DoubleFunction<String> text) {
		double row = Math.min(34, (double) (this.height - BOTTOM) / Math.max(1, all.size()));
		int names = all.stream().mapToInt((named) -> named.name().length()).max().orElse(0) * 7 + 10;
		StringBuilder drawn = new StringBuilder();
		for (int i = 0; i < all.size(); i++) {
			double y = i * row;
			drawn.append("<text x='%d' y='%.1f' text-anchor='end' dy='.35em'>%s</text>".formatted(names - 6,
					y + row / 2, HtmlUtils.htmlEscape(all.get(i).name())));
			String said = "";
			StringBuilder words = new StringBuilder();
			for (Point point : all.get(i).series().points()) {
				double left = names + (this.width - names) * (point.time() - this.from) / (this.to - this.from + step);
				double wide = (this.width - names) * step / (this.to - this.from + step);
				drawn.append("<rect x='%.1f' y='%.1f' width='%.1f' height='%.1f' fill='%s'/>".formatted(left, y + 2,
						wide + 0.3, row - 4, colour.apply(point.value())));
				String says = text.apply(point.value());
				if (!says.equals(said)) {
					words.append("<text class='on' x='%.1f' y='%.1f' dy='.35em'>%s</text>".formatted(left + 5,
							y + row / 2, says));
					said = says;
				}
			}
			drawn.append(words);
		}
		return svg(drawn + times(names, step));
	}

	private String grid(double top, String unit) {
		return IntStream.rangeClosed(0, LINES).mapToObj((line) -> {
			double value = top * line / LINES;
			return "<line x1='%d' x2='%d' y1='%.1f' y2='%.1f' class='grid'/><text x='%d' y='%.1f' text-anchor='end' dy='.35em'>%s</text>"
				.formatted(LEFT, this.width, y(value, top), y(value, top), LEFT - 6, y(value, top),
						Units.text(value, unit));
		}).collect(Collectors.joining()) + times(LEFT, 0);
	}

	private String times(int left, int step) {
		int ticks = Math.max(2, (this.width - left) / 110);
		return IntStream.range(0, ticks).mapToObj((tick) -> {
			double second = this.from + (this.to - this.from + step) * tick / ticks;
			return "<text x='%d' y='%d'>%02d:%02d</text>".formatted(left + (this.width - left) * tick / ticks,
					this.height - 4, (long) (second - this.from) / 60, (long) (second - this.from) % 60);
		}).collect(Collectors.joining());
	}

	private String svg(String drawn) {
		return "<svg viewBox='0 0 %d %d' width='%d' height='%d'>%s</svg>".formatted(this.width, this.height, this.width,
				this.height, drawn);
	}

	private static double top(List<Named> all, boolean stacked) {
		Map<Double, Double> sums = new HashMap<>();
		for (Named named : all) {
			named.series()
				.points()
				.forEach((point) -> sums.merge(point.time(), point.value(), stacked ? Double::sum : Math::max));
		}
		return sums.values().stream().mapToDouble(Double::doubleValue).max().orElse(1);
	}

	/** At least as much, and a quarter of it a round number. */
	private static double nice(double most) {
		if (!(most > 0)) {
			return 1;
		}
		double unit = Math.pow(10, Math.floor(Math.log10(most / LINES)));
		return LINES * IntStream.of(1, 2, 5, 10)
			.mapToDouble((factor) -> factor * unit)
			.filter((line) -> line * LINES >= most * 0.999)
			.findFirst()
			.orElse(10 * unit);
	}

	private double share(double time) {
		return (time - this.from) / Math.max(1, this.to - this.from);
	}

	private double x(double time) {
		return LEFT + (this.width - LEFT - 4) * share(time);
	}

	private double y(double value, double top) {
		return (this.height - BOTTOM) - (this.height - BOTTOM - LINE) * value / top;
	}

	private static String at(double x, double y) {
		return String.format(Locale.ROOT, "%.1f,%.1f", x, y);
	}

}
