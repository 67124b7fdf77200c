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

	private final CreationSite site;

	/** Mostly the next birth's as well. */
	private Origin last;

	private String exampleName = "";

	private final List<StartContext> contexts = new ArrayList<>();

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

	/** Remembers that it started a thread in this context, beyond doubt. */
	void remember(StartContext context) {
		if (this.contexts.size() < MAX_CONTEXTS && !isKnownFor(context)) {
			this.contexts.add(context);
		}
	}

	/** Whether it has started a thread in such a context before, beyond doubt. */
	boolean isKnownFor(StartContext context) {
		for (StartContext known : this.contexts) {
			if (known.isLike(context)) {
				return true;
			}
		}
		return false;
	}

}
