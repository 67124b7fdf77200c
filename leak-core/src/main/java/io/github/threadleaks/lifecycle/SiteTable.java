// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.lifecycle;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * The creation sites, each once. When there are too many, those go whose threads have all
 * ended; the threads of sites that find no place have no known site.
 */
final class SiteTable {

	/** Far more than a program has; scripts that are compiled anew make more. */
	static final int MAX = 1_000;

	private final Map<CreationSite, Site> sites = new LinkedHashMap<>();

	private final Site unknown = new Site(CreationSite.UNKNOWN);

	private long refused;

	/** What is remembered of a site. */
	Site of(CreationSite site) {
		if (!site.isKnown()) {
			return this.unknown;
		}
		@Nullable Site known = this.sites.get(site);
		if (known != null) {
			return known;
		}
		if (this.sites.size() >= MAX) {
			this.sites.values().removeIf((old) -> !old.hasLiveThreads());
		}
		if (this.sites.size() >= MAX) {
			this.refused++;
			return this.unknown;
		}
		Site added = new Site(site);
		this.sites.put(site, added);
		return added;
	}

	/** Threads whose site was not remembered. */
	long refused() {
		return this.refused;
	}

	Optional<Births.SiteCounts> counts(CreationSite site) {
		return Optional.ofNullable(this.sites.get(site)).map(Site::counts);
	}

	Map<CreationSite, Births.SiteCounts> counts() {
		Map<CreationSite, Births.SiteCounts> counts = new HashMap<>();
		this.sites.forEach((site, remembered) -> counts.put(site, remembered.counts()));
		return counts;
	}

}
