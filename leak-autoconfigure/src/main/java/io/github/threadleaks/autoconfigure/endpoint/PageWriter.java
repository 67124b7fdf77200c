// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.autoconfigure.endpoint;

import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

import io.github.threadleaks.format.SnapshotFormat;
import io.github.threadleaks.page.PageStacks;
import io.github.threadleaks.page.ReportPage;
import io.github.threadleaks.snapshot.InvalidParameterException;
import io.github.threadleaks.snapshot.SnapshotDetail;
import org.jspecify.annotations.Nullable;

import org.springframework.core.io.InputStreamResource;
import org.springframework.core.io.Resource;

/**
 * Writes the report as a page, with the stacks of all threads where snapshots are served
 * to browsers. A page without stacks is a page all the same.
 */
final class PageWriter {

	private static final PageStacks NOT_SERVED = new PageStacks.Absent(
			"Stacks are not shown, for the threadsnapshot endpoint is not served here.", false);

	private static final PageStacks BLOCKED = new PageStacks.Absent(
			"Stacks are not shown here: the property threadleaks.snapshot.max-detail allows counts only.", false);

	private static final PageStacks LEFT_OUT = new PageStacks.Absent("Stacks were not asked for.", true);

	private final ThreadLeaksEndpoint endpoint;

	private final Supplier<Optional<SnapshotGuard>> guard;

	PageWriter(ThreadLeaksEndpoint endpoint, Supplier<Optional<SnapshotGuard>> guard) {
		this.endpoint = endpoint;
		this.guard = guard;
	}

	/**
	 * The report.
	 * @param stacks {@code false} to leave stacks out, for who only wants to know how
	 * things are now: to take them costs more than all else
	 * @param caller who asks
	 */
	Resource page(@Nullable String stacks, Caller caller) {
		if (stacks != null && !stacks.equals("true") && !stacks.equals("false")) {
			throw RefusalException.badParameter(new InvalidParameterException("stacks", stacks, "be true or false"));
		}
		return new InputStreamResource(ReportPage.open(this.endpoint.report(), this.endpoint.states(),
				"false".equals(stacks) ? withoutStacks() : stacks(caller)));
	}

	/** One leak. */
	Resource leak(String id) {
		return new InputStreamResource(ReportPage.open(this.endpoint.leak(id), this.endpoint.report().interval(),
				withoutStacks().areServed()));
	}

	/** One leak that was accepted or not. */
	Resource acceptedLeak(String id, @Nullable String accepted) {
		return new InputStreamResource(ReportPage.open(this.endpoint.acceptedLeak(id, accepted),
				this.endpoint.report().interval(), withoutStacks().areServed()));
	}

	private PageStacks withoutStacks() {
		Optional<SnapshotGuard> available = this.guard.get();
		if (available.isEmpty()) {
			return NOT_SERVED;
		}
		return available.get().allows(SnapshotDetail.GROUPED) ? LEFT_OUT : BLOCKED;
	}

	private PageStacks stacks(Caller caller) {
		PageStacks without = withoutStacks();
		if (!without.areServed()) {
			return without;
		}
		try {
			return new PageStacks.Taken(
					this.guard.get().orElseThrow().take(SnapshotFormat.FLAMEGRAPH, Map.of(), caller));
		}
		catch (RefusalException ex) {
			return new PageStacks.Absent(String.valueOf(ex.getMessage()), true);
		}
	}

}
