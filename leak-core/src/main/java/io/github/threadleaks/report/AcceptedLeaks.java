// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.report;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.github.threadleaks.settings.DetectionSettings;

/**
 * The leaks that an operator knows: those of the settings, and those that were accepted
 * since. They stay listed, and do not alarm. Not safe for use by several threads.
 */
public final class AcceptedLeaks {

	private final DetectionSettings settings;

	private final Set<String> ids;

	/**
	 * Accepts what the settings accept.
	 * @param settings the accepted ids, and the warm-up that a status depends on
	 */
	public AcceptedLeaks(DetectionSettings settings) {
		this.settings = settings;
		this.ids = new HashSet<>(settings.accepted());
	}

	/**
	 * Accepts a leak or takes that back, for as long as this object lives.
	 * @param id the leak's id
	 * @param accepted whether it is accepted from now on
	 * @throws TooManyAcceptedException if 1,000 others are accepted already
	 */
	public void set(String id, boolean accepted) {
		if (!accepted) {
			this.ids.remove(id);
		}
		else if (this.ids.size() >= DetectionSettings.MAX_ACCEPTED && !this.ids.contains(id)) {
			throw new TooManyAcceptedException();
		}
		else {
			this.ids.add(id);
		}
	}

	/**
	 * Marks the leaks of a report, and gives it the status that the others make.
	 * @param report the report, whatever is marked in it
	 * @return the report with each accepted leak marked and no other
	 */
	public ThreadLeakReport mark(ThreadLeakReport report) {
		if (isMarked(report.leaks()) && isMarked(report.resolved())) {
			return report;
		}
		boolean warmingUp = report.observedFor().compareTo(this.settings.warmUp()) < 0;
		return report.withLeaks(marked(report.leaks()), marked(report.resolved()), warmingUp);
	}

	private boolean isMarked(List<Leak> leaks) {
		return leaks.stream().allMatch((leak) -> leak.accepted() == this.ids.contains(leak.id()));
	}

	private List<Leak> marked(List<Leak> leaks) {
		return leaks.stream().map((leak) -> leak.withAccepted(this.ids.contains(leak.id()))).toList();
	}

}
