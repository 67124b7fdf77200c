// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.report;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.github.threadleaks.judge.EvidenceKind;
import io.github.threadleaks.judge.Pattern;
import io.github.threadleaks.judge.Verdict;
import io.github.threadleaks.redact.RedactedText;
import io.github.threadleaks.sample.ThreadKind;

/**
 * A group of threads that grows and does not end.
 *
 * @param id eight hex digits, the same for the same leak in every sample and after a
 * restart
 * @param verdict how sure it is
 * @param accepted whether an operator knows it: it does not alarm
 * @param pattern which mistake it looks like; its advice says what to do
 * @param summary what happens, in a sentence
 * @param threadName the members' name, its changing parts as {@code #}
 * @param kind platform or virtual
 * @param threads members at the last sample
 * @param growthPerHour threads an hour, the robust slope over the shortest significant
 * window; 0 when it stands still
 * @param since when the growth began, as far as was seen
 * @param oldest age of the oldest member, as far as was seen
 * @param createdAt frames that started the members, the nearest first; words in
 * parentheses when they are older than the recording, empty while unknown
 * @param createdBy what started most of them: {@code http.route}, as far as known
 * @param labels labels under which members were started: for each its values, and how
 * many of the youngest {@value io.github.threadleaks.judge.Creation#MEMBERS} members bear
 * them
 * @param waitsAt where they wait, innermost frame first
 * @param state the state that most members are in
 * @param families the groups of threads that this leak is made of, largest first; never
 * empty
 * @param evidence the facts behind the verdict
 * @param history sizes over time, oldest first, at most 240
 * @param examples up to three members
 */
public record Leak(String id, Verdict verdict, boolean accepted, Pattern pattern, RedactedText summary,
		RedactedText threadName, ThreadKind kind, int threads, double growthPerHour, Instant since, Duration oldest,
		List<RedactedText> createdAt, Map<String, RedactedText> createdBy,
		Map<RedactedText, Map<RedactedText, Integer>> labels, List<RedactedText> waitsAt, Thread.State state,
		List<Family> families, List<EvidenceLine> evidence, List<Size> history, List<Example> examples) {

	public Leak {
		createdAt = List.copyOf(createdAt);
		createdBy = Map.copyOf(createdBy);
		labels = Map.copyOf(labels);
		waitsAt = List.copyOf(waitsAt);
		families = List.copyOf(families);
		evidence = List.copyOf(evidence);
		history = List.copyOf(history);
		examples = List.copyOf(examples);
	}

	/**
	 * The same leak, accepted or not.
	 * @param accepted whether an operator knows it
	 * @return the leak
	 */
	public Leak withAccepted(boolean accepted) {
		return (this.accepted == accepted) ? this
				: new Leak(this.id, this.verdict, accepted, this.pattern, this.summary, this.threadName, this.kind,
						this.threads, this.growthPerHour, this.since, this.oldest, this.createdAt, this.createdBy,
						this.labels, this.waitsAt, this.state, this.families, this.evidence, this.history,
						this.examples);
	}

	/**
	 * One group of alike threads.
	 *
	 * @param threadName the masked name
	 * @param threads members at the last sample
	 */
	public record Family(RedactedText threadName, int threads) {

		/** Ends the name where members have many names and this is one of them. */
		static final String MANY_NAMES = " (one of many names)";

		/**
		 * Whether the name does not tell the members from other threads.
		 * @return whether it is one of many
		 */
		public boolean hasManyNames() {
			return this.threadName.toString().endsWith(MANY_NAMES);
		}

	}

	/**
	 * A fact.
	 *
	 * @param kind what kind of fact
	 * @param summary the fact in a sentence
	 * @param value its number
	 * @param unit the number's unit
	 */
	public record EvidenceLine(EvidenceKind kind, RedactedText summary, double value, String unit) {
	}

	/**
	 * A size at an instant; it holds until the next.
	 *
	 * @param at when
	 * @param threads how many
	 */
	public record Size(Instant at, int threads) {
	}

	/**
	 * One member.
	 *
	 * @param id the thread's id
	 * @param name its name
	 * @param state its state
	 * @param age since it was first seen
	 * @param idleFor since it last used CPU
	 * @param frames its stack, innermost first
	 */
	public record Example(long id, RedactedText name, Thread.State state, Duration age, Duration idleFor,
			List<RedactedText> frames) {

		public Example {
			frames = List.copyOf(frames);
		}

	}

}
