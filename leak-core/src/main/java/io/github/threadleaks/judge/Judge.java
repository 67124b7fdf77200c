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
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.threadleaks.group.FamilyKey;
import io.github.threadleaks.group.FamilySample;
import io.github.threadleaks.lifecycle.CreationSite;
import io.github.threadleaks.sample.SampledThread;
import io.github.threadleaks.settings.DetectionSettings;
import io.github.threadleaks.trend.FamilyTrend;
import io.github.threadleaks.trend.Pace;
import io.github.threadleaks.trend.Trends;
import org.jspecify.annotations.Nullable;

/**
 * Decides which families leak. Growth alone is watched; growth of a leak's {@link Shape}
 * is suspected and, when it lasts, confirmed, each time after a fresh look at the
 * members. Families with one {@link Cause} are one leak.
 */
public final class Judge {

	/** Suspects remembered at once; the detector must not leak. */
	private static final int MAX_SUSPECTS = 500;

	private static final int MAX_RESOLVED = 20;

	private final DetectionSettings settings;

	private final KnownThreads known;

	private final DeadlockJudge deadlockJudge = new DeadlockJudge();

	private final StandstillJudge standstillJudge;

	private final ChurnJudge churnJudge = new ChurnJudge();

	private final Map<FamilyKey, Suspect> suspects = new HashMap<>();

	private final List<Cause> causes = new ArrayList<>();

	private final Deque<Finding> resolved = new ArrayDeque<>();

	private Map<String, Finding> deadlocks = Map.of();

	private Map<String, Finding> standstills = Map.of();

	private Map<String, Finding> churns = Map.of();

	/**
	 * Makes a judge without prejudice.
	 * @param settings when growth counts
	 */
	public Judge(DetectionSettings settings) {
		this.settings = settings;
		this.known = new KnownThreads(settings.ignore());
		this.standstillJudge = new StandstillJudge(settings);
	}

	/**
	 * Judges what is known after a sample.
	 * @param trends the families with their past
	 * @param freshLook reads members again before they are accused
	 * @return all open and resolved leaks
	 */
	public Judgement judge(Trends trends, FreshLook freshLook) {
		this.deadlocks = replace(this.deadlocks, this.deadlockJudge.judge(trends.sample()));
		Set<FamilyKey> deadlocked = deadlockedFamilies(trends);
		deadlocked.forEach((key) -> {
			this.suspects.remove(key);
			this.causes.forEach((cause) -> cause.members().removeIf((suspect) -> suspect.key.equals(key)));
		});
		boolean warmingUp = trends.observedFor().compareTo(this.settings.warmUp()) < 0;
		trends.families().forEach((key, trend) -> {
			if (Reading.isOf(key, trend.now()) && !deadlocked.contains(key)) {
				observe(trend, trends, freshLook, warmingUp);
			}
		});
		vanish(trends);
		findCauses(trends);
		forget();
		this.standstills = replace(this.standstills,
				this.standstillJudge.judge(trends, (family) -> isToldElsewhere(family, deadlocked)));
		this.churns = this.churnJudge.judge(trends, this::isAccused);
		return new Judgement(open(warmingUp), List.copyOf(this.resolved));
	}

	private void observe(FamilyTrend trend, Trends trends, FreshLook freshLook, boolean warmingUp) {
		FamilyKey key = trend.now().key();
		@Nullable Suspect suspect = this.suspects.get(key);
		Reading reading = Reading.of(trend, trends, this.settings.minThreads());
		if (suspect == null) {
			if (reading.growth().isEmpty() || this.suspects.size() >= MAX_SUSPECTS
					|| this.known.contains(trend.now())) {
				return;
			}
			suspect = new Suspect(reading, reading.growth().get(), trends.sample().sample().collections(),
					trends.sample().at());
			this.suspects.put(key, suspect);
		}
		suspect.observe(reading, trends.sample().at(), trends.sample().sample().collections());
		Verdict verdict = suspect.suggests(reading, warmingUp);
		if (!suspect.verdict().atLeast(verdict)
				&& freshLook.confirms(members(key, trends), reading.shape().anywhere())) {
			suspect.rise(verdict);
		}
	}

	private static List<SampledThread> members(FamilyKey key, Trends trends) {
		return trends.sample().members(Set.of(key), FreshLook.MEMBERS).getOrDefault(key, List.of());
	}

	/** A family that is gone is judged no more, but what was said of it is taken back. */
	private void vanish(Trends trends) {
		this.suspects.forEach((key, suspect) -> {
			@Nullable FamilyTrend trend = trends.families().get(key);
			if (trend == null || !Reading.isOf(key, trend.now())) {
				suspect.observe(null, trends.sample().at(), trends.sample().sample().collections());
			}
		});
	}

	private void findCauses(Trends trends) {
		if (this.causes.isEmpty() && this.suspects.values().stream().noneMatch(Suspect::accused)) {
			return;
		}
		List<Suspect> open = unexplained();
		open.sort(Comparator.comparing((suspect) -> suspect.key.toString()));
		open.removeIf((suspect) -> {
			Optional<Cause> cause = this.causes.stream().filter((each) -> each.explains(suspect, trends)).findFirst();
			cause.ifPresent((found) -> found.add(suspect));
			return cause.isPresent();
		});
		while (open.stream().anyMatch(Suspect::accused)) {
			Suspect accused = open.stream().filter(Suspect::accused).findFirst().orElseThrow();
			List<Suspect> alike = open.stream()
				.filter((other) -> other == accused || Cause.alike(accused, other, trends))
				.toList();
			this.causes.add(new Cause(alike));
			open.removeAll(alike);
		}
	}

	private List<Suspect> unexplained() {
		Set<Suspect> explained = this.causes.stream()
			.flatMap((cause) -> cause.members().stream())
			.collect(Collectors.toSet());
		return this.suspects.values()
			.stream()
			.filter((suspect) -> !explained.contains(suspect))
			.collect(Collectors.toCollection(ArrayList::new));
	}

	private void forget() {
		this.causes.removeIf((cause) -> {
			if (cause.isOver()) {
				cause.members().forEach((suspect) -> this.suspects.remove(suspect.key));
				if (cause.members().stream().anyMatch(Suspect::accused)) {
					resolve(cause.resolved());
				}
				return true;
			}
			return false;
		});
		if (!this.suspects.isEmpty()) {
			unexplained().stream().filter(Suspect::isOver).forEach((suspect) -> this.suspects.remove(suspect.key));
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
		return whole;
	}

	private boolean isToldElsewhere(FamilySample family, Set<FamilyKey> deadlocked) {
		return deadlocked.contains(family.key()) || this.known.contains(family)
				|| Stream.of(family.key(), family.key().line())
					.map(this.suspects::get)
					.anyMatch((suspect) -> suspect != null && suspect.accused());
	}

	private boolean isAccused(CreationSite site) {
		return this.suspects.values()
			.stream()
			.anyMatch((suspect) -> suspect.accused() && suspect.family().createdAt().equals(site));
	}

	/** What was found before and is no more has been resolved. */
	private Map<String, Finding> replace(Map<String, Finding> before, Map<String, Finding> now) {
		before.forEach((id, finding) -> {
			if (!now.containsKey(id) && finding.verdict().atLeast(Verdict.SUSPECTED)) {
				resolve(ended(finding));
			}
		});
		return new LinkedHashMap<>(now);
	}

	static Finding ended(Finding finding) {
		return new Finding(finding.id(), Verdict.RESOLVED, finding.pattern(),
				finding.families().stream().map((family) -> family.ofSize(0)).toList(), 0, finding.threads(), Pace.NONE,
				finding.since(), finding.evidence(), finding.history(), Ending.SHRANK);
	}

	private void resolve(Finding finding) {
		this.resolved.removeIf((earlier) -> earlier.id().equals(finding.id()));
		this.resolved.addFirst(finding);
		if (this.resolved.size() > MAX_RESOLVED) {
			this.resolved.removeLast();
		}
	}

	private List<Finding> open(boolean warmingUp) {
		List<Finding> open = new ArrayList<>(this.deadlocks.values());
		open.addAll(this.standstills.values());
		open.addAll(this.churns.values());
		this.causes.forEach((cause) -> open.add(cause.finding()));
		// what is merely watched is not told of a JVM that warms up
		if (!warmingUp && !this.suspects.isEmpty()) {
			Set<FamilyKey> told = this.standstills.values()
				.stream()
				.map((finding) -> finding.key().line())
				.collect(Collectors.toSet());
			unexplained().stream()
				.filter((suspect) -> !told.contains(suspect.key.line()))
				.forEach((suspect) -> open.add(suspect.finding()));
		}
		if (open.isEmpty()) {
			return open;
		}
		Set<String> ids = open.stream().map(Finding::id).collect(Collectors.toSet());
		this.resolved.removeIf((earlier) -> ids.contains(earlier.id()));
		open.sort(Comparator.comparing(Finding::verdict, Comparator.reverseOrder())
			.thenComparing(Finding::threads, Comparator.reverseOrder())
			.thenComparing(Finding::id));
		return open;
	}

}
