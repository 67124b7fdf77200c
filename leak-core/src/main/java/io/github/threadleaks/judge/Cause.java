// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.judge;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import io.github.threadleaks.group.FamilySample;
import io.github.threadleaks.trend.FamilyTrend;
import io.github.threadleaks.trend.Pace;
import io.github.threadleaks.trend.SizePoint;
import io.github.threadleaks.trend.Trends;
import org.jspecify.annotations.Nullable;

/**
 * One cause, one leak: the families that it makes grow. The leak keeps its id while
 * families join it and leave it.
 */
final class Cause {

	/** The surest verdict first, then the most threads; the key for a stable order. */
	private static final Comparator<Suspect> LEADER_FIRST = Comparator.comparing(Suspect::verdict)
		.thenComparing((suspect) -> suspect.family().threads())
		.reversed()
		.thenComparing((suspect) -> suspect.key.toString());

	private final String id;

	private final List<Suspect> members = new ArrayList<>();

	/**
	 * Makes a cause.
	 * @param suspects who is known to belong to it; the leak's id is that of the one
	 * whose key is least, so that it does not depend on who was accused first
	 */
	Cause(List<Suspect> suspects) {
		this.members.addAll(suspects);
		this.id = suspects.stream().min(Comparator.comparing((suspect) -> suspect.key.toString())).orElseThrow().id;
	}

	void add(Suspect suspect) {
		this.members.add(suspect);
	}

	List<Suspect> members() {
		return this.members;
	}

	/**
	 * Whether a suspect has this cause too.
	 * @param suspect someone without a cause
	 * @param trends the families
	 * @return whether it is kin to any member and grows in lockstep with it
	 */
	boolean explains(Suspect suspect, Trends trends) {
		return this.members.stream().anyMatch((member) -> alike(member, suspect, trends));
	}

	static boolean alike(Suspect one, Suspect other, Trends trends) {
		if (!one.kinship.isKin(other.kinship)) {
			return false;
		}
		@Nullable FamilyTrend trend = trends.families().get(one.key);
		@Nullable FamilyTrend otherTrend = trends.families().get(other.key);
		if (trend == null || otherTrend == null) {
			return false;
		}
		Instant since = one.since().isBefore(other.since()) ? one.since() : other.since();
		return Kinship.inLockstep(trend, otherTrend, since, trends.sample().at());
	}

	/**
	 * Whether there is nothing left to say of it.
	 * @return whether all who were accused are over
	 */
	boolean isOver() {
		return this.members.stream().filter(Suspect::accused).allMatch(Suspect::isOver);
	}

	/** The leak as it is now. */
	Finding finding() {
		return merged(this.members.stream().sorted(LEADER_FIRST).map(Suspect::finding).toList());
	}

	/** The leak as it was. */
	Finding resolved() {
		return merged(
				this.members.stream().filter(Suspect::accused).sorted(LEADER_FIRST).map(Suspect::resolved).toList());
	}

	private Finding merged(List<Finding> findings) {
		Finding leader = findings.get(0);
		if (findings.size() == 1) {
			return as(leader, leader.families(), leader.threads(), leader.from(), leader.pace(), leader.since(),
					leader.history());
		}
		List<FamilySample> families = findings.stream().flatMap((finding) -> finding.families().stream()).toList();
		Instant since = findings.stream().map(Finding::since).min(Comparator.naturalOrder()).orElse(leader.since());
		return as(leader, families, findings.stream().mapToInt(Finding::threads).sum(),
				findings.stream().mapToInt(Finding::from).sum(),
				findings.stream().map(Finding::pace).reduce(Pace.NONE, Pace::plus), since,
				sum(findings.stream().map(Finding::history).toList()));
	}

	private Finding as(Finding leader, List<FamilySample> families, int threads, int from, Pace pace, Instant since,
			List<SizePoint> history) {
		return new Finding(this.id, leader.verdict(), leader.pattern(), families, threads, from, pace, since,
				leader.evidence(), history, leader.ending());
	}

	/** The sum of step functions, at the steps of the first. */
	private static List<SizePoint> sum(List<List<SizePoint>> histories) {
		int[] places = new int[histories.size()];
		List<SizePoint> sums = new ArrayList<>();
		for (SizePoint point : histories.get(0)) {
			int threads = 0;
			for (int i = 0; i < places.length; i++) {
				List<SizePoint> history = histories.get(i);
				while (places[i] < history.size() && !history.get(places[i]).at().isAfter(point.at())) {
					places[i]++;
				}
				threads += (places[i] > 0) ? history.get(places[i] - 1).threads() : 0;
			}
			sums.add(SizePoint.of(point.at(), threads));
		}
		return sums;
	}

}
