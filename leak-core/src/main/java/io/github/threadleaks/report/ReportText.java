// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.report;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.github.threadleaks.redact.RedactedText;
import io.github.threadleaks.settings.Words;

/**
 * Renders a report for a terminal, at most 100 columns of prose.
 */
public final class ReportText {

	private ReportText() {
	}

	/**
	 * Renders a report.
	 * @param report the report
	 * @return lines, each ended
	 */
	public static String render(ThreadLeakReport report) {
		StringBuilder out = new StringBuilder();
		ThreadCounts threads = report.threads();
		line(out, "%s: %s", report.status(), headline(report));
		line(out, "%d threads live (%d daemon, peak %d, %d started), %d dormant; %s.%s", threads.live(),
				threads.daemon(), threads.peak(), threads.started(), threads.dormant(), states(threads),
				(threads.virtual().live() > 0) ? Words.format(" %d virtual threads.", threads.virtual().live()) : "");
		if (report.sampledAt().isEmpty()) {
			line(out, "Not sampled yet; samples are taken every %s.", Words.of(report.interval()));
		}
		else {
			line(out, "Observed for %s, every %s; the last sample took %.1f ms of CPU, %.3f %% of one core.",
					Words.of(report.observedFor()), Words.of(report.interval()), millis(report.cost().lastSample()),
					report.cost().cpuShare() * 100);
		}
		report.cost().degraded().forEach((reason) -> line(out, "Note: %s", reason));
		report.exhaustion().ifPresent((exhaustion) -> line(out, "%s", inWords(exhaustion)));
		signs(out, report.signs());
		report.leaks().forEach((leak) -> {
			out.append('\n');
			leak(out, leak);
		});
		if (!report.resolved().isEmpty()) {
			line(out, "");
			line(out, "Resolved:");
			report.resolved().forEach((leak) -> line(out, "  %s %s %s", leak.id(), leak.pattern(), leak.summary()));
		}
		return out.toString();
	}

	private static void signs(StringBuilder out, Signs signs) {
		signs.together().ifPresent((sentence) -> line(out, "%s", sentence));
		signs.signals()
			.stream()
			.filter((signal) -> signal.verdict().isPresent())
			.forEach((signal) -> line(out, "%s %s: %,.0f %s, %s", signal.name(), signal.verdict().orElseThrow(),
					signal.value(), signal.kind().unit(), (signal.growthPerHour() > 0)
							? Words.format("%,.0f more an hour", signal.growthPerHour()) : "not growing now"));
	}

	/**
	 * Renders one leak with its history and examples.
	 * @param leak the leak
	 * @return lines, each ended
	 */
	public static String render(Leak leak) {
		StringBuilder out = new StringBuilder();
		leak(out, leak);
		if (!leak.history().isEmpty()) {
			line(out, "  Sizes:");
			leak.history().forEach((size) -> line(out, "    %s %d", size.at(), size.threads()));
		}
		for (Leak.Example example : leak.examples()) {
			line(out, "  Thread %d \"%s\" %s, %s old, idle for %s:", example.id(), example.name(), example.state(),
					Words.of(example.age()), Words.of(example.idleFor()));
			example.frames().forEach((frame) -> line(out, "    at %s", frame));
		}
		return out.toString();
	}

	private static void leak(StringBuilder out, Leak leak) {
		line(out, "%s %s %s%s: %d threads, %s", leak.id(), leak.verdict(), leak.pattern(),
				leak.accepted() ? " (accepted)" : "", leak.threads(), (leak.growthPerHour() > 0)
						? Words.format("%.0f more an hour", leak.growthPerHour()) : "not growing now");
		line(out, "  %s", leak.summary());
		line(out, "  %s", leak.pattern().advice());
		list(out, "Created at:", leak.createdAt());
		leak.createdBy().forEach((label, value) -> line(out, "  Created by %s: %s", label, value));
		leak.labels().forEach((label, values) -> line(out, "  Label %s: %s", label, inWords(values)));
		list(out, "Waits at:", leak.waitsAt());
		line(out, "  Evidence:");
		leak.evidence().forEach((fact) -> line(out, "    %s: %s", fact.kind(), fact.summary()));
	}

	/**
	 * How many bear each value of a label.
	 * @param values numbers by value
	 * @return the values with their numbers, most frequent first
	 */
	public static String inWords(Map<RedactedText, Integer> values) {
		return values.entrySet()
			.stream()
			.sorted(Map.Entry.<RedactedText, Integer>comparingByValue()
				.reversed()
				.thenComparing(Map.Entry.comparingByKey()))
			.map((value) -> value.getKey() + " (" + value.getValue() + ")")
			.collect(Collectors.joining(", "));
	}

	private static void list(StringBuilder out, String title, List<RedactedText> texts) {
		if (!texts.isEmpty()) {
			line(out, "  %s", title);
			texts.forEach((text) -> line(out, "    %s", text));
		}
	}

	/**
	 * The answer in a sentence.
	 * @param report the report
	 * @return such as {@code 2 leaks open, 1 accepted.}
	 */
	public static String headline(ThreadLeakReport report) {
		int open = report.alarming().size();
		int accepted = report.leaks().size() - open;
		String answer = switch (report.status()) {
			case OK -> (open == 0) ? "no thread leak" : "no thread leak; some threads are watched";
			case WARMING_UP -> "no thread leak so far; too early to be sure";
			case SUSPECTED, LEAKING -> Words.format("%d leak%s open", open, (open == 1) ? "" : "s");
		};
		return answer + ((accepted > 0) ? Words.format(", %d accepted.", accepted) : ".");
	}

	/**
	 * When no thread can be started any more.
	 * @param exhaustion what is known of it
	 * @return a sentence
	 */
	public static String inWords(Exhaustion exhaustion) {
		return Words.format("At this pace no thread can be started in %s%s: %,d of %,d by %s.",
				Words.of(exhaustion.in()), interval(exhaustion), exhaustion.used(), exhaustion.limit(),
				exhaustion.source());
	}

	/** Left out where the words would be the same. */
	private static String interval(Exhaustion exhaustion) {
		String earliest = Words.of(exhaustion.earliest());
		if (exhaustion.latest().isEmpty()) {
			return Words.format(" (%s at the earliest)", earliest);
		}
		String latest = Words.of(exhaustion.latest().get());
		return earliest.equals(latest) ? "" : Words.format(" (between %s and %s)", earliest, latest);
	}

	private static String states(ThreadCounts threads) {
		return threads.states()
			.entrySet()
			.stream()
			.map((entry) -> entry.getValue() + " " + entry.getKey())
			.reduce((one, other) -> one + ", " + other)
			.orElse("");
	}

	private static double millis(Duration duration) {
		return duration.toNanos() / 1e6;
	}

	private static void line(StringBuilder out, String format, Object... values) {
		out.append(Words.format(format, values)).append('\n');
	}

}
