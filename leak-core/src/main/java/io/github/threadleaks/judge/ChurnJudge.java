// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.judge;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import io.github.threadleaks.group.FamilySample;
import io.github.threadleaks.lifecycle.Births.SiteCounts;
import io.github.threadleaks.lifecycle.CreationSite;
import io.github.threadleaks.trend.Pace;
import io.github.threadleaks.trend.SizePoint;
import io.github.threadleaks.trend.Trends;

/**
 * Finds code that starts thousands of threads a minute, each for a moment. No sample sees
 * them; births and deaths do. Nothing leaks, so it is only watched.
 */
final class ChurnJudge {

	/**
	 * So many a minute cost 1 % of a core or more: a start, recorded, takes some 100
	 * microseconds.
	 */
	private static final int MANY_PER_MINUTE = 1_000;

	/** What has been told is told until it is below this share of that. */
	private static final double STILL = 0.5;

	/** Of those that start, at least this share ends meanwhile: the others pile up. */
	private static final double END_TOO = 0.9;

	/** The rate is that of so long a time. */
	private static final Duration OVER = Duration.ofMinutes(1);

	private final Deque<Counts> past = new ArrayDeque<>();

	private final Standing standing = new Standing();

	private Map<String, Finding> told = Map.of();

	/**
	 * Finds it.
	 * @param trends the families, and what is known of births
	 * @param toldElsewhere families that are accused already
	 * @return a finding for each such site, by id
	 */
	Map<String, Finding> judge(Trends trends, Predicate<CreationSite> toldElsewhere) {
		Counts now = new Counts(trends.sample().at(),
				trends.sample()
					.births()
					.sites()
					.entrySet()
					.stream()
					.filter((entry) -> entry.getValue().started() >= MANY_PER_MINUTE * STILL)
					.collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
		if (!this.past.isEmpty() && now.at.isBefore(this.past.getLast().at)) {
			this.past.clear();
		}
		this.past.addLast(now);
		while (this.past.size() > 2 && !secondOldest().at.isAfter(now.at.minus(OVER))) {
			this.past.removeFirst();
		}
		Map<String, Finding> found = new LinkedHashMap<>();
		Counts then = this.past.getFirst();
		Duration passed = Duration.between(then.at, now.at);
		if (passed.compareTo(OVER) >= 0) {
			now.sites.forEach((site, counts) -> {
				SiteCounts before = then.sites.getOrDefault(site, counts);
				if (!toldElsewhere.test(site)) {
					churn(site, before, counts, passed, trends.sample().at(), found);
				}
			});
		}
		this.standing.forgetAllBut(found.keySet());
		this.told = found;
		return found;
	}

	private Counts secondOldest() {
		return this.past.stream().skip(1).findFirst().orElseThrow();
	}

	private void churn(CreationSite site, SiteCounts before, SiteCounts now, Duration passed, Instant at,
			Map<String, Finding> found) {
		long started = now.started() - before.started();
		long ended = now.ended() - before.ended();
		double perMinute = started * (double) OVER.toMillis() / passed.toMillis();
		FamilySample family = FamilySample.ofSite(site, now.exampleName(), (int) (now.started() - now.ended()), at);
		String id = Suspect.id(List.of(family.key()));
		double many = MANY_PER_MINUTE * (this.told.containsKey(id) ? STILL : 1);
		if (perMinute < many || ended < started * END_TOO) {
			return;
		}
		List<SizePoint> history = this.standing.history(id, SizePoint.of(at, family.threads()));
		Evidence evidence = Evidence.of(EvidenceKind.CHURN, Math.rint(perMinute), "threads/minute",
				"%d threads were started there in %d s, and %d ended.", started, passed.toSeconds(), ended);
		found.put(id, new Finding(id, Verdict.WATCHING, Pattern.THREAD_CHURN, List.of(family), family.threads(), 0,
				Pace.NONE, history.get(0).at(), List.of(evidence), history, Ending.NONE));
	}

	private record Counts(Instant at, Map<CreationSite, SiteCounts> sites) {
	}

}
