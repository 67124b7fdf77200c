// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.group;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.threadleaks.lifecycle.Births;
import io.github.threadleaks.lifecycle.CreationSite;
import io.github.threadleaks.lifecycle.Origin;
import io.github.threadleaks.sample.OwnerPools;
import io.github.threadleaks.sample.SampledThread;
import io.github.threadleaks.sample.ThreadSample;
import io.github.threadleaks.sample.ThreadStack;
import org.jspecify.annotations.Nullable;

/**
 * Gathers the threads of a sample into families. A thread that has not changed since the
 * last sample keeps its family without a string being looked at; that cache is all that
 * is kept.
 */
public final class Grouper {

	/**
	 * Without CPU for so long, a member counts as rested: longer than a retry, shorter
	 * than a minute's leak.
	 */
	public static final Duration RESTED = Duration.ofSeconds(25);

	/**
	 * A member that has lived for so long is none of those that come and go: longer than
	 * a request, a task or a cached pool's minute.
	 */
	public static final Duration AGED = Duration.ofMinutes(3);

	/**
	 * A member that has lived for so long is none of those that are made for a task and
	 * ended right after it.
	 */
	public static final Duration KEPT = Duration.ofSeconds(20);

	/** Distinct stacks whose wait is remembered; beyond, the cache begins anew. */
	private static final int CACHED_WAITS = 2_000;

	private final Map<FamilyKey, Tally> tallies = new HashMap<>();

	private final Map<ThreadStack, WaitSite> waits = new HashMap<>();

	private final NamesOfEntries names = new NamesOfEntries();

	private @Nullable Member[] members = new Member[64];

	private @Nullable FamilyKey[] keys = new FamilyKey[64];

	private final Duration stuckAfter;

	private final Births births;

	private OwnerPools pools = OwnerPools.NONE;

	private boolean poolsAreNew;

	private int sizeBefore;

	private int now;

	private boolean moved;

	/**
	 * Makes a grouper without a cache.
	 * @param stuckAfter a pool's worker counts as stuck when a task has kept it so long
	 * without CPU
	 * @param births tells where threads come from
	 */
	public Grouper(Duration stuckAfter, Births births) {
		this.stuckAfter = stuckAfter;
		this.births = births;
	}

	/**
	 * Tells busy workers' pools, for the samples from now on.
	 * @param told which executor each thread was started in
	 */
	@SuppressWarnings("ReferenceEquality") // a new dump makes a new object
	public void pools(OwnerPools told) {
		this.poolsAreNew |= this.pools != told;
		this.pools = told;
	}

	/**
	 * Gathers a sample.
	 * @param sample the sample
	 * @return its families
	 */
	public GroupedSample group(ThreadSample sample) {
		List<SampledThread> threads = sample.threads();
		prepare(threads.size());
		this.moved = threads.size() != this.sizeBefore;
		this.sizeBefore = threads.size();
		this.now = Ages.seconds(sample.takenAt());
		Ages ages = Ages.at(sample, this.stuckAfter);
		int[] states = new int[Thread.State.values().length];
		int dormant = 0;
		for (int i = 0; i < threads.size(); i++) {
			Member member = member(threads.get(i));
			states[member.state]++;
			dormant += (member.idleSince <= ages.dormant()) ? 1 : 0;
			this.keys[i] = member.placed ? member.family.key : null;
			if (member.placed) {
				member.family.add(member, ages);
			}
		}
		this.poolsAreNew = false;
		countOwners(threads);
		return new GroupedSample(sample, results(), this.keys, this.moved, byState(states), dormant, this.births);
	}

	private void prepare(int size) {
		if (this.keys.length < size) {
			this.keys = new FamilyKey[size * 2];
		}
		if (this.waits.size() > CACHED_WAITS) {
			this.waits.clear();
		}
		this.tallies.values().forEach(Tally::begin);
	}

	@SuppressWarnings("ReferenceEquality") // an unchanged thread is the same object in
											// the next sample
	private Member member(SampledThread thread) {
		if (thread.slot() >= this.members.length) {
			this.members = Arrays.copyOf(this.members, Math.max(thread.slot() + 1, this.members.length * 2));
		}
		@Nullable Member known = this.members[thread.slot()];
		if (known != null && known.placed && known.thread == thread && !this.poolsAreNew) {
			return known;
		}
		Member placed = (known != null && known.hasPlaceOf(thread))
				? new Member(thread, known.site, known.family, known.placedAt, true, this.pools) : place(thread, known);
		placed.family.changed();
		this.members[thread.slot()] = placed;
		return placed;
	}

	private Member place(SampledThread thread, @Nullable Member known) {
		this.moved = true;
		Origin origin = this.births.origin(thread.id());
		if (thread.stack().isUnknown() || origin.knowledge() == Origin.Knowledge.AWAITED) {
			return new Member(thread, WaitSite.UNKNOWN, Member.NONE.family, this.now, false, this.pools);
		}
		WaitSite site = this.waits.computeIfAbsent(thread.stack(), WaitSite::of);
		Role role = Role.of(thread.entry(), site);
		String entry = thread.entry().site();
		CreationSite createdAt = origin.site();
		String name = NameMask.mask(thread.name());
		if (createdAt.isKnown() || (role == Role.OWN_THREAD && !WaitSite.isJdk(thread.entry().type()))) {
			name = this.names.name(entry + createdAt.signature(), name);
		}
		FamilyKey key = new FamilyKey(thread.kind(), name, entry, createdAt.signature(), site.signature());
		Tally family = this.tallies.computeIfAbsent(key, (unused) -> new Tally(key, role, origin));
		boolean stays = known != null && known.thread.id() == thread.id() && known.family.key.equals(key);
		return new Member(thread, site, family, (known != null && stays) ? known.placedAt : this.now, true, this.pools);
	}

	private void countOwners(List<SampledThread> threads) {
		boolean any = false;
		for (Tally tally : this.tallies.values()) {
			any |= tally.recountOwners();
		}
		for (int i = 0; any && i < threads.size(); i++) {
			@Nullable Member member = this.members[threads.get(i).slot()];
			if (member != null) {
				member.family.recount(member);
			}
		}
	}

	private Map<FamilyKey, FamilySample> results() {
		this.tallies.values().removeIf(Tally::isEmpty);
		Map<FamilyKey, FamilySample> results = new LinkedHashMap<>();
		Map<FamilyKey, List<FamilySample>> lines = new LinkedHashMap<>();
		this.tallies.values().forEach((tally) -> {
			FamilySample family = tally.result();
			results.put(family.key(), family);
			lines.computeIfAbsent(tally.line, (unused) -> new ArrayList<>(1)).add(family);
		});
		lines.forEach((key, families) -> results.put(key, FamilySample.line(key, families)));
		return results;
	}

	private static EnumMap<Thread.State, Integer> byState(int[] counts) {
		EnumMap<Thread.State, Integer> states = new EnumMap<>(Thread.State.class);
		for (Thread.State state : Thread.State.values()) {
			states.put(state, counts[state.ordinal()]);
		}
		return states;
	}

}
