// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;

import io.github.threadleaks.lifecycle.BirthRecorder;
import io.github.threadleaks.redact.RedactedText;
import io.github.threadleaks.redact.Redactor;
import io.github.threadleaks.report.SamplingCost;
import io.github.threadleaks.report.SignalWriter;
import io.github.threadleaks.report.ThreadLeakReport;
import io.github.threadleaks.sample.SamplingBudget;
import io.github.threadleaks.sample.ThreadLimits;
import io.github.threadleaks.sample.ThreadSample;
import io.github.threadleaks.sample.ThreadSampler;
import io.github.threadleaks.settings.SamplingSettings;
import io.github.threadleaks.settings.ThreadLeakSettings;
import io.github.threadleaks.signal.JvmSignals;
import io.github.threadleaks.signal.SignalSources;
import io.github.threadleaks.signal.Signals;
import io.github.threadleaks.snapshot.Snapshot;
import io.github.threadleaks.snapshot.SnapshotHistory;
import io.github.threadleaks.snapshot.SnapshotQuery;
import io.github.threadleaks.snapshot.SnapshotTaker;

/**
 * What the monitor's thread does at a tick: samples, judges, adds the virtual threads and
 * the cost. Ticks are that thread's; snapshots are anybody's.
 */
final class Engine {

	private final SamplingSettings sampling;

	private final Redactor redactor;

	private final InstantSource clock;

	private final BirthRecorder recorder;

	private final ThreadLeakDetector detector;

	private final SamplingBudget budget;

	private final ThreadSampler sampler;

	private final VirtualThreads virtual;

	private final SnapshotHistory history;

	private final SnapshotTaker snapshots;

	private final Signals signals;

	private final SignalWriter signalWriter;

	Engine(ThreadLeakSettings settings, Redactor redactor, InstantSource clock, BirthRecorder recorder,
			List<SignalSources> signals) {
		this.sampling = settings.sampling();
		this.redactor = redactor;
		this.clock = clock;
		this.recorder = recorder;
		this.detector = new ThreadLeakDetector(settings, redactor, new ThreadLimits()::read, recorder);
		this.budget = new SamplingBudget(this.sampling);
		this.sampler = new ThreadSampler(this.sampling, this.budget);
		this.virtual = new VirtualThreads(settings, redactor, recorder::virtualThreads,
				recorder::correctVirtualThreads);
		this.history = new SnapshotHistory(settings.snapshot().history(), recorder);
		this.snapshots = new SnapshotTaker(this.sampler, this.virtual::look, redactor, clock, recorder, this.history);
		this.signals = new Signals(new JvmSignals(), signals, settings.detection(), this.sampling.interval());
		this.signalWriter = new SignalWriter(redactor);
	}

	/** Samples and judges once. */
	Tick tick() {
		this.snapshots.forget();
		this.budget.begin();
		Duration used;
		ThreadSample sample;
		ThreadLeakReport judged;
		try {
			sample = this.sampler.sample(this.clock.instant());
			this.detector.pools(this.virtual.pools());
			judged = this.detector.detect(sample, (ids) -> this.sampler.refresh(ids, sample.takenAt()));
			this.history.offer(sample);
			judged = judged.withSigns(this.signalWriter.write(this.signals.sampled(sample.takenAt()), judged));
		}
		finally {
			used = this.budget.end();
		}
		Duration next = this.budget.nextInterval();
		// a dump has a budget of its own
		judged = this.virtual.addTo(judged, sample.takenAt(), sample.collections());
		return new Tick(judged.withCost(new SamplingCost(used, this.budget.cpuShare(), degraded(next)), next), used,
				next);
	}

	private List<RedactedText> degraded(Duration next) {
		Stream<RedactedText> stretched = (next.compareTo(this.sampling.interval()) <= 0) ? Stream.empty()
				: Stream.of(this.redactor.sentence(
						"The interval is stretched to %d s, to keep within threadleaks.sampling.max-cpu-share=%s.",
						next.toSeconds(), this.sampling.maxCpuShare()));
		Stream<String> lacks = Stream.concat(this.recorder.degraded().stream(), this.signals.lacks().stream());
		return Stream.concat(stretched, lacks.map(this.redactor::redact)).toList();
	}

	/** Takes a snapshot of all threads, on the caller's thread. */
	Snapshot snapshot(SnapshotQuery query) {
		return this.snapshots.take(query);
	}

	/** The number of threads by state, so far. */
	List<SnapshotHistory.States> states() {
		return this.history.states();
	}

	/**
	 * What a tick came to.
	 *
	 * @param report the report on it
	 * @param used CPU time that it took
	 * @param next time until the next
	 */
	record Tick(ThreadLeakReport report, Duration used, Duration next) {
	}

}
