// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.sample.ops;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The shipped files, with their waiting shortened so that a test needs minutes and not a
 * day: an hour is {@value #HOUR} seconds. What is changed, and nothing else:
 * <ul>
 * <li>the durations of {@code for}, {@code keep_firing_for} and {@code interval} of the
 * rules, and of {@code group_wait}, {@code group_interval} of Alertmanager's routes;</li>
 * <li>in the group {@code threadleaks-hourly}, whose expressions are of hours, and in the
 * dashboard's panels of it, the ranges and the age of a JVM.</li>
 * </ul>
 * Expressions of alerts are as they are shipped.
 */
final class TimeLapse {

	/** Seconds: ten scrapes, so that a minimum of an hour is one of ten numbers. */
	static final int HOUR = 10;

	private static final int SECONDS_OF_AN_HOUR = 3600;

	private static final Map<String, Integer> UNITS = Map.of("s", 1, "m", 60, "h", 3600, "d", 86_400);

	private static final Pattern WAIT = Pattern
		.compile("(?m)^(\\s*(?:for|keep_firing_for|interval|group_wait|group_interval): )(\\d+)([smhd])$");

	private static final Pattern RANGE = Pattern.compile("([\\[:])(\\d+)([smhd])(?=[]:])");

	private static final String HOURLY = "  - name: threadleaks-hourly";

	private TimeLapse() {
	}

	static String rules() {
		String shipped = OpsFiles.read(OpsFiles.RULES);
		int start = shipped.indexOf(HOURLY);
		int end = shipped.indexOf("  - name:", start + HOURLY.length());
		String hourly = shorten(RANGE, shipped.substring(start, end)).replace("> 70 * 60", "> " + shortened(70, "m"));
		return shorten(WAIT, shipped.substring(0, start) + hourly + shipped.substring(end));
	}

	/** With receivers on this machine's port. */
	static String alertmanager(int port) {
		return shorten(WAIT, OpsFiles.read(OpsFiles.ALERTMANAGER)).replace("http://alerts.example/",
				"http://host.testcontainers.internal:" + port + "/");
	}

	private static String shorten(Pattern pattern, String text) {
		return pattern.matcher(text)
			.replaceAll((found) -> Matcher
				.quoteReplacement(found.group(1) + shortened(Integer.parseInt(found.group(2)), found.group(3)) + "s"));
	}

	private static int shortened(int number, String unit) {
		return Math.max(1, number * UNITS.getOrDefault(unit, 1) * HOUR / SECONDS_OF_AN_HOUR);
	}

}
