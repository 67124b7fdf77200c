// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.github.threadleaks.ThreadLeakDetector;
import io.github.threadleaks.format.SnapshotFormat;
import io.github.threadleaks.lifecycle.Births;
import io.github.threadleaks.redact.Redactor;
import io.github.threadleaks.report.ThreadLeakReport;
import io.github.threadleaks.sample.SamplingBudget;
import io.github.threadleaks.sample.ThreadSample;
import io.github.threadleaks.sample.ThreadSampler;
import io.github.threadleaks.sample.VirtualLook;
import io.github.threadleaks.settings.DetectionSettings;
import io.github.threadleaks.settings.SamplingSettings;
import io.github.threadleaks.settings.SnapshotSettings;
import io.github.threadleaks.settings.ThreadLeakSettings;
import io.github.threadleaks.snapshot.SnapshotHistory;
import io.github.threadleaks.snapshot.SnapshotQuery;
import io.github.threadleaks.snapshot.SnapshotTaker;

/**
 * The engine with a time of its own, five seconds a tick, and no limit to its CPU share:
 * what is measured is the cost of a tick, not the budget.
 */
final class Engine {

	/** Ticks until all threads are captured (256 a tick) and asked in rotation only. */
	private static final int SETTLED_AFTER = 80;

	private static final SamplingSettings SAMPLING = new SamplingSettings(Duration.ofSeconds(5), 1, 48, 50_000);

	private final ThreadSampler sampler = new ThreadSampler(SAMPLING, new SamplingBudget(SAMPLING));

	private final ThreadLeakDetector detector = new ThreadLeakDetector(
			new ThreadLeakSettings(SAMPLING, DetectionSettings.DEFAULTS), Redactor.standard(List.of()));

	private final SnapshotHistory history = new SnapshotHistory(SnapshotSettings.DEFAULTS.history(), Births.UNRECORDED);

	private final SnapshotTaker snapshots = new SnapshotTaker(this.sampler, (at) -> VirtualLook.NONE,
			Redactor.standard(List.of()), () -> this.now, Births.UNRECORDED, this.history);

	private Instant now = Instant.EPOCH;

	static Engine settled() {
		Engine engine = new Engine();
		for (int i = 0; i < SETTLED_AFTER; i++) {
			engine.tick();
		}
		return engine;
	}

	ThreadSample sample() {
		this.now = this.now.plus(SAMPLING.interval());
		return this.sampler.sample(this.now);
	}

	ThreadLeakReport tick() {
		ThreadSample sample = sample();
		ThreadLeakReport report = this.detector.detect(sample, (ids) -> this.sampler.refresh(ids, sample.takenAt()));
		this.history.offer(sample);
		return report;
	}

	/**
	 * Writes a new snapshot, as if it were asked for once a minute; returns how many
	 * bytes it has.
	 */
	long write(SnapshotFormat format) {
		this.now = this.now.plus(Duration.ofMinutes(1));
		try (InputStream body = format.open(this.snapshots.take(SnapshotQuery.GROUPED))) {
			return body.transferTo(OutputStream.nullOutputStream());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
