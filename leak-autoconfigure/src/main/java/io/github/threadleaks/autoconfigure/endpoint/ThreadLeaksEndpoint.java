// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.autoconfigure.endpoint;

import io.github.threadleaks.ThreadLeakMonitor;
import io.github.threadleaks.report.Leak;
import io.github.threadleaks.report.ThreadLeakReport;

import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;

/**
 * {@code threadleaks}: the last report, and single leaks of it.
 */
@Endpoint(id = "threadleaks")
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

	ThreadLeakReport report() {
		return this.monitor.report();
	}

	Leak leak(String id) {
		return report().leak(id).orElseThrow(RefusalException::unknownLeak);
	}

}
