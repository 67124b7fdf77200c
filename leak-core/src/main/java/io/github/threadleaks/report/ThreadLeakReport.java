// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.report;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import io.github.threadleaks.redact.RedactedText;

/**
 * What is known of this JVM's threads after one sample.
 *
 * @param status the answer in one word
 * @param sampledAt when the sample was taken, empty before the first
 * @param observedFor how long this JVM has been observed
 * @param interval time to the next sample; longer than the setting while the CPU budget
 * stretches it
 * @param threads how many there are
 * @param leaks open leaks, the surest and largest first
 * @param resolved leaks that shrank back, the latest first, at most 20
 * @param exhaustion when no more threads can be started; empty while nothing grows
 * @param signs what else of this JVM is looked at, and grows
 * @param cost what sampling costs
 */
public record ThreadLeakReport(Status status, Optional<Instant> sampledAt, Duration observedFor, Duration interval,
		ThreadCounts threads, List<Leak> leaks, List<Leak> resolved, Optional<Exhaustion> exhaustion, Signs signs,
		SamplingCost cost) {

	private static final int MAX_RESOLVED = 20;

	private static final Comparator<Leak> WORST_FIRST = Comparator.comparing(Leak::verdict, Comparator.reverseOrder())
		.thenComparing(Leak::threads, Comparator.reverseOrder())
		.thenComparing(Leak::id);

	public ThreadLeakReport {
		leaks = List.copyOf(leaks);
		resolved = List.copyOf(resolved);
	}

	/**
	 * The report before the first sample.
	 * @param interval the configured interval
	 * @return a report that knows nothing yet
	 */
	public static ThreadLeakReport beforeFirstSample(Duration interval) {
		return new ThreadLeakReport(Status.WARMING_UP, Optional.empty(), Duration.ZERO, interval, ThreadCounts.NONE,
				List.of(), List.of(), Optional.empty(), Signs.NONE, SamplingCost.NONE);
	}

	/**
	 * The open leaks that nobody has accepted.
	 * @return those that count, the surest and largest first
	 */
	public List<Leak> alarming() {
		return this.leaks.stream().filter((leak) -> !leak.accepted()).toList();
	}

	ThreadLeakReport withLeaks(List<Leak> leaks, List<Leak> resolved, boolean warmingUp) {
		return new ThreadLeakReport(Status.of(leaks, warmingUp), this.sampledAt, this.observedFor, this.interval,
				this.threads, leaks, resolved, this.exhaustion, this.signs, this.cost);
	}

	/**
	 * The same report with what it cost.
	 * @param cost what sampling costs; what the sample itself lacks is kept
	 * @param interval time to the next sample
	 * @return the report
	 */
	public ThreadLeakReport withCost(SamplingCost cost, Duration interval) {
		List<RedactedText> degraded = Stream.concat(this.cost.degraded().stream(), cost.degraded().stream()).toList();
		return new ThreadLeakReport(this.status, this.sampledAt, this.observedFor, interval, this.threads, this.leaks,
				this.resolved, this.exhaustion, this.signs,
				new SamplingCost(cost.lastSample(), cost.cpuShare(), degraded));
	}

	/**
	 * The same report with what is known of virtual threads.
	 * @param counts how many there are
	 * @param virtual the report on the last dump of them
	 * @param lacks what is not known of them, and why
	 * @return the report on all threads
	 */
	public ThreadLeakReport withVirtual(ThreadCounts.Virtual counts, ThreadLeakReport virtual,
			List<RedactedText> lacks) {
		List<Leak> all = Stream.concat(this.leaks.stream(), virtual.leaks.stream()).sorted(WORST_FIRST).toList();
		List<Leak> over = Stream.concat(this.resolved.stream(), virtual.resolved.stream()).toList();
		List<RedactedText> degraded = Stream.concat(this.cost.degraded().stream(), lacks.stream()).toList();
		return new ThreadLeakReport(Status.of(all, this.status == Status.WARMING_UP), this.sampledAt, this.observedFor,
				this.interval, this.threads.with(counts), all, over.subList(0, Math.min(MAX_RESOLVED, over.size())),
				this.exhaustion, this.signs, new SamplingCost(this.cost.lastSample(), this.cost.cpuShare(), degraded));
	}

	/**
	 * The same report with what else is looked at.
	 * @param signs what was read
	 * @return the report
	 */
	public ThreadLeakReport withSigns(Signs signs) {
		return new ThreadLeakReport(this.status, this.sampledAt, this.observedFor, this.interval, this.threads,
				this.leaks, this.resolved, this.exhaustion, signs, this.cost);
	}

	/**
	 * The same report after a sample that failed.
	 * @param reason what failed
	 * @return the report
	 */
	public ThreadLeakReport afterFailure(RedactedText reason) {
		return new ThreadLeakReport(this.status, this.sampledAt, this.observedFor, this.interval, this.threads,
				this.leaks, this.resolved, this.exhaustion, this.signs,
				new SamplingCost(this.cost.lastSample(), this.cost.cpuShare(), List.of(reason)));
	}

	/**
	 * Finds a leak, open or resolved.
	 * @param id the leak's id
	 * @return the leak, or empty if there is none of that id
	 */
	public Optional<Leak> leak(String id) {
		return this.leaks.stream()
			.filter((leak) -> leak.id().equals(id))
			.findFirst()
			.or(() -> this.resolved.stream().filter((leak) -> leak.id().equals(id)).findFirst());
	}

}
