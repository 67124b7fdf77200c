// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.autoconfigure.endpoint;

import java.util.HashMap;
import java.util.Map;

import io.github.threadleaks.ThreadLeakMonitor;
import io.github.threadleaks.autoconfigure.endpoint.SnapshotRequests.Outcome;
import io.github.threadleaks.format.SnapshotFormat;
import io.github.threadleaks.snapshot.InvalidParameterException;
import io.github.threadleaks.snapshot.NothingKeptException;
import io.github.threadleaks.snapshot.Snapshot;
import io.github.threadleaks.snapshot.SnapshotDetail;
import io.github.threadleaks.snapshot.SnapshotQuery;
import io.github.threadleaks.autoconfigure.log.RedactedLog;

/**
 * Stands before every snapshot, however it is asked for: decides what may be told,
 * counts, and turns failures into refusals that give nothing away.
 */
final class SnapshotGuard {

	private static final RedactedLog logger = RedactedLog.of(SnapshotGuard.class);

	private final ThreadLeakMonitor monitor;

	private final SnapshotDetail max;

	private final SnapshotRequests requests;

	SnapshotGuard(ThreadLeakMonitor monitor, SnapshotDetail max, SnapshotRequests requests) {
		this.monitor = monitor;
		this.max = max;
		this.requests = requests;
	}

	/**
	 * Takes a snapshot if that is allowed.
	 * @param format what it is for
	 * @param parameters raw parameters by name; without {@code detail} the default or, of
	 * what needs no stacks, the maximum if that is less
	 * @return the snapshot
	 * @throws RefusalException if a parameter is wrong, the detail is not allowed, there
	 * is nothing to compare with, or the snapshot fails
	 */
	Snapshot take(SnapshotFormat format, Map<String, String> parameters) {
		SnapshotQuery query = parse(format, parameters);
		if (!allows(query.detail())) {
			this.requests.add(query.detail(), Outcome.BLOCKED);
			throw RefusalException.detailBlocked(query.detail(), this.max);
		}
		try {
			Snapshot snapshot = this.monitor.snapshot(query);
			this.requests.add(query.detail(), Outcome.SERVED);
			return snapshot;
		}
		catch (NothingKeptException ex) {
			this.requests.add(query.detail(), Outcome.LIMITED);
			throw RefusalException.nothingKept();
		}
		catch (RuntimeException | VirtualMachineError ex) {
			this.requests.add(query.detail(), Outcome.LIMITED);
			logger.warn("A thread snapshot failed: %s", ex.getClass().getName());
			throw RefusalException.snapshotFailed();
		}
	}

	/** Whether so much may be told here. */
	boolean allows(SnapshotDetail detail) {
		return detail.compareTo(this.max) <= 0;
	}

	private SnapshotQuery parse(SnapshotFormat format, Map<String, String> parameters) {
		Map<String, String> complete = new HashMap<>(parameters);
		if (this.max.compareTo(SnapshotDetail.GROUPED) < 0 && !format.needsStacks()) {
			complete.putIfAbsent("detail", this.max.parameter());
		}
		try {
			SnapshotQuery query = SnapshotQuery.parse(complete);
			if (format.needsStacks() && query.detail() == SnapshotDetail.SUMMARY) {
				throw new InvalidParameterException("detail", SnapshotDetail.SUMMARY.parameter(),
						"be grouped or full in format " + format.parameter() + ", which draws stacks");
			}
			return query;
		}
		catch (InvalidParameterException ex) {
			throw RefusalException.badParameter(ex);
		}
	}

}
