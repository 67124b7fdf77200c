// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.lifecycle;

import java.util.ArrayList;
import java.util.List;

/**
 * What is remembered of a creation site: its counts, the origin that its threads share,
 * and in which contexts it surely started threads.
 */
final class Site {

	/** A helper that serves more routes than these explains nothing. */
	static final int MAX_CONTEXTS = 8;

	/** Births in one context after which another one is doubted. */
	private static final int WELL_KNOWN = 5;

	/** Births in the other one after which it is not. */
	private static final int BELIEVED = 3;

	private final CreationSite site;

	/** Mostly the next birth's as well. */
	private Origin last;

	private String exampleName = "";

	private final List<Sighting> sightings = new ArrayList<>();

	private long started;

	private long ended;

	Site(CreationSite site) {
		this.site = site;
		this.last = new Origin(Origin.Knowledge.RECORDED, site, CreationSite.UNKNOWN, StartContext.NONE);
	}

	/** The origin of a thread that this site has just started. */
	Origin birth(boolean inherits, CreationSite parentSite, StartContext context, String name) {
		this.started++;
		this.exampleName = name;
		Origin origin = new Origin(inherits ? Origin.Knowledge.INHERITED : Origin.Knowledge.RECORDED, this.site,
				parentSite, context);
		this.last = origin.equals(this.last) ? this.last : origin;
		return this.last;
	}

	void death() {
		this.ended++;
	}

	boolean hasLiveThreads() {
		return this.started > this.ended;
	}

	Births.SiteCounts counts() {
		return new Births.SiteCounts(this.started, this.ended, this.exampleName);
	}

	/**
	 * A thread was started here in this context, as far as time tells. Time deceives when
	 * a thread runs so late that its parent is at something else by then: what is new to
	 * a site that is known for something else must be seen again.
	 * @param context the context
	 * @return whether to believe it
	 */
	boolean believes(StartContext context) {
		for (Sighting seen : this.sightings) {
			if (seen.context.isLike(context)) {
				seen.births++;
				return seen.births >= BELIEVED || !isKnownForOthers(seen);
			}
		}
		if (this.sightings.size() >= MAX_CONTEXTS || context.isUnnamed()) {
			return true;
		}
		Sighting first = new Sighting(context);
		this.sightings.add(first);
		return !isKnownForOthers(first);
	}

	private boolean isKnownForOthers(Sighting seen) {
		return this.sightings.stream().anyMatch((other) -> other != seen && other.births >= WELL_KNOWN);
	}

	/** Whether it has started a thread in such a context before, beyond doubt. */
	boolean isKnownFor(StartContext context) {
		return this.sightings.stream()
			.anyMatch((seen) -> seen.context.isLike(context) && (seen.births >= BELIEVED || !isKnownForOthers(seen)));
	}

	/** A context, and how many threads were started here in it. */
	private static final class Sighting {

		private final StartContext context;

		private int births = 1;

		Sighting(StartContext context) {
			this.context = context;
		}

	}

}
