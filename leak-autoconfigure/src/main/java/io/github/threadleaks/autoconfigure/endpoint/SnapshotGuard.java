// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.autoconfigure.endpoint;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import io.github.threadleaks.ThreadLeakMonitor;
import io.github.threadleaks.autoconfigure.endpoint.SnapshotRequests.Outcome;
import io.github.threadleaks.autoconfigure.log.RedactedLog;
import io.github.threadleaks.format.SnapshotFormat;
import io.github.threadleaks.snapshot.InvalidParameterException;
import io.github.threadleaks.snapshot.NothingKeptException;
import io.github.threadleaks.snapshot.Snapshot;
import io.github.threadleaks.snapshot.SnapshotBusyException;
import io.github.threadleaks.snapshot.SnapshotDetail;
import io.github.threadleaks.snapshot.SnapshotQuery;
import io.github.threadleaks.snapshot.TooManyThreadsException;

/**
 * Stands before every snapshot, however it is asked for: decides what may be told, and
 * counts and records what came of it. In this order: are the parameters right, is so much
 * detail served here, has the caller the role for it, has nobody asked too often, are
 * there not too many threads. (Whether an address may ask at all is decided before.) A
 * failure gives nothing away.
 */
final class SnapshotGuard {

	private static final RedactedLog logger = RedactedLog.of(SnapshotGuard.class);

	private final ThreadLeakMonitor monitor;

	private final SnapshotPolicy policy;

	private final RateLimit rate;

	private final SnapshotRequests requests;

	private final SnapshotAudit audit;

	SnapshotGuard(ThreadLeakMonitor monitor, SnapshotPolicy policy, SnapshotRequests requests, SnapshotAudit audit) {
		this.monitor = monitor;
		this.policy = policy;
		this.rate = new RateLimit(policy.ratePerMinute(), System::nanoTime);
		this.requests = requests;
		this.audit = audit;
	}

	/**
	 * Takes a snapshot if that is allowed.
	 * @param format what it is for
	 * @param parameters raw parameters by name; without {@code detail} the default or, of
	 * what needs no stacks, the maximum if that is less
	 * @param caller who asks
	 * @return the snapshot
	 * @throws RefusalException if it is refused, or fails
	 */
	Snapshot take(SnapshotFormat format, Map<String, String> parameters, Caller caller) {
		Map<String, String> what = new TreeMap<>(Map.of("format", format.parameter()));
		Optional<SnapshotDetail> detail = Optional.empty();
		Snapshot snapshot;
		try {
			SnapshotQuery query = parse(format, parameters);
			detail = Optional.of(query.detail());
			what.put("detail", query.detail().parameter());
			requireAllowed(query.detail(), caller);
			snapshot = taken(query);
		}
		catch (RefusalException ex) {
			Outcome outcome = (ex.problem().status() == 403) ? Outcome.BLOCKED : Outcome.LIMITED;
			detail.ifPresent((wanted) -> this.requests.add(wanted, outcome));
			this.audit.record(caller, what, ex.problem().reason());
			throw ex;
		}
		// who is not put on record is not served
		this.audit.record(caller, what, "served");
		this.requests.add(snapshot.detail(), Outcome.SERVED);
		return snapshot;
	}

	private void requireAllowed(SnapshotDetail detail, Caller caller) {
		if (!allows(detail)) {
			throw RefusalException.detailBlocked(detail, this.policy.maxDetail());
		}
		String role = this.policy.requiredRole();
		if (detail == SnapshotDetail.FULL && !role.isEmpty() && !caller.hasRole().test(role)) {
			throw RefusalException.roleRequired(role, SnapshotDetail.GROUPED);
		}
		Optional<Duration> wait = this.rate.take();
		if (wait.isPresent()) {
			caller.retryAfter(wait.get());
			throw RefusalException.rateLimited(this.policy.ratePerMinute());
		}
	}

	private Snapshot taken(SnapshotQuery query) {
		try {
			return this.monitor.snapshot(query);
		}
		catch (NothingKeptException ex) {
			throw RefusalException.nothingKept();
		}
		catch (TooManyThreadsException ex) {
			throw RefusalException.tooManyThreads(ex);
		}
		catch (SnapshotBusyException ex) {
			throw RefusalException.busy();
		}
		catch (RuntimeException | VirtualMachineError ex) {
			logger.warn("A thread snapshot failed: %s", ex.getClass().getName());
			throw RefusalException.snapshotFailed();
		}
	}

	/** Whether so much may be told here. */
	boolean allows(SnapshotDetail detail) {
		return detail.compareTo(this.policy.maxDetail()) <= 0;
	}

	private SnapshotQuery parse(SnapshotFormat format, Map<String, String> parameters) {
		Map<String, String> complete = new HashMap<>(parameters);
		if (this.policy.maxDetail().compareTo(SnapshotDetail.GROUPED) < 0 && !format.needsStacks()) {
			complete.putIfAbsent("detail", this.policy.maxDetail().parameter());
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
