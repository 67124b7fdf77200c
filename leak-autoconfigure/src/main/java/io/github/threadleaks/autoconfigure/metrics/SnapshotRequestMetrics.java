// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.autoconfigure.metrics;

import io.github.threadleaks.autoconfigure.endpoint.SnapshotRequests;
import io.github.threadleaks.autoconfigure.endpoint.SnapshotRequests.Outcome;
import io.github.threadleaks.snapshot.SnapshotDetail;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

/**
 * The guard at work: {@code threadleaks.snapshot.requests}, a series for each detail and
 * outcome, 0 included, so that the first refusal already is an increase.
 */
final class SnapshotRequestMetrics implements MeterBinder {

	private final SnapshotRequests requests;

	SnapshotRequestMetrics(SnapshotRequests requests) {
		this.requests = requests;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		for (SnapshotDetail detail : SnapshotDetail.values()) {
			for (Outcome outcome : Outcome.values()) {
				FunctionCounter
					.builder("threadleaks.snapshot.requests", this.requests, (source) -> source.count(detail, outcome))
					.description("Thread snapshots that were asked for")
					.baseUnit("requests")
					.tags(MeterTags.lowerCase("detail", detail))
					.tags(MeterTags.lowerCase("outcome", outcome))
					.register(registry);
			}
		}
	}

}
