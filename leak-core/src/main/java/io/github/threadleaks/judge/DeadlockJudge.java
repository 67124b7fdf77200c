// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.judge;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import io.github.threadleaks.group.FamilyKey;
import io.github.threadleaks.group.FamilySample;
import io.github.threadleaks.group.GroupedSample;
import io.github.threadleaks.sample.SampledThread;
import io.github.threadleaks.trend.Pace;
import io.github.threadleaks.trend.SizePoint;
import org.jspecify.annotations.Nullable;

/**
 * Turns circles of waiting threads into findings; circles of alike threads are one.
 */
final class DeadlockJudge {

	private static final int MAX_HISTORY = 240;

	private final Map<String, List<SizePoint>> histories = new HashMap<>();

	/**
	 * Finds the deadlocks of a sample.
	 * @param grouped the sample
	 * @return a finding for each distinct deadlock, by id
	 */
	Map<String, Finding> judge(GroupedSample grouped) {
		if (grouped.sample().deadlocked().isEmpty()) {
			this.histories.clear();
			return Map.of();
		}
		Map<Long, SampledThread> threads = new LinkedHashMap<>();
		Map<Long, FamilyKey> keys = new HashMap<>();
		Set<Long> deadlocked = grouped.sample().deadlocked();
		for (int i = 0; i < grouped.sample().threads().size(); i++) {
			SampledThread thread = grouped.sample().threads().get(i);
			@Nullable FamilyKey key = grouped.keys()[i];
			if (key != null && deadlocked.contains(thread.id())) {
				threads.put(thread.id(), thread);
				keys.put(thread.id(), key);
			}
		}
		Map<String, List<SampledThread>> alike = new LinkedHashMap<>();
		for (List<SampledThread> circle : circles(threads)) {
			List<FamilyKey> circleKeys = circle.stream()
				.map((thread) -> Objects.requireNonNull(keys.get(thread.id())))
				.distinct()
				.sorted(Comparator.comparing(FamilyKey::toString))
				.toList();
			alike.computeIfAbsent(Suspect.id(circleKeys), (unused) -> new ArrayList<>()).addAll(circle);
		}
		this.histories.keySet().retainAll(alike.keySet());
		Map<String, Finding> findings = new LinkedHashMap<>();
		alike.forEach((id, members) -> findings.put(id, finding(id, members, keys, grouped)));
		return findings;
	}

	private static List<List<SampledThread>> circles(Map<Long, SampledThread> threads) {
		List<List<SampledThread>> circles = new ArrayList<>();
		Set<Long> seen = new HashSet<>();
		for (SampledThread start : threads.values()) {
			List<SampledThread> circle = new ArrayList<>();
			@Nullable SampledThread at = start;
			while (at != null && seen.add(at.id())) {
				circle.add(at);
				at = threads.get(at.lock().owner());
			}
			if (!circle.isEmpty() && at != null && at.id() == start.id()) {
				circles.add(circle);
			}
			else if (!circle.isEmpty()) {
				// waits for a circle without being part of it: tell it with the first one
				(circles.isEmpty() ? newCircle(circles) : circles.get(0)).addAll(circle);
			}
		}
		return circles;
	}

	private static List<SampledThread> newCircle(List<List<SampledThread>> circles) {
		circles.add(new ArrayList<>());
		return circles.get(0);
	}

	private Finding finding(String id, List<SampledThread> members, Map<Long, FamilyKey> keys, GroupedSample grouped) {
		Map<FamilyKey, Integer> sizes = new LinkedHashMap<>();
		members.forEach((member) -> sizes.merge(Objects.requireNonNull(keys.get(member.id())), 1, Integer::sum));
		List<FamilySample> families = sizes.entrySet()
			.stream()
			.map((entry) -> Objects.requireNonNull(grouped.families().get(entry.getKey())).ofSize(entry.getValue()))
			.toList();
		List<SizePoint> history = this.histories.computeIfAbsent(id, (unused) -> new ArrayList<>());
		if (history.isEmpty() || history.get(history.size() - 1).threads() != members.size()) {
			history.add(new SizePoint(grouped.at(), members.size(), 0, members.size(), 0));
		}
		if (history.size() > MAX_HISTORY) {
			history.remove(1);
		}
		Instant since = members.stream()
			.map(SampledThread::idleSince)
			.min(Comparator.naturalOrder())
			.orElse(grouped.at());
		Evidence evidence = Evidence.of(EvidenceKind.DEADLOCK, members.size(), "threads",
				"%d threads wait for locks that they hold among themselves.", members.size());
		return new Finding(id, Verdict.PROVEN, Pattern.DEADLOCK, families, members.size(), 0, Pace.NONE, since,
				List.of(evidence), List.copyOf(history));
	}

}
