// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.judge;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;

import io.github.threadleaks.group.FamilySample;
import io.github.threadleaks.group.Role;
import io.github.threadleaks.lifecycle.CreationSite;
import io.github.threadleaks.trend.FamilyTrend;

/**
 * What families with one cause have in common: they were started by the same code, or one
 * by the threads of the other; or, where that is not known, are of one library, bear one
 * name or run the same code; and they have grown in lockstep. Lockstep alone would not
 * do: all that leaks by the request grows with the requests.
 *
 * @param stem the masked name up to its first changing part, empty if that tells nothing
 * @param library the library whose client they belong to, empty if there is none
 * @param code what they were started for, empty for the workers of pools
 * @param createdAt the code that started them
 * @param parents the code that started those who started them
 */
record Kinship(String stem, String library, String code, CreationSite createdAt, CreationSite parents) {

	/** Beginnings of names that tell nothing. */
	private static final Set<String> GENERIC = Set.of("pool-", "Thread-", "Timer-", "ForkJoinPool-", "task-");

	private static final int MIN_STEM = 4;

	/** Curves are compared at so many instants. */
	private static final int POINTS = 12;

	/**
	 * Sizes that are a fixed multiple of each other may be so far apart, as a share of
	 * what was gained: a sample falls between the births of one client's threads.
	 */
	private static final double TOLERANCE = 0.15;

	static Kinship of(FamilySample family) {
		String name = family.maskedName();
		int end = name.indexOf('#');
		String stem = (end < 0) ? name : name.substring(0, end);
		boolean telling = stem.length() >= MIN_STEM && !GENERIC.contains(stem);
		return new Kinship(telling ? stem : "", Patterns.library(family).orElse(""),
				(family.role() == Role.OWN_THREAD) ? family.key().entry() : "", family.createdAt(),
				family.origin().parentSite());
	}

	/**
	 * Whether two families are kin.
	 * @param other another one
	 * @return whether they have anything in common that tells something
	 */
	boolean isKin(Kinship other) {
		if (this.createdAt.isKnown() && other.createdAt.isKnown()) {
			return this.createdAt.equals(other.createdAt) || this.createdAt.equals(other.parents)
					|| this.parents.equals(other.createdAt);
		}
		return same(this.stem, other.stem) || same(this.library, other.library) || same(this.code, other.code);
	}

	private static boolean same(String one, String other) {
		return !one.isEmpty() && one.equals(other);
	}

	/**
	 * Whether two families have grown in lockstep since an instant.
	 * @param one a family
	 * @param other another
	 * @param since when the growth of both had begun
	 * @param now the instant of their last sizes
	 * @return whether one is a fixed multiple of the other all along
	 */
	static boolean inLockstep(FamilyTrend one, FamilyTrend other, Instant since, Instant now) {
		int from = one.at(since).threads();
		int otherFrom = other.at(since).threads();
		double gained = one.now().threads() - from;
		double otherGained = other.now().threads() - otherFrom;
		if (gained <= 0 || otherGained <= 0) {
			return false;
		}
		long step = Duration.between(since, now).toMillis() / POINTS;
		for (int i = 1; i < POINTS; i++) {
			Instant at = since.plusMillis(step * i);
			double share = (one.at(at).threads() - from) / gained;
			double otherShare = (other.at(at).threads() - otherFrom) / otherGained;
			double rounding = 1 / gained + 1 / otherGained;
			if (Math.abs(share - otherShare) > TOLERANCE + rounding) {
				return false;
			}
		}
		return true;
	}

}
