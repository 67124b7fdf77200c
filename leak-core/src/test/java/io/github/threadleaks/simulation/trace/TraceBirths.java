// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.simulation.trace;

import java.util.HashMap;
import java.util.Map;

import io.github.threadleaks.lifecycle.Births;
import io.github.threadleaks.lifecycle.CreationSite;
import io.github.threadleaks.lifecycle.Origin;
import io.github.threadleaks.lifecycle.StartContext;

/**
 * Births as Flight Recorder would tell them, a little late.
 */
final class TraceBirths implements Births {

	/** An event comes so late: half a second on average, at most a second. */
	private static final long LATE = 700;

	private final Map<Long, Birth> births = new HashMap<>();

	private long now;

	void born(long id, CreationSite site, long at) {
		this.births.put(id, new Birth(site, at));
	}

	void died(long id) {
		this.births.remove(id);
	}

	void now(long at) {
		this.now = at;
	}

	@Override
	public Origin origin(long threadId) {
		Birth birth = this.births.get(threadId);
		if (birth == null) {
			return Origin.UNRECORDED;
		}
		return (this.now - birth.at < LATE) ? Origin.AWAITED
				: new Origin(Origin.Knowledge.RECORDED, birth.site, CreationSite.UNKNOWN, StartContext.NONE);
	}

	@Override
	public Map<String, String> labels(long threadId) {
		return Map.of();
	}

	@Override
	public Map<CreationSite, SiteCounts> sites() {
		return Map.of();
	}

	private record Birth(CreationSite site, long at) {
	}

}
