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

	private final Origin recorded;

	private final Origin inherited;

	private final List<StartContext> contexts = new ArrayList<>();

	private long started;

	private long ended;

	Site(CreationSite site) {
		this.recorded = new Origin(Origin.Knowledge.RECORDED, site, StartContext.NONE);
		this.inherited = new Origin(Origin.Knowledge.INHERITED, site, StartContext.NONE);
	}

	/** The origin of a thread that this site has just started. */
	Origin birth(boolean inherits, StartContext context) {
		this.started++;
		Origin origin = inherits ? this.inherited : this.recorded;
		return context.equals(StartContext.NONE) ? origin : new Origin(origin.knowledge(), origin.site(), context);
	}

	void death() {
		this.ended++;
	}

	boolean hasLiveThreads() {
		return this.started > this.ended;
	}

	Births.SiteCounts counts() {
		return new Births.SiteCounts(this.started, this.ended);
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
