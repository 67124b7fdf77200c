// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.benchmarks.detection;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What was told of something that really ran.
 *
 * @param name what ran
 * @param leaks whether it leaks
 * @param expected the pattern that should be told
 * @param found the leak that was told, if any
 * @param told most leaks that were told at once
 * @param resolved whether the leak was told as resolved after its threads had ended;
 * empty where they cannot be ended
 * @param baselines the rules of today that raised an alarm by the time of the verdict
 */
record LiveResult(String name, boolean leaks, String expected, Optional<Found> found, int told,
		Optional<Boolean> resolved, List<String> baselines) {

	/**
	 * A leak that was told.
	 *
	 * @param after from the first use to the first suspicion
	 * @param uses uses by then
	 * @param threads threads more than before the first use
	 * @param verdict the last verdict
	 * @param pattern the last pattern
	 * @param text the last summary, advice and kinds of evidence
	 */
	record Found(Duration after, int uses, int threads, String verdict, String pattern, String text) {

		Found risen(String verdict, String pattern, String text) {
			return new Found(this.after, this.uses, this.threads, verdict, pattern, text);
		}

	}

	/** Prints the table of some, and what was told of each. */
	static void print(String what, List<LiveResult> results) {
		Table.head(what, "leaks", "found", "time", "uses", "leaked threads", "verdict", "pattern", "expected",
				"told as", "resolved", "rules of today that alarmed by then");
		for (LiveResult result : results) {
			Optional<Found> found = result.found;
			Table.row(result.name, result.leaks ? "yes" : "no", found.isPresent() ? "yes" : "no",
					found.map((leak) -> Table.time(leak.after)).orElse("-"), found.map(Found::uses).orElse(0),
					found.map(Found::threads).orElse(0), found.map(Found::verdict).orElse("-"),
					found.map(Found::pattern).orElse("-"), result.leaks ? result.expected : "-", result.told,
					result.resolved.map((resolved) -> resolved ? "yes" : "no").orElse("-"),
					result.baselines.isEmpty() ? "none" : String.join(", ", result.baselines));
		}
		printTotals(results);
		Table.line("");
		for (LiveResult result : results) {
			result.found.ifPresent((found) -> Table.line("- **" + result.name + "**: " + found.text));
		}
	}

	private static void printTotals(List<LiveResult> results) {
		List<LiveResult> leaks = results.stream().filter(LiveResult::leaks).toList();
		List<LiveResult> found = leaks.stream().filter((result) -> result.found.isPresent()).toList();
		long accused = results.stream().filter((result) -> result.found.isPresent()).count();
		long right = found.stream()
			.filter((result) -> result.expected.contains(result.found.orElseThrow().pattern))
			.count();
		Table.title("Recall " + Table.share(found.size(), leaks.size()) + " of " + leaks.size() + ", precision "
				+ Table.share(found.size(), accused) + ", right pattern " + Table.share(right, found.size())
				+ ", told as one leak "
				+ Table.share(found.stream().filter((result) -> result.told == 1).count(), found.size())
				+ ". Time to detection (median / 95 % / max) "
				+ Table.times(found.stream().map((result) -> result.found.orElseThrow().after))
				+ ", leaked threads (median / max) "
				+ Table.counts(found.stream().map((result) -> result.found.orElseThrow().threads)) + ".");
	}

}
