// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.autoconfigure.endpoint;

import java.util.List;

import io.github.threadleaks.ThreadLeakMonitor;
import io.github.threadleaks.report.Leak;
import io.github.threadleaks.report.ThreadLeakReport;
import io.github.threadleaks.report.TooManyAcceptedException;
import io.github.threadleaks.snapshot.InvalidParameterException;
import io.github.threadleaks.snapshot.SnapshotHistory;

import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.lang.Nullable;

/**
 * {@code threadleaks}: the last report, and single leaks of it. To accept one is off
 * unless {@code management.endpoint.threadleaks.access} is {@code unrestricted}: whoever
 * may read alarms need not be one who may silence them.
 */
@Endpoint(id = "threadleaks", defaultAccess = Access.READ_ONLY)
final class ThreadLeaksEndpoint {

	private final ThreadLeakMonitor monitor;

	ThreadLeaksEndpoint(ThreadLeakMonitor monitor) {
		this.monitor = monitor;
	}

	@ReadOperation(producesFrom = ReportFormat.class)
	ReportDescriptor threadLeaks() {
		return ReportDescriptor.of(report());
	}

	@ReadOperation(producesFrom = ReportFormat.class)
	LeakDetailsDescriptor threadLeak(@Selector String id) {
		return LeakDetailsDescriptor.of(leak(id));
	}

	@WriteOperation(producesFrom = ReportFormat.class)
	LeakDetailsDescriptor accept(@Selector String id, @Nullable String accepted) {
		return LeakDetailsDescriptor.of(acceptedLeak(id, accepted));
	}

	/** The number of threads by state over time. */
	List<SnapshotHistory.States> states() {
		return this.monitor.states();
	}

	ThreadLeakReport report() {
		return this.monitor.report();
	}

	Leak leak(String id) {
		return report().leak(id).orElseThrow(RefusalException::unknownLeak);
	}

	Leak acceptedLeak(String id, @Nullable String accepted) {
		if (!"true".equals(accepted) && !"false".equals(accepted)) {
			throw RefusalException
				.badParameter(new InvalidParameterException("accepted", (accepted != null) ? accepted : "",
						"be true or false in a JSON body such as {\"accepted\": true}"));
		}
		try {
			return this.monitor.accept(id, "true".equals(accepted)).orElseThrow(RefusalException::unknownLeak);
		}
		catch (TooManyAcceptedException ex) {
			throw RefusalException.tooManyAccepted(ex);
		}
	}

}
