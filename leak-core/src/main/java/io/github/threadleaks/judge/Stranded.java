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
 * none that stood so long has gone on, or not for half an hour. Platform threads that
 * stand so are a pool that waits; virtual ones are never pooled, each was made for a
 * task, and a task whose outcome has not come for any of hundreds in 40 s has lost it.
 * What the wait is for decides whether that is true ({@link Waiting}): who waits for work
 * or a peer is never told, who waits for its turn after
 * {@code threadleaks.detection.stuck-after}, who waits for a signal only if it came after
 * the warm-up, and never surer than suspected.
 */
final class Stranded {

	/** Hundreds; fewer are judged by their growth. */
	static final int MANY = 40;

	/** Where one has gone on that had stood, the others may; for so long. */
	private static final Duration GOES_ON = Duration.ofMinutes(30);

	/** A leak that has shrunk to this share of what it was is over. */
	private static final double REMAINDER = 0.2;

	/** What has been suspected for so long is confirmed. */
	private static final Duration CONFIRM_AFTER = Duration.ofSeconds(80);

	private final Map<FamilyKey, Cohort> cohorts = new HashMap<>();

	private final Standing standing = new Standing();

	private final KnownThreads known;

	private final DetectionSettings settings;

	private boolean deciding;

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
		this.deciding = false;
		this.cohorts.keySet().retainAll(candidates.keySet());
		Map<FamilyKey, Stand> stands = stands(trends, candidates);
		Map<String, Finding> findings = new LinkedHashMap<>();
		candidates.values()
			.stream()
			.sorted(Comparator.comparing((family) -> family.key().toString()))
			.forEach((family) -> {
				Cohort cohort = this.cohorts.computeIfAbsent(family.key(), (unused) -> new Cohort());
				cohort.observe(stands.getOrDefault(family.key(), new Stand()), many(), trends.sample().at());
				judge(cohort, family, trends, findings);
			});
		this.standing.forgetAllBut(findings.keySet());
		return findings;
	}

	/** Whether the next dump may decide. */
	boolean deciding() {
		return this.deciding;
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

	private Map<FamilyKey, Stand> stands(Trends trends, Map<FamilyKey, FamilySample> candidates) {
		Instant now = trends.sample().at();
		Instant warm = now.minus(trends.observedFor()).plus(this.settings.warmUp());
		Map<FamilyKey, Stand> stands = new HashMap<>();
		List<SampledThread> threads = trends.sample().sample().threads();
		for (int i = 0; i < threads.size() && !candidates.isEmpty(); i++) {
			FamilyKey key = trends.sample().keys()[i];
			FamilySample family = (key != null) ? candidates.get(key) : null;
			if (key != null && family != null) {
				Waiting waiting = Waiting.of(family);
				Instant latest = now.minus(waiting.patience(this.settings.stuckAfter()));
				if (waiting != Waiting.FOR_A_SIGNAL || threads.get(i).firstSeen().isAfter(warm)) {
					stands.computeIfAbsent(key, (unused) -> new Stand()).add(threads.get(i), latest, now);
				}
			}
		}
		return stands;
	}

	private void judge(Cohort cohort, FamilySample family, Trends trends, Map<String, Finding> findings) {
		Instant now = trends.sample().at();
		Waiting waiting = Waiting.of(family);
		boolean goesOn = cohort.wentOnAt.isAfter(now.minus(GOES_ON));
		if (!cohort.accused() && cohort.patient >= many() && !goesOn) {
			cohort.accusedAt = now;
		}
		if (cohort.ids.size() < Math.max(this.settings.minThreads(), cohort.peak * REMAINDER)) {
			cohort.accusedAt = Instant.MAX;
		}
		if (!cohort.accused()) {
			this.deciding |= cohort.mayStand && !goesOn;
			return;
		}
		boolean sure = waiting == Waiting.FOR_AN_OUTCOME && !now.isBefore(cohort.accusedAt.plus(CONFIRM_AFTER));
		this.deciding |= waiting == Waiting.FOR_AN_OUTCOME && !sure;
		Finding finding = finding(id(family, findings), sure ? Verdict.CONFIRMED : Verdict.SUSPECTED, cohort, family,
				waiting.patience(this.settings.stuckAfter()), now);
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
				"%d have stood at the same place for %s or longer, and none that did has gone on.", cohort.ids.size(),
				Words.of(patience)));
		evidence.add(EvidenceWriter.sameSite(family));
		if (family.untimed() >= family.threads() * Shape.NEARLY_ALL) {
			evidence.add(Evidence.of(EvidenceKind.UNTIMED_WAIT, family.untimed(), "threads",
					"%d of %d wait without a timeout.", family.untimed(), family.threads()));
		}
		List<SizePoint> history = this.standing.history(id, SizePoint.of(now, family.threads()));
		return new Finding(id, verdict, Patterns.of(family), List.of(family), family.threads(), 0, Pace.NONE,
				family.oldest(), evidence, history, Ending.NONE);
	}

	/** Those of a family that stand in one dump. */
	private static final class Stand {

		/** For {@link Waiting#LONG}. */
		private final Set<Long> ids = new HashSet<>();

		/** For as long as their wait may take. */
		private int patient;

		private int seen;

		/** Since the dump before, or longer. */
		private int still;

		void add(SampledThread thread, Instant latest, Instant now) {
			this.seen++;
			this.still += thread.idleSince().isBefore(now) ? 1 : 0;
			this.patient += thread.idleSince().isAfter(latest) ? 0 : 1;
			if (!thread.idleSince().isAfter(now.minus(Waiting.LONG))) {
				this.ids.add(thread.id());
			}
		}

	}

	/** Those of a family over time. */
	private static final class Cohort {

		private Set<Long> ids = Set.of();

		private Instant wentOnAt = Instant.MIN;

		private Instant accusedAt = Instant.MAX;

		private int peak;

		private int patient;

		private boolean known;

		private boolean mayStand;

		void observe(Stand now, int many, Instant at) {
			if (!now.ids.containsAll(this.ids)) {
				this.wentOnAt = at;
			}
			this.mayStand = (this.known ? now.still : now.seen) >= many;
			this.known = true;
			this.ids = now.ids;
			this.patient = now.patient;
			this.peak = Math.max(this.peak, now.ids.size());
		}

		boolean accused() {
			return !this.accusedAt.equals(Instant.MAX);
		}

	}

}
