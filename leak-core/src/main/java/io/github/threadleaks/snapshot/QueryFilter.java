// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.snapshot;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.google.re2j.Pattern;
import io.github.threadleaks.lifecycle.Births;
import io.github.threadleaks.redact.RedactedText;
import io.github.threadleaks.sample.SampledThread;
import io.github.threadleaks.sample.ThreadStack;

/**
 * Which threads a query asks for. Of a kept snapshot the single names are not known: a
 * pattern is tried on the masked name and on one of the names.
 */
final class QueryFilter {

	private final SnapshotQuery query;

	private final Redaction redaction;

	QueryFilter(SnapshotQuery query, Redaction redaction) {
		this.query = query;
		this.redaction = redaction;
	}

	/** Whether a thread is asked for. */
	boolean admits(SampledThread thread, Instant now, Births births) {
		return this.query.states().contains(thread.state())
				&& this.query.kind().filter((kind) -> kind != thread.kind()).isEmpty()
				&& Duration.between(thread.firstSeen(), now).compareTo(this.query.minAge()) >= 0
				&& (this.query.label().isEmpty() || admitsLabels(births.labels(thread.id())))
				&& (this.query.name().isEmpty() || find(this.query.name().get(), this.redaction.text(thread.name())))
				&& admitsFrames(thread.stack());
	}

	/** The members of a group that are asked for, by trait; empty if none is. */
	Map<Population.Trait, Integer> count(Population.GroupKey key, Population.Alike alike, List<String> exampleNames) {
		if (this.query.kind().filter((kind) -> kind != key.kind()).isPresent() || !admitsName(exampleNames)
				|| !admitsFrames(key.stack())) {
			return Map.of();
		}
		Map<Population.Trait, Integer> counts = new HashMap<>();
		alike.ages().forEach((trait, ages) -> {
			int threads = ages.atLeast(this.query.minAge());
			if (threads > 0 && this.query.states().contains(trait.state())
					&& (this.query.label().isEmpty() || admitsLabels(trait.labels()))) {
				counts.put(trait, threads);
			}
		});
		return counts;
	}

	private boolean admitsName(List<String> exampleNames) {
		return this.query.name().isEmpty() || exampleNames.stream()
			.flatMap((name) -> Stream.of(this.redaction.groupName(name), this.redaction.text(name)))
			.anyMatch((text) -> find(this.query.name().get(), text));
	}

	private boolean admitsFrames(ThreadStack stack) {
		return this.query.frame().isEmpty() || this.redaction.frames(stack)
			.stream()
			.anyMatch((frame) -> find(this.query.frame().get(), frame.text()));
	}

	private boolean admitsLabels(Map<String, String> labels) {
		return this.redaction.labels(labels)
			.entrySet()
			.stream()
			.anyMatch((
					label) -> this.query.label().orElseThrow().matcher(label.getKey() + "=" + label.getValue()).find());
	}

	private static boolean find(Pattern pattern, RedactedText text) {
		return pattern.matcher(text.toString()).find();
	}

}
