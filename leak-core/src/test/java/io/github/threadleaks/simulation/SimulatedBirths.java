// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.simulation;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

import io.github.threadleaks.lifecycle.Births;
import io.github.threadleaks.lifecycle.CreationSite;
import io.github.threadleaks.lifecycle.Origin;
import io.github.threadleaks.lifecycle.StartContext;
import io.github.threadleaks.sample.Frame;

/**
 * Births that a recorder would have told: of those threads only for which it was said.
 */
public final class SimulatedBirths implements Births {

	private final Map<Long, Origin> origins = new HashMap<>();

	private final Map<CreationSite, SiteCounts> counts = new HashMap<>();

	private boolean settled = true;

	/**
	 * A creation site.
	 * @param sites classes and methods, such as {@code com.acme.OrderService.export}, the
	 * nearest first
	 * @return the site
	 */
	public static CreationSite site(String... sites) {
		return new CreationSite(Arrays.stream(sites).map(SimulatedBirths::frame).toList());
	}

	private static Frame frame(String site) {
		int dot = site.lastIndexOf('.');
		String type = site.substring(0, dot);
		return new Frame(type, site.substring(dot + 1), type.substring(type.lastIndexOf('.') + 1) + ".java", 42, false);
	}

	/**
	 * Tells a birth.
	 * @param id the thread's id
	 * @param name its name
	 * @param site the code that started it
	 * @param context what its parent was doing
	 */
	public void born(long id, String name, CreationSite site, StartContext context) {
		this.origins.put(id, new Origin(Origin.Knowledge.RECORDED, site, CreationSite.UNKNOWN, context));
		count(site, 1, 0, name);
	}

	/**
	 * Tells of short lives that no sample sees.
	 * @param site the code that starts the threads
	 * @param started how many
	 * @param ended how many of them end
	 * @param name the name of one
	 */
	public void count(CreationSite site, long started, long ended, String name) {
		SiteCounts before = this.counts.getOrDefault(site, new SiteCounts(0, 0, name));
		this.counts.put(site, new SiteCounts(before.started() + started, before.ended() + ended, name));
	}

	/**
	 * Says that a birth is told later.
	 * @param id the thread's id
	 */
	public void awaited(long id) {
		this.origins.put(id, Origin.AWAITED);
	}

	/**
	 * Says that a thread is older than the recording.
	 * @param id the thread's id
	 */
	public void earlier(long id) {
		this.origins.put(id, Origin.EARLIER);
	}

	/**
	 * Says whether the recording has settled.
	 * @param known whether the older threads are known as such
	 */
	public void settled(boolean known) {
		this.settled = known;
	}

	@Override
	public boolean settled() {
		return this.settled;
	}

	/**
	 * Tells a death.
	 * @param id the thread's id
	 */
	public void died(long id) {
		Origin origin = this.origins.remove(id);
		if (origin != null) {
			this.counts.computeIfPresent(origin.site(),
					(site, before) -> new SiteCounts(before.started(), before.ended() + 1, before.exampleName()));
		}
	}

	@Override
	public Origin origin(long threadId) {
		return this.origins.getOrDefault(threadId, Origin.UNRECORDED);
	}

	@Override
	public Map<String, String> labels(long threadId) {
		return origin(threadId).context().labels();
	}

	@Override
	public Map<CreationSite, SiteCounts> sites() {
		return this.counts;
	}

}
