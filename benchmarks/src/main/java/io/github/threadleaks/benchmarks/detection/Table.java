// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.benchmarks.detection;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Prints markdown.
 */
final class Table {

	private static final Duration MINUTES_FROM = Duration.ofSeconds(180);

	private static final Duration HOURS_FROM = Duration.ofMinutes(180);

	private Table() {
	}

	static void title(String text) {
		line("");
		line(text);
		line("");
	}

	static void head(String... columns) {
		line("");
		row((Object[]) columns);
		line("|" + "---|".repeat(columns.length));
	}

	static void row(Object... cells) {
		line(Arrays.stream(cells)
			.map((cell) -> Objects.toString(cell).replace("|", "\\|"))
			.collect(Collectors.joining(" | ", "| ", " |")));
	}

	static void line(String text) {
		System.out.println(text);
	}

	static void progress(String text) {
		System.err.println(text);
	}

	static String share(long part, long whole) {
		return (whole == 0) ? "-" : String.format(Locale.ROOT, "%.1f %%", 100.0 * part / whole);
	}

	static String number(double value) {
		return String.format(Locale.ROOT, (value == Math.rint(value)) ? "%,.0f" : "%,.1f", value);
	}

	/** As one would say it. */
	static String time(Duration time) {
		if (time.compareTo(MINUTES_FROM) < 0) {
			return time.toSeconds() + " s";
		}
		if (time.compareTo(HOURS_FROM) < 0) {
			return Math.round(time.toSeconds() / 60.0) + " min";
		}
		return String.format(Locale.ROOT, "%.1f h", time.toMinutes() / 60.0);
	}

	/** Median, 95 % and longest. */
	static String times(Stream<Duration> times) {
		List<Duration> sorted = times.sorted().toList();
		return sorted.isEmpty() ? "-"
				: Stream.of(0.5, 0.95, 1.0)
					.map((share) -> time(sorted.get((int) Math.ceil(share * sorted.size()) - 1)))
					.collect(Collectors.joining(" / "));
	}

	/** Median and most. */
	static String counts(Stream<Integer> counts) {
		List<Integer> sorted = counts.sorted().toList();
		return sorted.isEmpty() ? "-" : sorted.get((sorted.size() - 1) / 2) + " / " + sorted.get(sorted.size() - 1);
	}

}
