// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.group;

import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToIntFunction;

import io.github.threadleaks.lifecycle.CreationSite;
import io.github.threadleaks.lifecycle.Origin;
import io.github.threadleaks.lifecycle.StartContext;
import io.github.threadleaks.sample.ThreadKind;

/**
 * A family at one tick.
 *
 * @param key what its members have in common
 * @param role who decides how many there are
 * @param origin where one of them comes from; all were started by the same code
 * @param threads how many members
 * @param rested members that have used no CPU for {@link Grouper#RESTED}
 * @param restless members that have used CPU since the sample before
 * @param owners distinct pools of members: of idle workers the queues that they wait on,
 * of others the names of their pools
 * @param untimed members that are waiting or blocked without a timeout
 * @param kept members that were first seen {@link Grouper#KEPT} ago or before
 * @param aged members that were first seen {@link Grouper#AGED} ago or before
 * @param survived members that were seen before the last old or full garbage collection
 * @param stuck pool's workers within a task that have used no CPU for
 * {@code threadleaks.detection.stuck-after}
 * @param spinning members that have burnt a core in this place for minutes
 * @param state the state that most members are in
 * @param oldest when the oldest member was first seen
 * @param exampleName raw name of the oldest member
 * @param site where most members wait
 * @param atSite members that wait there: all of a family, those of a line's largest
 * family
 */
public record FamilySample(FamilyKey key, Role role, Origin origin, int threads, int rested, int restless, int owners,
		int untimed, int kept, int aged, int survived, int stuck, int spinning, Thread.State state, Instant oldest,
		String exampleName, WaitSite site, int atSite) {

	/**
	 * All threads of a name, entry and creation site: the sum of its families, told by
	 * the largest.
	 */
	static FamilySample line(FamilyKey key, List<FamilySample> families) {
		FamilySample largest = Collections.max(families, Comparator.comparingInt(FamilySample::threads));
		if (families.size() == 1) {
			return largest.as(key, largest.threads, largest.oldest);
		}
		return new FamilySample(key, largest.role, largest.origin, sum(families, FamilySample::threads),
				sum(families, FamilySample::rested), sum(families, FamilySample::restless),
				sum(families, FamilySample::owners), sum(families, FamilySample::untimed),
				sum(families, FamilySample::kept), sum(families, FamilySample::aged),
				sum(families, FamilySample::survived), sum(families, FamilySample::stuck),
				sum(families, FamilySample::spinning), largest.state,
				Collections.min(families, Comparator.comparing(FamilySample::oldest)).oldest, largest.exampleName,
				largest.site, largest.threads);
	}

	/**
	 * What a site has started, whatever it is: mostly gone before it is seen.
	 * @param site the code that starts them
	 * @param exampleName raw name of one of them
	 * @param threads how many live
	 * @param at when
	 * @return the family
	 */
	public static FamilySample ofSite(CreationSite site, String exampleName, int threads, Instant at) {
		FamilyKey key = new FamilyKey(ThreadKind.PLATFORM, NameMask.mask(exampleName), FamilyKey.ANY_ENTRY,
				site.signature(), FamilyKey.ANY_WAIT);
		return new FamilySample(key, Role.OWN_THREAD,
				new Origin(Origin.Knowledge.RECORDED, site, CreationSite.UNKNOWN, StartContext.NONE), threads, 0, 0, 0,
				0, 0, 0, 0, 0, 0, Thread.State.RUNNABLE, at, exampleName, WaitSite.UNKNOWN, 0);
	}

	private static int sum(List<FamilySample> families, ToIntFunction<FamilySample> part) {
		int sum = 0;
		for (FamilySample family : families) {
			sum += part.applyAsInt(family);
		}
		return sum;
	}

	/**
	 * The code that started them.
	 * @return the site, unknown where births are not recorded
	 */
	public CreationSite createdAt() {
		return this.origin.site();
	}

	/**
	 * A member's name, its changing parts masked: that of all members, unless they have
	 * too many.
	 * @return the masked name, raw
	 */
	public String maskedName() {
		return this.key.name().equals(FamilyKey.ANY_NAME) ? NameMask.mask(this.exampleName) : this.key.name();
	}

	/**
	 * The same family with another number of members.
	 * @param size how many
	 * @return the family
	 */
	public FamilySample ofSize(int size) {
		return as(this.key, size, this.oldest);
	}

	private FamilySample as(FamilyKey otherKey, int size, Instant otherOldest) {
		return new FamilySample(otherKey, this.role, this.origin, size, Math.min(this.rested, size),
				Math.min(this.restless, size), Math.min(this.owners, size), Math.min(this.untimed, size),
				Math.min(this.kept, size), Math.min(this.aged, size), Math.min(this.survived, size),
				Math.min(this.stuck, size), Math.min(this.spinning, size), this.state, otherOldest, this.exampleName,
				this.site, Math.min(this.atSite, size));
	}

}
