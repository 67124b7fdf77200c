// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.judge;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.threadleaks.group.FamilyKey;
import io.github.threadleaks.group.FamilySample;
import io.github.threadleaks.group.Role;
import io.github.threadleaks.sample.SampledThread;
import io.github.threadleaks.settings.DetectionSettings;
import io.github.threadleaks.settings.Words;
import io.github.threadleaks.trend.Pace;
import io.github.threadleaks.trend.SizePoint;
import io.github.threadleaks.trend.Trends;

/**
 * Finds virtual threads that stand by the hundred, however they came: also all at once,
 * which is no growth.
 * <p>
 * The rule: {@value #MANY} times {@code threadleaks.detection.min-threads} virtual
 * threads of one family have stood in one untimed wait of the application's for 40 s, and
 * next to none that stood has gone on in that time. Platform threads that stand so are a
 * pool that waits; virtual ones are never pooled, each was made for a task, and a task
 * whose outcome has not come for any of hundreds in 40 s has lost it. What the wait is
 * for decides whether that is true ({@link Waiting}): who waits for work or a peer is
 * never told, who waits for its turn after {@code threadleaks.detection.stuck-after}, who
 * waits for a signal only if it came after the warm-up, and never surer than suspected.
 */
final class Stranded {

	/** Hundreds; fewer are judged by their growth. */
	static final int MANY = 40;

	/** Of those that stood, so many may go on: some are interrupted. */
	private static final double MAX_ENDED = 0.05;

	/** A leak that has shrunk to this share of what it was is over. */
	private static final double REMAINDER = 0.2;

	/** What has been suspected for so long is confirmed. */
	private static final Duration CONFIRM_AFTER = Duration.ofSeconds(80);

	private final Map<FamilyKey, Cohort> cohorts = new HashMap<>();

	private final Standing standing = new Standing();

	private final KnownThreads known;

	private final DetectionSettings settings;

	private boolean watching;

	Stranded(DetectionSettings settings, KnownThreads known) {
		this.settings = settings;
		this.known = known;
	}

	/**
	 * Finds them.
	 * @param trends the families of virtual threads
	 * @return a finding for each family, by id
	 */
	Map<String, Finding> judge(Trends trends) {
		Map<FamilyKey, FamilySample> candidates = candidates(trends);
		this.watching = candidates.values().stream().anyMatch((family) -> family.threads() >= many());
		this.cohorts.keySet().retainAll(candidates.keySet());
		Map<FamilyKey, Set<Long>> standingNow = standing(trends, candidates);
		Map<String, Finding> findings = new LinkedHashMap<>();
		candidates.values()
			.stream()
			.sorted(Comparator.comparing((family) -> family.key().toString()))
			.forEach((family) -> {
				Cohort cohort = this.cohorts.computeIfAbsent(family.key(), (unused) -> new Cohort());
				cohort.observe(standingNow.getOrDefault(family.key(), Set.of()), trends.sample().at());
				judge(cohort, family, trends, findings);
			});
		this.standing.forgetAllBut(findings.keySet());
		return findings;
	}

	/** Whether many stand, be it for too short a time to say. */
	boolean watching() {
		return this.watching;
	}

	private int many() {
		return MANY * this.settings.minThreads();
	}

	private Map<FamilyKey, FamilySample> candidates(Trends trends) {
		Map<FamilyKey, FamilySample> candidates = new HashMap<>();
		trends.families().forEach((key, trend) -> {
			FamilySample family = trend.now();
			boolean before = this.cohorts.containsKey(key);
			if (!key.isLine() && (before || family.threads() >= many()) && Waiting.of(family) != Waiting.FOR_WORK
					&& !this.known.contains(family)) {
				candidates.put(key, family);
			}
		});
		return candidates;
	}

	/** Of each candidate those that have stood for long enough. */
	private Map<FamilyKey, Set<Long>> standing(Trends trends, Map<FamilyKey, FamilySample> candidates) {
		Instant now = trends.sample().at();
		Instant warm = now.minus(trends.observedFor()).plus(this.settings.warmUp());
		Map<FamilyKey, Set<Long>> found = new HashMap<>();
		candidates.keySet().forEach((key) -> found.put(key, new HashSet<>()));
		List<SampledThread> threads = trends.sample().sample().threads();
		for (int i = 0; i < threads.size() && !candidates.isEmpty(); i++) {
			FamilyKey key = trends.sample().keys()[i];
			FamilySample family = (key != null) ? candidates.get(key) : null;
			if (key != null && family != null) {
				SampledThread thread = threads.get(i);
				Waiting waiting = Waiting.of(family);
				boolean news = waiting != Waiting.FOR_A_SIGNAL || thread.firstSeen().isAfter(warm);
				Instant since = now.minus(waiting.patience(this.settings.stuckAfter()));
				if (news && !thread.idleSince().isAfter(since)) {
					found.getOrDefault(key, new HashSet<>()).add(thread.id());
				}
			}
		}
		return found;
	}

	private void judge(Cohort cohort, FamilySample family, Trends trends, Map<String, Finding> findings) {
		Instant now = trends.sample().at();
		Waiting waiting = Waiting.of(family);
		Duration patience = waiting.patience(this.settings.stuckAfter());
		if (cohort.accusedAt.equals(Instant.MAX) && cohort.ids.size() >= many()
				&& !cohort.endedAt.isAfter(now.minus(patience))) {
			cohort.accusedAt = now;
		}
		boolean over = cohort.ids.size() < Math.max(this.settings.minThreads(), cohort.peak * REMAINDER);
		if (over || cohort.accusedAt.equals(Instant.MAX)) {
			cohort.accusedAt = over ? Instant.MAX : cohort.accusedAt;
			return;
		}
		boolean sure = waiting == Waiting.FOR_AN_OUTCOME && !now.isBefore(cohort.accusedAt.plus(CONFIRM_AFTER));
		Finding finding = finding(id(family, findings), sure ? Verdict.CONFIRMED : Verdict.SUSPECTED, cohort, family,
				patience, now);
		findings.put(finding.id(), finding);
	}

	/** That by which growth of the same threads is told, unless it is taken. */
	private static String id(FamilySample family, Map<String, Finding> findings) {
		FamilyKey key = (family.role() == Role.OWN_THREAD) ? family.key().line() : family.key();
		String id = Suspect.id(List.of(key));
		return findings.containsKey(id) ? Suspect.id(List.of(family.key())) : id;
	}

	private Finding finding(String id, Verdict verdict, Cohort cohort, FamilySample family, Duration patience,
			Instant now) {
		List<Evidence> evidence = new ArrayList<>();
		evidence.add(Evidence.of(EvidenceKind.NO_RETURN, cohort.ids.size(), "threads",
				"%d have stood at the same place for %s or longer, and next to none that did has gone on.",
				cohort.ids.size(), Words.of(patience)));
		evidence.add(EvidenceWriter.sameSite(family));
		if (family.untimed() >= family.threads() * Shape.NEARLY_ALL) {
			evidence.add(Evidence.of(EvidenceKind.UNTIMED_WAIT, family.untimed(), "threads",
					"%d of %d wait without a timeout.", family.untimed(), family.threads()));
		}
		List<SizePoint> history = this.standing.history(id, SizePoint.of(now, family.threads()));
		return new Finding(id, verdict, Patterns.of(family), List.of(family), family.threads(), 0, Pace.NONE,
				family.oldest(), evidence, history, Ending.NONE);
	}

	/** Those of a family that stand. */
	private static final class Cohort {

		private Set<Long> ids = Set.of();

		private Instant endedAt = Instant.MIN;

		private Instant accusedAt = Instant.MAX;

		private int peak;

		void observe(Set<Long> now, Instant at) {
			long ended = this.ids.stream().filter((id) -> !now.contains(id)).count();
			if (ended > this.ids.size() * MAX_ENDED) {
				this.endedAt = at;
			}
			this.ids = now;
			this.peak = Math.max(this.peak, now.size());
		}

	}

}
