// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.html;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * What is around the content of every page.
 */
public final class HtmlPage {

	/**
	 * Nobody reads numbers that change faster; and each refresh is a request.
	 */
	private static final Duration MIN_REFRESH = Duration.ofSeconds(5);

	private static final String POLICY = "default-src 'none'; script-src " + PageAsset.SCRIPT.source() + "; style-src "
			+ PageAsset.STYLE.source() + "; connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'";

	private static final String ICON = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'"
			+ "%3E%3Cpath d='M1 15 5 9l3 2 6-9' fill='none' stroke='%23dc2626' stroke-width='2.5'/%3E%3C/svg%3E";

	private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
		.withZone(ZoneOffset.UTC);

	private HtmlPage() {
	}

	/**
	 * The beginning of a page, up to the content of its {@code main}.
	 * @param html where to
	 * @param title what it is called, in the window and as its heading
	 * @param heading what it is called on the page
	 * @param refresh how often its numbers are worth a look; zero if they do not change
	 * @return the writer
	 */
	public static HtmlWriter begin(HtmlWriter html, String title, String heading, Duration refresh) {
		head(html, title);
		html.open("body")
			.element("a", "Skip to content", "class", "skip", "href", "#main")
			.open("header")
			.element("h1", heading)
			.open("div", "class", "tools", "id", "tools", "hidden", "");
		if (!refresh.isZero()) {
			Duration interval = (refresh.compareTo(MIN_REFRESH) < 0) ? MIN_REFRESH : refresh;
			html.element("button", "Pause", "type", "button", "id", "pause", "data-interval", interval.toMillis());
		}
		html.element("button", "Dark", "type", "button", "id", "theme")
			.close("div")
			.element("p", "", "id", "fresh", "class", "fresh", "role", "status")
			.close("header");
		return html.open("main", "id", "main", "tabindex", "-1");
	}

	private static void head(HtmlWriter html, String title) {
		html.open("html", "lang", "en")
			.open("head")
			.empty("meta", "charset", "utf-8")
			.empty("meta", "http-equiv", "Content-Security-Policy", "content", POLICY)
			.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1")
			.empty("meta", "name", "referrer", "content", "no-referrer")
			.empty("meta", "name", "color-scheme", "content", "light dark")
			.element("title", title)
			.empty("link", "rel", "icon", "href", ICON)
			.asset(PageAsset.STYLE)
			.asset(PageAsset.SCRIPT)
			.close("head");
	}

	/**
	 * The end of a page.
	 * @param html where to
	 * @param note its last line
	 * @return the writer
	 */
	public static HtmlWriter end(HtmlWriter html, String note) {
		return html.close("main").open("footer").element("p", note).close("footer").close("body").close("html");
	}

	/**
	 * An instant as a reader reads it.
	 * @param at the instant
	 * @return such as {@code 2026-01-01 12:00:00 UTC}
	 */
	public static String time(Instant at) {
		return TIME.format(at);
	}

	/**
	 * What every page begins with.
	 * @return the document type
	 */
	public static String documentType() {
		return "<!DOCTYPE html>\n";
	}

}
