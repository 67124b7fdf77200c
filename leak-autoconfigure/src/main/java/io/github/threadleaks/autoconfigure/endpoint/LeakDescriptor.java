// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.autoconfigure.endpoint;

import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.github.threadleaks.report.Leak;

/**
 * One leak in the list of leaks, as a body.
 *
 * @param id eight hex digits
 * @param verdict how sure it is
 * @param accepted whether an operator knows it: it does not alarm
 * @param pattern which mistake it looks like
 * @param summary what happens, in a sentence
 * @param advice what to do
 * @param threadName the members' masked name
 * @param kind platform or virtual
 * @param threads members at the last sample
 * @param growthPerHour threads an hour
 * @param since when the growth began
 * @param oldest age of the oldest member
 * @param createdAt frames that started the members
 * @param createdBy what started most of them, such as {@code http.route}
 * @param labels labels under which members were started, with how many bear each value
 * @param waitsAt where they wait, innermost frame first
 * @param state the state that most members are in
 * @param families the groups that it is made of
 * @param evidence the facts behind the verdict
 */
@JsonPropertyOrder({ "id", "verdict", "accepted", "pattern", "summary", "advice", "threadName", "kind", "threads",
		"growthPerHour", "since", "oldest", "createdAt", "createdBy", "labels", "waitsAt", "state", "families",
		"evidence" })
record LeakDescriptor(String id, String verdict, boolean accepted, String pattern, String summary, String advice,
		String threadName, String kind, int threads, double growthPerHour, String since, String oldest,
		List<String> createdAt, Map<String, String> createdBy, Map<String, Map<String, Integer>> labels,
		List<String> waitsAt, String state, List<Family> families, List<Evidence> evidence) {

	static LeakDescriptor of(Leak leak) {
		return new LeakDescriptor(leak.id(), leak.verdict().name(), leak.accepted(), leak.pattern().name(),
				leak.summary().toString(), leak.pattern().advice(), leak.threadName().toString(), leak.kind().name(),
				leak.threads(), leak.growthPerHour(), leak.since().toString(), leak.oldest().toString(),
				Redacted.strings(leak.createdAt()), Redacted.strings(leak.createdBy()), Redacted.counts(leak.labels()),
				Redacted.strings(leak.waitsAt()), leak.state().name(),
				leak.families().stream().map(Family::of).toList(), leak.evidence().stream().map(Evidence::of).toList());
	}

	/**
	 * One group of alike threads.
	 *
	 * @param threadName the masked name
	 * @param threads members
	 */
	@JsonPropertyOrder({ "threadName", "threads" })
	record Family(String threadName, int threads) {

		static Family of(Leak.Family family) {
			return new Family(family.threadName().toString(), family.threads());
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
	@JsonPropertyOrder({ "kind", "summary", "value", "unit" })
	record Evidence(String kind, String summary, double value, String unit) {

		static Evidence of(Leak.EvidenceLine line) {
			return new Evidence(line.kind().name(), line.summary().toString(), line.value(), line.unit());
		}

	}

}
