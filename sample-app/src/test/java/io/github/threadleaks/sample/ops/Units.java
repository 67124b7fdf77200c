// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.sample.ops;

import java.util.List;
import java.util.Locale;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Numbers and colours, about as Grafana shows them.
 */
final class Units {

	private static final List<String> PALETTE = List.of("#73bf69", "#f2cc0c", "#5794f2", "#ff780a", "#f2495c",
			"#3274d9", "#b877d9", "#8f3bb8", "#37872d", "#e0b400", "#8ab8ff", "#c4162a");

	private static final Map<String, String> COLOURS = Map.of("green", "#56a64b", "red", "#e02f44", "orange", "#ff780a",
			"yellow", "#e0b400", "blue", "#3274d9", "text", "currentColor");

	private static final int[][] HEAT = { { 0x32, 0x74, 0xd9 }, { 0xfa, 0xde, 0x2a }, { 0xe0, 0x2f, 0x44 } };

	private static final double KIB = 1024;

	private Units() {
	}

	static String text(double value, String unit) {
		if (Double.isInfinite(value)) {
			return "∞";
		}
		return switch (unit) {
			case "percentunit" -> number(value * 100) + " %";
			case "bytes" -> number(value / KIB / KIB) + " MiB";
			case "s" -> duration(value);
			default -> number(value);
		};
	}

	private static String duration(double seconds) {
		if (seconds >= 2 * 86_400) {
			return number(seconds / 86_400) + " days";
		}
		if (seconds >= 7200) {
			return number(seconds / 3600) + " hours";
		}
		return (seconds >= 120) ? number(seconds / 60) + " mins" : number(seconds) + " s";
	}

	private static String number(double value) {
		boolean whole = value == Math.rint(value) || Math.abs(value) >= 100;
		return String.format(Locale.ROOT, whole ? "%.0f" : (Math.abs(value) >= 1) ? "%.1f" : "%.3g", value);
	}

	static String series(int index) {
		return PALETTE.get(index % PALETTE.size());
	}

	static String named(String name) {
		return COLOURS.getOrDefault(name, name);
	}

	/** The colour of the highest threshold that is reached. */
	static String threshold(JsonNode thresholds, double value) {
		String colour = "text";
		for (JsonNode step : thresholds.path("steps")) {
			if (step.path("value").isNull() || value >= step.path("value").asDouble()) {
				colour = step.path("color").asText();
			}
		}
		return named(colour);
	}

	/** From blue by yellow to red. */
	static String heat(double share) {
		double at = Math.max(0, Math.min(1, share)) * (HEAT.length - 1);
		int from = Math.min((int) at, HEAT.length - 2);
		int[] colour = new int[3];
		for (int i = 0; i < colour.length; i++) {
			colour[i] = (int) Math.round(HEAT[from][i] + (at - from) * (HEAT[from + 1][i] - HEAT[from][i]));
		}
		return String.format(Locale.ROOT, "#%02x%02x%02x", colour[0], colour[1], colour[2]);
	}

}
