// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.judge;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

import io.github.threadleaks.group.FamilySample;
import io.github.threadleaks.group.Role;
import io.github.threadleaks.trend.FamilyTrend;

/**
 * Tells whether two families have one cause: they are of one library or bear one name,
 * and have grown in lockstep. Lockstep alone would not do: all that leaks by the request
 * grows with the requests.
 */
final class Kinship {

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

	private Kinship() {
	}

	/**
	 * Whether two families are kin by name or library, or run the same code.
	 * @param one a family
	 * @param other another
	 * @return whether they are
	 */
	static boolean isKin(FamilySample one, FamilySample other) {
		if (one.role() == Role.OWN_THREAD && one.key().entry().equals(other.key().entry())) {
			return true;
		}
		String stem = stem(one.maskedName());
		if (stem.length() >= MIN_STEM && !GENERIC.contains(stem) && stem.equals(stem(other.maskedName()))) {
			return true;
		}
		Optional<String> library = Patterns.library(one);
		return library.isPresent() && library.equals(Patterns.library(other));
	}

	/** The masked name up to its first changing part. */
	private static String stem(String name) {
		int end = name.indexOf('#');
		return (end < 0) ? name : name.substring(0, end);
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
