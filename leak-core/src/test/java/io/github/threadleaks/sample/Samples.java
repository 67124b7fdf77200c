// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.sample;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.github.threadleaks.settings.SamplingSettings;

/**
 * Takes samples five seconds apart, in simulated time.
 */
final class Samples {

	static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

	private final ThreadSampler sampler;

	private Instant now = BEGIN;

	private Samples(SamplingSettings settings, Optional<CpuClock> clock) {
		this.sampler = new ThreadSampler(settings, new SamplingBudget(settings), clock);
	}

	static SamplingSettings settings(double maxCpuShare, int maxThreads) {
		return new SamplingSettings(Duration.ofSeconds(5), maxCpuShare, 48, maxThreads);
	}

	static Samples unhurried() {
		return new Samples(settings(1, 50_000), CpuClock.find());
	}

	static Samples withoutBudget() {
		return new Samples(settings(1e-9, 50_000), CpuClock.find());
	}

	static Samples withClock(Optional<CpuClock> clock) {
		return new Samples(settings(1, 50_000), clock);
	}

	static Samples ofAtMost(int maxThreads) {
		return new Samples(settings(1, maxThreads), CpuClock.find());
	}

	ThreadSample next() {
		this.now = this.now.plus(Duration.ofSeconds(5));
		return this.sampler.sample(this.now);
	}

	/** Samples until all that was to be captured is. */
	ThreadSample settle() {
		next();
		return next();
	}

	Instant now() {
		return this.now;
	}

	ThreadSampler sampler() {
		return this.sampler;
	}

	static SampledThread find(ThreadSample sample, Thread thread) {
		return find(sample, thread.getId()).orElseThrow();
	}

	static Optional<SampledThread> find(ThreadSample sample, long id) {
		return sample.threads().stream().filter((thread) -> thread.id() == id).findFirst();
	}

	static List<SampledThread> find(ThreadSample sample, Set<Long> ids) {
		return sample.threads().stream().filter((thread) -> ids.contains(thread.id())).toList();
	}

}
