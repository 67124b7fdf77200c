// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.format;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import io.github.threadleaks.format.FlameLayout.Place;
import io.github.threadleaks.html.HtmlPage;
import io.github.threadleaks.html.HtmlWriter;
import io.github.threadleaks.settings.Words;
import io.github.threadleaks.snapshot.Snapshot;
import io.github.threadleaks.snapshot.SnapshotDifference;

/**
 * A snapshot as a section of a page: a flame graph whose root is at the top, and its
 * largest stacks as a table, for those who see no picture. Its frames are placed in
 * percent and need no script; with one they zoom and are searched.
 */
public final class FlameGraph {

	/** Height of a frame in pixels: a line of text of 11 pixels, and a gap. */
	private static final int ROW = 18;

	/** A narrower frame has no room for a letter, in percent of the width. */
	private static final double MIN_LABELLED = 1.2;

	private FlameGraph() {
	}

	/**
	 * Draws a snapshot.
	 * @param snapshot what to draw
	 * @param heading what it is called
	 * @return the section, in pieces
	 */
	public static Stream<String> section(Snapshot snapshot, String heading) {
		HtmlWriter html = new HtmlWriter();
		FlameFrame root = FlameFrame.of(snapshot);
		Stream<String> drawn = (root.size() == 0) ? Pieces.lazy(() -> nothing(html, snapshot))
				: picture(html, snapshot, root);
		return Pieces.concat(List.of(Pieces.lazy(() -> begin(html, snapshot, heading)), drawn, Pieces.lazy(() -> {
			StackTable.write(html, snapshot);
			snapshot.degraded().forEach((reason) -> html.element("p", "Note: " + reason, "class", "note"));
			return html.close("section").take();
		})));
	}

	private static String begin(HtmlWriter html, Snapshot snapshot, String heading) {
		html.open("section", "class", "stacks", "id", "stacks", "data-flame", "", "aria-labelledby", "stacks-title")
			.element("h2", heading, "id", "stacks-title")
			.element("p", inWords(snapshot));
		return html.take();
	}

	private static String inWords(Snapshot snapshot) {
		if (snapshot instanceof SnapshotDifference difference) {
			return Words.format(
					"%,d threads at %s, %,d at %s: %+d. Width is by how many more or fewer threads are in a "
							+ "frame. Red has grown, blue has shrunk; pale where some have grown and others shrunk.",
					difference.threadsBefore(), HtmlPage.time(difference.since()), difference.threads(),
					HtmlPage.time(difference.takenAt()), difference.threads() - difference.threadsBefore());
		}
		return Words.format(
				"%,d threads at %s. Width is by threads: their name at the top, below it what they run, the"
						+ " outermost call first. Colour is the state that most of them are in.",
				snapshot.threads(), HtmlPage.time(snapshot.takenAt()));
	}

	private static String nothing(HtmlWriter html, Snapshot snapshot) {
		return html
			.element("p",
					(snapshot instanceof SnapshotDifference) ? "No group of threads has changed its size."
							: "No thread matches.")
			.take();
	}

	private static Stream<String> picture(HtmlWriter html, Snapshot snapshot, FlameFrame root) {
		boolean difference = snapshot instanceof SnapshotDifference;
		List<Place> places = FlameLayout.of(root);
		int rows = 1 + places.stream().mapToInt(Place::depth).max().orElse(0);
		return Pieces.concat(List.of(Pieces.lazy(() -> {
			legend(html, difference);
			html.open("div", "class", "tools", "hidden", "")
				.empty("input", "type", "search", "class", "find", "aria-label", "Search frames", "placeholder",
						"Search frames")
				.element("button", "Reset zoom", "type", "button", "class", "reset")
				.element("button", "Take again", "type", "button", "class", "retake")
				.element("span", "", "class", "found", "role", "status")
				.close("div")
				.open("div", "class", "graph")
				.open("div", "class", "flame")
				.open("svg", "width", "100%", "height", rows * ROW, "role", "img", "aria-label",
						"Flame graph; the table of largest stacks has the same in words");
			return html.take();
		}), places.stream().map((place) -> frame(html, place, root.size(), difference)),
				Pieces.lazy(() -> html.close("svg")
					.close("div")
					.element("p", "", "class", "told", "role", "status")
					.close("div")
					.take())));
	}

	private static void legend(HtmlWriter html, boolean difference) {
		html.open("ul", "class", "legend");
		if (difference) {
			html.open("li").element("i", "", "class", "grew3").text("grew").close("li");
			html.open("li").element("i", "", "class", "shrank3").text("shrank").close("li");
		}
		else {
			Arrays.stream(Thread.State.values())
				.filter((state) -> state != Thread.State.NEW && state != Thread.State.TERMINATED)
				.forEach((state) -> html.open("li").element("i", "", "class", colour(state)).text(state).close("li"));
		}
		html.close("ul");
	}

	/**
	 * The class that colours a state.
	 * @param state the state
	 * @return its name in small letters
	 */
	public static String colour(Thread.State state) {
		return state.name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

	private static String frame(HtmlWriter html, Place place, int all, boolean difference) {
		double width = percent(place.size(), all);
		html.open("svg", "class", colour(place, difference), "x", shown(percent(place.from(), all)) + "%", "y",
				place.depth() * ROW, "width", shown(width) + "%", "height", ROW - 1);
		html.element("title", title(place, width, difference)).empty("rect");
		if (width >= MIN_LABELLED) {
			html.element("text", label(place), "x", 3, "y", 12);
		}
		return html.close("svg").take();
	}

	private static String label(Place place) {
		return (place.together() > 0) ? "(" + place.together() + " more)" : place.frame().label();
	}

	private static String title(Place place, double width, boolean difference) {
		if (place.together() > 0) {
			return Words.format("(%,d more)\nbelow %s, too narrow to draw: %s%s, %.1f %%", place.together(),
					place.frame().title(), threads(place.size()), difference ? " more or fewer" : "", width);
		}
		FlameFrame frame = place.frame();
		String threads = difference ? Words.format("%+,d threads (%,d more or fewer)", frame.change(), frame.size())
				: threads(frame.size());
		return Words.format("%s\n%s, %.1f %%: %s", frame.title(), threads, width, frame.inWords());
	}

	private static String threads(int number) {
		return Words.format((number == 1) ? "%,d thread" : "%,d threads", number);
	}

	private static String colour(Place place, boolean difference) {
		if (place.together() > 0) {
			return "more";
		}
		FlameFrame frame = place.frame();
		if (!difference) {
			return colour(frame.state());
		}
		// a third, two thirds or all of the changes point one way
		int depth = (int) Math.ceil(3.0 * Math.abs(frame.change()) / Math.max(1, frame.size()));
		return (depth == 0) ? "even" : ((frame.change() > 0) ? "grew" : "shrank") + depth;
	}

	private static double percent(int threads, int all) {
		return 100.0 * threads / all;
	}

	/** A thousandth of the width is less than a pixel. */
	private static String shown(double percent) {
		String text = Words.format("%.2f", percent);
		return text.endsWith(".00") ? text.substring(0, text.length() - 3) : text;
	}

}
