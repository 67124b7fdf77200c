// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.lifecycle;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;

/**
 * What the events have told: origins of live threads, counts of sites, totals. Knows no
 * Flight Recorder; times are those of {@link System#nanoTime()}. Written by the stream's
 * thread, read by any.
 */
final class BirthRegister implements Births {

	/**
	 * A thread is listed before it has told its birth: as long as the machine takes to
	 * run it for the first time.
	 */
	static final long FIRST_RUN_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

	/** A stream tells something every second: this one has died, or been stopped. */
	static final long SILENCE_NANOS = TimeUnit.SECONDS.toNanos(20);

	/** A parent may end just before what it started is told. */
	private static final int MAX_ENDED = 4_096;

	/** Threads whose birth is waited for at once. */
	private static final int MAX_AWAITED = 50_000;

	/** Routes that are told apart. */
	static final int MAX_ROUTES = 100;

	/** Stands for the routes beyond these. */
	static final String OTHER_ROUTES = "(other)";

	private final OriginTable live = new OriginTable();

	private final SiteTable sites = new SiteTable();

	private final RecentMap<Origin> ended = new RecentMap<>(MAX_ENDED);

	private final RecentMap<Long> awaited = new RecentMap<>(MAX_AWAITED);

	private final List<LongConsumer> lifetimeListeners = new CopyOnWriteArrayList<>();

	private final LongSupplier clock;

	private final ContextMatcher contexts;

	private long[] earlier = new long[0];

	private boolean recording;

	/** All events before this time have been told. */
	private long toldUntil;

	private long earlierReadAt;

	private long births;

	private long deaths;

	private long lifetimes;

	private long lifetimeNanos;

	private long longestNanos;

	BirthRegister(LongSupplier clock, ContextMatcher contexts) {
		this.clock = clock;
		this.contexts = contexts;
	}

	/**
	 * Recording has begun.
	 * @param liveIds the threads that live now; births of some of them may still be told
	 */
	synchronized void begin(long[] liveIds) {
		this.earlier = liveIds.clone();
		Arrays.sort(this.earlier);
		this.earlierReadAt = this.clock.getAsLong();
		this.toldUntil = this.earlierReadAt;
		this.recording = true;
	}

	/** Nothing will be told any more. */
	synchronized void end() {
		this.recording = false;
		this.awaited.clear();
	}

	/**
	 * A thread has begun to run.
	 * @param id its id
	 * @param name its name
	 * @param parentId the id of the thread that started it
	 * @param place what the stack says
	 * @param at when
	 */
	synchronized void birth(long id, String name, long parentId, Birthplace place, long at) {
		this.births++;
		this.awaited.remove(id);
		@Nullable Origin parent = originOf(parentId);
		boolean inherits = place.inherits() && parent != null;
		CreationSite known = (place.inherits() && parent != null) ? parent.site() : place.site();
		Site site = this.sites.of(known);
		StartContext context = this.contexts.match(site, id, place, parentId, parent, at);
		CreationSite parentSite = (parent != null) ? parent.site() : CreationSite.UNKNOWN;
		this.live.put(id, at, site.birth(inherits, parentSite, context, name));
	}

	private @Nullable Origin originOf(long id) {
		@Nullable Origin origin = this.live.origin(id);
		return (origin != null) ? origin : this.ended.get(id);
	}

	/**
	 * A thread has ended.
	 * @param id its id
	 * @param at when
	 */
	void death(long id, long at) {
		long lifetime = bury(id, at);
		if (lifetime >= 0) {
			for (LongConsumer listener : this.lifetimeListeners) {
				listener.accept(lifetime);
			}
		}
	}

	/** Returns the lifetime, or a negative number if it is not known. */
	private synchronized long bury(long id, long at) {
		this.deaths++;
		this.awaited.remove(id);
		this.contexts.forget(id);
		@Nullable Origin origin = this.live.origin(id);
		if (origin == null) {
			return -1;
		}
		long lifetime = Math.max(0, at - this.live.bornAt(id));
		this.live.remove(id);
		if (origin.knowledge() == Origin.Knowledge.UNRECORDED) {
			return -1;
		}
		this.sites.of(origin.site()).death();
		this.ended.put(id, origin);
		this.lifetimes++;
		this.lifetimeNanos += lifetime;
		this.longestNanos = Math.max(this.longestNanos, lifetime);
		return lifetime;
	}

	/**
	 * All events before a time have been told.
	 * @param until the time
	 */
	synchronized void toldUntil(long until) {
		this.toldUntil = Math.max(this.toldUntil, until);
	}

	synchronized long toldUntil() {
		return this.toldUntil;
	}

	@Override
	public synchronized boolean settled() {
		return !this.recording || this.toldUntil - this.earlierReadAt >= FIRST_RUN_NANOS;
	}

	@Override
	public synchronized Origin origin(long threadId) {
		@Nullable Origin known = this.live.origin(threadId);
		if (known != null) {
			return known;
		}
		if (Arrays.binarySearch(this.earlier, threadId) >= 0) {
			return settled() ? Origin.EARLIER : Origin.AWAITED;
		}
		if (!this.recording) {
			return Origin.UNRECORDED;
		}
		return awaitedOrLost(threadId);
	}

	private Origin awaitedOrLost(long threadId) {
		if (this.clock.getAsLong() - this.toldUntil > SILENCE_NANOS) {
			return Origin.UNRECORDED;
		}
		@Nullable Long askedAt = this.awaited.get(threadId);
		if (askedAt == null) {
			this.awaited.put(threadId, this.clock.getAsLong());
			return Origin.AWAITED;
		}
		if (this.toldUntil - askedAt < FIRST_RUN_NANOS) {
			return Origin.AWAITED;
		}
		this.awaited.remove(threadId);
		this.live.put(threadId, askedAt, Origin.UNRECORDED);
		return Origin.UNRECORDED;
	}

	@Override
	public synchronized Map<CreationSite, SiteCounts> sites() {
		return this.sites.counts();
	}

	@Override
	public synchronized Optional<SiteCounts> counts(CreationSite site) {
		return this.sites.counts(site);
	}

	@Override
	public Map<String, String> labels(long threadId) {
		Map<String, String> own = this.contexts.labels(threadId);
		@Nullable Origin origin = own.isEmpty() ? bornAs(threadId) : null;
		return (origin != null) ? origin.context().labels() : own;
	}

	private synchronized @Nullable Origin bornAs(long threadId) {
		return this.live.origin(threadId);
	}

	@Override
	public synchronized LifecycleTotals totals() {
		return new LifecycleTotals(this.births, this.deaths, this.lifetimes, Duration.ofNanos(this.lifetimeNanos),
				Duration.ofNanos(this.longestNanos));
	}

	@Override
	public void addLifetimeListener(LongConsumer listener) {
		this.lifetimeListeners.add(listener);
	}

	@Override
	public synchronized Map<String, Integer> outlivedRequests() {
		Map<String, Integer> routes = new HashMap<>();
		this.live.forEach((origin) -> origin.context().request().filter(ServedRequest::ended).ifPresent((request) -> {
			boolean fits = routes.size() < MAX_ROUTES || routes.containsKey(request.route());
			routes.merge(fits ? request.route() : OTHER_ROUTES, 1, Integer::sum);
		}));
		return routes;
	}

	/** In words, what had to be forgotten. */
	synchronized List<String> degraded() {
		List<String> words = new ArrayList<>();
		if (this.live.lost() > 0) {
			words.add("The origins of " + this.live.lost() + " threads were forgotten: more than " + OriginTable.MAX
					+ " lived at once.");
		}
		if (this.sites.refused() > 0) {
			words.add("The creation sites of " + this.sites.refused() + " threads are not told: more than "
					+ SiteTable.MAX + " sites have live threads.");
		}
		return words;
	}

}
