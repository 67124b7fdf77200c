// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.judge;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import io.github.threadleaks.group.FamilyKey;
import io.github.threadleaks.settings.DetectionSettings;
import io.github.threadleaks.trend.Trends;

/**
 * Decides which families of virtual threads leak: those that are {@link Stranded}, and
 * those that grow as leaking platform threads do, but for longer. A virtual thread costs
 * a thousandth of what a platform thread costs, so there is time; and services serve each
 * session by one, which looks like a leak until the first of them ends.
 */
public final class VirtualJudge {

	/** Growth of threads that wait in the application is told from then on. */
	private static final Duration GROWN_FOR = Duration.ofMinutes(20);

	/**
	 * Of those that wait for work or a peer, or run, from then on: sessions end within.
	 */
	private static final Duration SESSION = Duration.ofMinutes(30);

	private static final int MAX_RESOLVED = 20;

	private final Judge growth;

	private final Stranded stranded;

	private final Map<String, Finding> told = new HashMap<>();

	private final Deque<Finding> resolved = new ArrayDeque<>();

	/**
	 * Makes a judge without prejudice.
	 * @param settings when growth counts
	 */
	public VirtualJudge(DetectionSettings settings) {
		this.growth = new Judge(settings);
		this.stranded = new Stranded(settings, new KnownThreads(settings.ignore()));
	}

	/**
	 * Judges what is known after a dump.
	 * @param trends the families with their past
	 * @param freshLook reads members again before they are accused
	 * @return all open and resolved leaks
	 */
	public Judgement judge(Trends trends, FreshLook freshLook) {
		Map<String, Finding> standing = this.stranded.judge(trends);
		Set<FamilyKey> lines = standing.values()
			.stream()
			.map((finding) -> finding.key().line())
			.collect(Collectors.toSet());
		List<Finding> open = new ArrayList<>(standing.values());
		Judgement grown = this.growth.judge(trends, freshLook);
		grown.open()
			.stream()
			.filter((finding) -> finding.families().stream().noneMatch((family) -> lines.contains(family.key().line())))
			.map((finding) -> patiently(finding, trends.sample().at()))
			.forEach(open::add);
		open.sort(Comparator.comparing(Finding::verdict, Comparator.reverseOrder())
			.thenComparing(Finding::threads, Comparator.reverseOrder())
			.thenComparing(Finding::id));
		resolve(open, grown.resolved());
		return new Judgement(open, List.copyOf(this.resolved));
	}

	/**
	 * Whether another dump may decide soon. Growth takes its time.
	 * @return whether the next dump should come soon
	 */
	public boolean deciding() {
		return this.stranded.deciding();
	}

	private Finding patiently(Finding finding, Instant now) {
		boolean works = finding.families().stream().allMatch((family) -> Waiting.of(family) == Waiting.FOR_WORK);
		Duration needed = works ? SESSION : GROWN_FOR;
		boolean grows = finding.pace().perHour() > 0 && Duration.between(finding.since(), now).compareTo(needed) >= 0;
		if (!finding.verdict().atLeast(Verdict.SUSPECTED) || grows || this.told.containsKey(finding.id())) {
			return finding;
		}
		return new Finding(finding.id(), Verdict.WATCHING, finding.pattern(), finding.families(), finding.threads(),
				finding.from(), finding.pace(), finding.since(), finding.evidence(), finding.history(),
				finding.ending());
	}

	/** Only what was told is told to be over. */
	private void resolve(List<Finding> open, List<Finding> shrunk) {
		Map<String, Finding> accused = open.stream()
			.filter((finding) -> finding.verdict().atLeast(Verdict.SUSPECTED))
			.collect(Collectors.toMap(Finding::id, (finding) -> finding, (one, other) -> one));
		this.told.forEach((id, finding) -> {
			if (!accused.containsKey(id)) {
				this.resolved.addFirst(shrunk.stream()
					.filter((each) -> each.id().equals(id))
					.findFirst()
					.orElseGet(() -> Judge.ended(finding)));
			}
		});
		this.resolved.removeIf((finding) -> accused.containsKey(finding.id()));
		while (this.resolved.size() > MAX_RESOLVED) {
			this.resolved.removeLast();
		}
		this.told.clear();
		this.told.putAll(accused);
	}

}
