// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.autoconfigure.endpoint;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.github.threadleaks.judge.Verdict;
import io.github.threadleaks.redact.RedactedText;
import io.github.threadleaks.report.Exhaustion;
import io.github.threadleaks.report.SamplingCost;
import io.github.threadleaks.report.Signal;
import io.github.threadleaks.report.ThreadCounts;
import io.github.threadleaks.report.ThreadLeakReport;
import org.jspecify.annotations.Nullable;

/**
 * The report as a body.
 *
 * @param status the answer in one word
 * @param sampledAt when the last sample was taken; absent before the first
 * @param observedFor how long the JVM has been observed
 * @param interval time between two samples
 * @param threads how many threads there are
 * @param leaks the open leaks
 * @param resolved leaks that shrank back
 * @param exhaustion when no more threads can be started; absent while nothing grows
 * @param signals what else of this JVM is looked at
 * @param together what grows together with a leak, in a sentence; absent if nothing does
 * @param cost what sampling costs
 */
@JsonPropertyOrder({ "status", "sampledAt", "observedFor", "interval", "threads", "leaks", "resolved", "exhaustion",
		"signals", "together", "cost" })
record ReportDescriptor(String status, @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String sampledAt,
		String observedFor, String interval, Threads threads, List<LeakDescriptor> leaks, List<LeakDescriptor> resolved,
		@JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Ending exhaustion, List<Sign> signals,
		@JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String together, Cost cost) {

	static ReportDescriptor of(ThreadLeakReport report) {
		return new ReportDescriptor(report.status().name(), report.sampledAt().map(Instant::toString).orElse(null),
				report.observedFor().toString(), report.interval().toString(), Threads.of(report.threads()),
				report.leaks().stream().map(LeakDescriptor::of).toList(),
				report.resolved().stream().map(LeakDescriptor::of).toList(),
				report.exhaustion().map(Ending::of).orElse(null),
				report.signs().signals().stream().map(Sign::of).toList(),
				report.signs().together().map(RedactedText::toString).orElse(null), Cost.of(report.cost()));
	}

	/**
	 * How many threads there are.
	 *
	 * @param live live platform threads
	 * @param daemon those of them that do not keep the JVM alive
	 * @param peak most platform threads at once
	 * @param started platform threads started so far
	 * @param dormant live platform threads that have used no CPU for more than 10 minutes
	 * @param states live platform threads by state
	 * @param virtual virtual threads
	 */
	@JsonPropertyOrder({ "live", "daemon", "peak", "started", "dormant", "states", "virtual" })
	record Threads(int live, int daemon, int peak, long started, int dormant, Map<String, Integer> states,
			Virtual virtual) {

		static Threads of(ThreadCounts counts) {
			return new Threads(counts.live(), counts.daemon(), counts.peak(), counts.started(), counts.dormant(),
					Redacted.states(counts.states()),
					new Virtual(counts.virtual().live(), counts.virtual().available()));
		}

	}

	/**
	 * Virtual threads.
	 *
	 * @param live how many live
	 * @param available whether they can be counted
	 */
	@JsonPropertyOrder({ "live", "available" })
	record Virtual(long live, boolean available) {

	}

	/**
	 * When no more threads can be started.
	 *
	 * @param in time until then
	 * @param earliest the same at the fastest pace that is likely
	 * @param latest the same at the slowest; absent if that may be never
	 * @param used how many of the limit there are
	 * @param limit the limit, as a number of threads
	 * @param source what sets it
	 */
	@JsonPropertyOrder({ "in", "earliest", "latest", "used", "limit", "source" })
	record Ending(String in, String earliest, @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String latest,
			long used, long limit, String source) {

		static Ending of(Exhaustion exhaustion) {
			return new Ending(exhaustion.in().toString(), exhaustion.earliest().toString(),
					exhaustion.latest().map(Duration::toString).orElse(null), exhaustion.used(), exhaustion.limit(),
					exhaustion.source());
		}

	}

	/**
	 * Something besides threads that may grow without end.
	 *
	 * @param name which one
	 * @param kind what it counts
	 * @param value the number
	 * @param unit its unit
	 * @param growthPerHour how fast it grows; 0 while it does not
	 * @param since since when it grows; absent while it does not
	 * @param verdict what is thought of it; absent while it does not grow
	 */
	@JsonPropertyOrder({ "name", "kind", "value", "unit", "growthPerHour", "since", "verdict" })
	record Sign(String name, String kind, double value, String unit, double growthPerHour,
			@JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String since,
			@JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String verdict) {

		static Sign of(Signal signal) {
			return new Sign(signal.name().toString(), signal.kind().name(), signal.value(), signal.kind().unit(),
					signal.growthPerHour(), signal.since().map(Instant::toString).orElse(null),
					signal.verdict().map(Verdict::name).orElse(null));
		}

	}

	/**
	 * What sampling costs.
	 *
	 * @param lastSample CPU time of the last sample
	 * @param cpuShare share of one core, 0 to 1
	 * @param degraded what is not as good as it could be, and why
	 */
	@JsonPropertyOrder({ "lastSample", "cpuShare", "degraded" })
	record Cost(String lastSample, double cpuShare, List<String> degraded) {

		static Cost of(SamplingCost cost) {
			return new Cost(cost.lastSample().toString(), cost.cpuShare(), Redacted.strings(cost.degraded()));
		}

	}

}
