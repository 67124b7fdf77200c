// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.group;

import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * A family at one tick.
 *
 * @param key what its members have in common
 * @param threads how many members
 * @param rested members that have used no CPU for {@link Grouper#RESTED}
 * @param restless members that have used CPU since the sample before
 * @param owners distinct objects that members wait on; the idle workers of one pool wait
 * on one
 * @param untimed members that are waiting or blocked without a timeout
 * @param state the state that most members are in
 * @param oldest when the oldest member was first seen
 * @param exampleName raw name of the first member
 * @param site where a member waits
 */
public record FamilySample(FamilyKey key, int threads, int rested, int restless, int owners, int untimed,
		Thread.State state, Instant oldest, String exampleName, WaitSite site) {

	/** All threads of a name and entry: the sum of its families, told by the largest. */
	static FamilySample line(FamilyKey key, List<FamilySample> families) {
		FamilySample largest = Collections.max(families, Comparator.comparingInt(FamilySample::threads));
		return new FamilySample(key, sum(families, FamilySample::threads), sum(families, FamilySample::rested),
				sum(families, FamilySample::restless), sum(families, FamilySample::owners),
				sum(families, FamilySample::untimed), largest.state,
				Collections.min(families, Comparator.comparing(FamilySample::oldest)).oldest, largest.exampleName,
				largest.site);
	}

	private static int sum(List<FamilySample> families, ToIntFunction<FamilySample> part) {
		return families.stream().mapToInt(part).sum();
	}

	/**
	 * The same family with another number of members.
	 * @param threads how many
	 * @return the family
	 */
	public FamilySample ofSize(int threads) {
		return new FamilySample(this.key, threads, Math.min(this.rested, threads), Math.min(this.restless, threads),
				Math.min(this.owners, threads), Math.min(this.untimed, threads), this.state, this.oldest,
				this.exampleName, this.site);
	}

}
