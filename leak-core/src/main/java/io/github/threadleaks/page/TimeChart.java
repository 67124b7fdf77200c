// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.page;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

import io.github.threadleaks.html.HtmlWriter;
import io.github.threadleaks.settings.Words;

/**
 * A picture over time with its axes in words: numbers of threads upwards from 0, time to
 * the right.
 *
 * @param html where to
 * @param id unique on the page
 * @param from the left end
 * @param to the right end
 * @param max the upper end, at least 1
 */
record TimeChart(HtmlWriter html, String id, Instant from, Instant to, int max) {

	/** Units of the picture's width: more than any screen has pixels for it. */
	static final int WIDTH = 1_000;

	static final int HEIGHT = 100;

	private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT)
		.withZone(ZoneOffset.UTC);

	private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("MMM d HH:mm", Locale.ENGLISH)
		.withZone(ZoneOffset.UTC);

	/**
	 * Begins the picture.
	 * @param title what it shows
	 * @param description the same as a reader would say it
	 */
	void begin(String title, String description) {
		this.html.open("figure", "class", "chart")
			.element("div", Words.format("%,d", this.max), "class", "top")
			.open("svg", "viewBox", "0 0 " + WIDTH + " " + HEIGHT, "preserveAspectRatio", "none", "role", "img",
					"aria-labelledby", this.id + "-t " + this.id + "-d")
			.element("title", title, "id", this.id + "-t")
			.element("desc", description, "id", this.id + "-d");
	}

	/** Ends the picture and names the time. */
	void end() {
		Duration span = Duration.between(this.from, this.to);
		DateTimeFormatter format = (span.compareTo(Duration.ofHours(20)) < 0) ? TIME : DAY;
		this.html.close("svg")
			.element("div", "0", "class", "bottom")
			.open("figcaption")
			.element("span", format.format(this.from))
			.element("span", "threads over " + Words.of(span))
			.element("span", format.format(this.to) + " UTC")
			.close("figcaption")
			.close("figure");
	}

	long x(Instant at) {
		long span = Math.max(1, Duration.between(this.from, this.to).toMillis());
		return Math.round((double) WIDTH * Duration.between(this.from, at).toMillis() / span);
	}

	/** With a tenth, since a hundred steps are coarse. */
	String y(int threads) {
		return Words.format("%.1f", HEIGHT - (double) HEIGHT * threads / this.max);
	}

}
