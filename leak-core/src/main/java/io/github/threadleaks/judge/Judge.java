// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.judge;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import io.github.threadleaks.group.FamilyKey;
import io.github.threadleaks.group.FamilySample;
import io.github.threadleaks.sample.SampledThread;
import io.github.threadleaks.settings.DetectionSettings;
import io.github.threadleaks.trend.FamilyTrend;
import io.github.threadleaks.trend.Growth;
import io.github.threadleaks.trend.Pace;
import io.github.threadleaks.trend.Trends;
import org.jspecify.annotations.Nullable;

/**
 * Decides which families leak. Growth alone is watched; growth of a leak's {@link Shape}
 * is suspected and, when it lasts, confirmed, each time after a fresh look at the
 * members.
 */
public final class Judge {

	/** Suspects remembered at once; the detector must not leak. */
	private static final int MAX_SUSPECTS = 500;

	private static final int MAX_RESOLVED = 20;

	private final DetectionSettings settings;

	private final KnownThreads known;

	private final DeadlockJudge deadlockJudge = new DeadlockJudge();

	private final Map<FamilyKey, Suspect> suspects = new HashMap<>();

	private final Deque<Finding> resolved = new ArrayDeque<>();

	private Map<String, Finding> deadlocks = Map.of();

	/**
	 * Makes a judge without prejudice.
	 * @param settings when growth counts
	 */
	public Judge(DetectionSettings settings) {
		this.settings = settings;
		this.known = new KnownThreads(settings.ignore());
	}

	/**
	 * Judges what is known after a sample.
	 * @param trends the families with their past
	 * @param freshLook reads members again before they are accused
	 * @return all open and resolved leaks
	 */
	public Judgement judge(Trends trends, FreshLook freshLook) {
		judgeDeadlocks(trends);
		Set<FamilyKey> deadlockedFamilies = deadlockedFamilies(trends);
		boolean warmingUp = trends.observedFor().compareTo(this.settings.warmUp()) < 0;
		trends.families().forEach((key, trend) -> {
			if (trend.growth() instanceof Growth.Sustained growth && !this.suspects.containsKey(key)
					&& this.suspects.size() < MAX_SUSPECTS && !deadlockedFamilies.contains(key)
					&& !this.known.contains(trend.now())) {
				this.suspects.put(key, new Suspect(trend, growth));
			}
		});
		for (Suspect suspect : List.copyOf(this.suspects.values())) {
			observe(suspect, trends, freshLook, warmingUp);
		}
		return new Judgement(open(warmingUp), List.copyOf(this.resolved));
	}

	private void observe(Suspect suspect, Trends trends, FreshLook freshLook, boolean warmingUp) {
		@Nullable FamilyTrend trend = trends.families().get(suspect.key);
		Shape shape = (trend != null && trend.growth() instanceof Growth.Sustained growth)
				? Shape.of(trend.now(), growth, this.settings.minThreads()) : Shape.NONE;
		suspect.observe(trend, shape);
		Verdict verdict = shape.verdict(suspect.agreed(), warmingUp);
		if (!suspect.verdict().atLeast(verdict) && !isToldElsewhere(suspect)
				&& freshLook.confirms(members(suspect, trends))) {
			suspect.rise(verdict);
		}
		if (suspect.isResolved()) {
			resolve(suspect.resolved());
			this.suspects.remove(suspect.key);
		}
		else if (suspect.isForgotten()) {
			this.suspects.remove(suspect.key);
		}
	}

	/** The same threads are accused once: by their wait, or else by name and entry. */
	private boolean isToldElsewhere(Suspect suspect) {
		return this.suspects.values()
			.stream()
			.anyMatch((other) -> other != suspect && other.accused() && other.key.line().equals(suspect.key.line())
					&& other.key.isLine() != suspect.key.isLine());
	}

	private static List<SampledThread> members(Suspect suspect, Trends trends) {
		return trends.sample().members(Set.of(suspect.key), FreshLook.MEMBERS).getOrDefault(suspect.key, List.of());
	}

	private void judgeDeadlocks(Trends trends) {
		Map<String, Finding> now = this.deadlockJudge.judge(trends.sample());
		this.deadlocks.forEach((id, finding) -> {
			if (!now.containsKey(id)) {
				resolve(ended(finding));
			}
		});
		this.deadlocks = new LinkedHashMap<>(now);
	}

	private static Finding ended(Finding finding) {
		return new Finding(finding.id(), Verdict.RESOLVED, finding.pattern(),
				finding.families().stream().map((family) -> family.ofSize(0)).toList(), 0, finding.threads(), Pace.NONE,
				finding.since(), finding.evidence(), finding.history());
	}

	private void resolve(Finding finding) {
		this.resolved.removeIf((earlier) -> earlier.id().equals(finding.id()));
		this.resolved.addFirst(finding);
		if (this.resolved.size() > MAX_RESOLVED) {
			this.resolved.removeLast();
		}
	}

	/** Families whose members are all part of a deadlock are told as that. */
	private Set<FamilyKey> deadlockedFamilies(Trends trends) {
		if (this.deadlocks.isEmpty()) {
			return Set.of();
		}
		Map<FamilyKey, Integer> sizes = this.deadlocks.values()
			.stream()
			.flatMap((finding) -> finding.families().stream())
			.collect(Collectors.toMap(FamilySample::key, FamilySample::threads, Integer::sum));
		Set<FamilyKey> whole = new HashSet<>();
		sizes.forEach((key, size) -> {
			@Nullable FamilyTrend trend = trends.families().get(key);
			if (trend != null && trend.now().threads() <= size) {
				whole.add(key);
				whole.add(key.line());
			}
		});
		whole.forEach(this.suspects::remove);
		return whole;
	}

	private List<Finding> open(boolean warmingUp) {
		if (this.deadlocks.isEmpty() && this.suspects.isEmpty()) {
			return List.of();
		}
		List<Finding> open = new ArrayList<>(this.deadlocks.values());
		for (Suspect suspect : this.suspects.values()) {
			// what is merely watched is told once, by name and entry, and not of a JVM
			// that warms up
			boolean told = suspect.accused() || (!warmingUp && suspect.key.isLine() && !isToldElsewhere(suspect));
			if (told) {
				open.add(suspect.finding());
			}
		}
		Set<String> ids = open.stream().map(Finding::id).collect(Collectors.toSet());
		this.resolved.removeIf((earlier) -> ids.contains(earlier.id()));
		open.sort(Comparator.comparing(Finding::verdict, Comparator.reverseOrder())
			.thenComparing(Finding::threads, Comparator.reverseOrder())
			.thenComparing(Finding::id));
		return open;
	}

}
