// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.group;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.threadleaks.lifecycle.Births;
import io.github.threadleaks.sample.SampledThread;
import io.github.threadleaks.sample.ThreadSample;
import org.jspecify.annotations.Nullable;

/**
 * A sample, gathered into families.
 *
 * @param sample what was gathered
 * @param families the families by key, and the lines (all threads of one name, entry and
 * creation site) by theirs
 * @param keys for each thread of the sample, at the same place, the key of its family, or
 * null while its stack or its origin is not known yet; valid until the next sample
 * @param moved whether any thread came, left or changed its family since the last sample
 * @param states threads by state
 * @param dormant threads that have used no CPU for 10 minutes
 * @param births what is known of the threads' births
 */
@SuppressWarnings({ "ArrayRecordComponent", "ReferenceEquality" })
public record GroupedSample(ThreadSample sample, Map<FamilyKey, FamilySample> families, @Nullable FamilyKey[] keys,
		boolean moved, EnumMap<Thread.State, Integer> states, int dormant, Births births) {

	/**
	 * When the sample was taken.
	 * @return the instant
	 */
	public Instant at() {
		return this.sample.takenAt();
	}

	/**
	 * Members of some families.
	 * @param wanted keys of families or lines
	 * @param limit at most so many of each, the last ones: of a leak mostly the youngest
	 * @return the members by key; a key without members is absent
	 */
	public Map<FamilyKey, List<SampledThread>> members(Set<FamilyKey> wanted, int limit) {
		Map<FamilyKey, List<SampledThread>> members = new HashMap<>();
		FamilyKey last = null;
		List<SampledThread> found = null;
		for (int i = this.sample.threads().size() - 1; !wanted.isEmpty() && i >= 0; i--) {
			FamilyKey key = this.keys[i];
			// neighbours are mostly of one family: one look-up for many
			if (key != last) {
				last = key;
				found = (key != null) ? membersOf(key, wanted, members) : null;
			}
			if (found != null && found.size() < limit) {
				found.add(this.sample.threads().get(i));
			}
		}
		return members;
	}

	/**
	 * When the pools of a family's idle workers came into being.
	 * @param key the family
	 * @return for each queue that members wait on, when the first of them was seen;
	 * sorted
	 */
	public List<Instant> poolsSince(FamilyKey key) {
		Map<Integer, Instant> pools = new HashMap<>();
		for (int i = 0; i < this.sample.threads().size(); i++) {
			if (key.equals(this.keys[i])) {
				SampledThread thread = this.sample.threads().get(i);
				if (thread.lock().known()) {
					pools.merge(thread.lock().identity(), thread.firstSeen(),
							(one, other) -> one.isBefore(other) ? one : other);
				}
			}
		}
		return pools.values().stream().sorted().toList();
	}

	private static @Nullable List<SampledThread> membersOf(FamilyKey key, Set<FamilyKey> wanted,
			Map<FamilyKey, List<SampledThread>> members) {
		FamilyKey match = wanted.contains(key) ? key : key.line();
		return wanted.contains(match) ? members.computeIfAbsent(match, (unused) -> new ArrayList<>()) : null;
	}

}
