// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.benchmarks.detection;

import java.util.List;

import io.github.threadleaks.benchmarks.detection.LiveResult.Found;

/**
 * The tables of what really ran, and what was told of it in words.
 */
final class LiveTable {

	private LiveTable() {
	}

	static void print(String what, List<LiveResult> results) {
		List<LiveResult> leaks = results.stream().filter(LiveResult::leaks).toList();
		List<LiveResult> healthy = results.stream().filter((result) -> !result.leaks()).toList();
		Table.head(what, "time", "uses", "leaked threads", "verdict", "pattern", "expected", "told as", "resolved");
		leaks.forEach(LiveTable::row);
		Table.head(what + " that leaks nothing", "time", "uses", "threads", "verdict", "pattern", "expected", "told as",
				"resolved");
		healthy.forEach(LiveTable::row);
		printRules(leaks, healthy);
		printWords(results);
	}

	private static void row(LiveResult result) {
		String expected = result.leaks() ? result.expected() : "silence";
		String resolved = result.resolved().map((gone) -> gone ? "yes" : "no").orElse("-");
		result.found()
			.ifPresentOrElse(
					(found) -> Table.row(result.name(), Table.time(found.after()), found.uses(), found.threads(),
							found.verdict(), found.pattern(), expected, result.told(), resolved),
					() -> Table.row(result.name(), "-", "-", "-", result.leaks() ? "**missed**" : "silence", "-",
							expected, "-", "-"));
	}

	private static void printRules(List<LiveResult> leaks, List<LiveResult> healthy) {
		List<LiveResult> found = leaks.stream().filter((result) -> result.found().isPresent()).toList();
		long wrong = healthy.stream().filter((result) -> result.found().isPresent()).count();
		Table.head("rule", "recall", "precision", "right pattern", "told as one", "time: median / 95 % / max",
				"leaked threads: median / max");
		long right = found.stream()
			.filter((result) -> result.expected().contains(result.found().orElseThrow().pattern()))
			.count();
		Table.row("threadleaks", Table.share(found.size(), leaks.size()),
				Table.share(found.size(), found.size() + wrong), Table.share(right, found.size()),
				Table.share(found.stream().filter((result) -> result.told() == 1).count(), found.size()),
				Table.times(found.stream().map((result) -> result.found().orElseThrow().after())),
				Table.counts(found.stream().map((result) -> result.found().orElseThrow().threads())));
		for (Baseline rule : BaselineWatch.ALL) {
			long alarms = count(leaks, rule);
			Table.row(rule.name(), Table.share(alarms, leaks.size()),
					Table.share(alarms, alarms + count(healthy, rule)), "-", "-", "when threadleaks was sure", "-");
		}
	}

	private static long count(List<LiveResult> results, Baseline rule) {
		return results.stream().filter((result) -> result.baselines().contains(rule.name())).count();
	}

	private static void printWords(List<LiveResult> results) {
		Table.line("");
		for (LiveResult result : results) {
			String words = result.found().map(Found::text).orElse("");
			if (!words.isEmpty()) {
				Table.line("- **" + result.name() + "**: " + words);
			}
		}
	}

}
