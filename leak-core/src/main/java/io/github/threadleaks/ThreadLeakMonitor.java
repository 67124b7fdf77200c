// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

import io.github.threadleaks.lifecycle.BirthRecorder;
import io.github.threadleaks.lifecycle.Births;
import io.github.threadleaks.lifecycle.VirtualThreadCount;
import io.github.threadleaks.redact.Redactor;
import io.github.threadleaks.report.AcceptedLeaks;
import io.github.threadleaks.report.Leak;
import io.github.threadleaks.report.ThreadLeakReport;
import io.github.threadleaks.settings.ThreadLeakSettings;
import io.github.threadleaks.signal.SignalSources;
import io.github.threadleaks.snapshot.Snapshot;
import io.github.threadleaks.snapshot.SnapshotHistory;
import io.github.threadleaks.snapshot.SnapshotQuery;
import org.jspecify.annotations.Nullable;

/**
 * Watches this JVM: owns the one daemon thread that samples, and the last report. Reading
 * the report costs nothing; whatever goes wrong in a sample is counted and survived.
 */
public final class ThreadLeakMonitor implements AutoCloseable {

	/** Name of the one thread. */
	public static final String THREAD_NAME = "threadleaks-monitor";

	private final ThreadLeakSettings settings;

	private final Redactor redactor;

	private final InstantSource clock;

	private final AtomicLong samples = new AtomicLong();

	private final AtomicLong nanos = new AtomicLong();

	private final AtomicLong failures = new AtomicLong();

	private final Listeners listeners = new Listeners(this.failures);

	private final SamplingThread thread = new SamplingThread(THREAD_NAME, this::startRecorder, this::tick);

	/** Held by who makes the engine. */
	private final ReentrantLock making = new ReentrantLock();

	/** Held by who changes the report, until the listeners have heard of it. */
	private final ReentrantLock publishing = new ReentrantLock();

	private final List<SignalSources> signals = new CopyOnWriteArrayList<>();

	private final BirthRecorder recorder;

	private final AcceptedLeaks accepted;

	private volatile ThreadLeakReport report;

	private @Nullable Engine engine;

	private ThreadLeakMonitor(ThreadLeakSettings settings, Redactor redactor, InstantSource clock) {
		this.settings = settings;
		this.redactor = redactor;
		this.clock = clock;
		this.recorder = new BirthRecorder(settings.lifecycle(), System::nanoTime);
		this.accepted = new AcceptedLeaks(settings.detection());
		this.report = ThreadLeakReport.beforeFirstSample(settings.sampling().interval());
	}

	/**
	 * Makes a monitor that does not sample yet.
	 * @param settings all settings
	 * @param redactor masks whatever leaves
	 * @param clock tells the time that samples are stamped with
	 * @return the monitor
	 */
	public static ThreadLeakMonitor create(ThreadLeakSettings settings, Redactor redactor, InstantSource clock) {
		return new ThreadLeakMonitor(settings, redactor, clock);
	}

	/**
	 * Starts to sample, on a thread of its own; does nothing when started or closed. All
	 * work is done on that thread.
	 */
	public void start() {
		this.thread.start();
	}

	/** Before the first sample, whose threads are then known to be older. */
	private void startRecorder() {
		try {
			this.recorder.start();
		}
		catch (Throwable ex) {
			// what can be put into words is; without memory, the service lives
			this.failures.incrementAndGet();
		}
	}

	private Duration tick() {
		try {
			Engine.Tick tick = engine().tick();
			publish(tick.report(), tick.used());
			return tick.next();
		}
		catch (Throwable ex) {
			// OutOfMemoryError included: the service lives, and so does its monitor
			this.failures.incrementAndGet();
			explain(ex);
			return this.settings.sampling().interval();
		}
	}

	private void publish(ThreadLeakReport current, Duration used) {
		this.samples.incrementAndGet();
		this.nanos.addAndGet(used.toNanos());
		this.publishing.lock();
		try {
			this.report = this.accepted.mark(current);
			this.listeners.tell(this.report);
		}
		finally {
			this.publishing.unlock();
		}
	}

	private void explain(Throwable ex) {
		this.publishing.lock();
		try {
			this.report = this.report
				.afterFailure(this.redactor.redact("The last sample failed with " + ex.getClass().getName() + "."));
		}
		catch (Throwable tooLittleMemoryForWords) {
			// the counter tells
		}
		finally {
			this.publishing.unlock();
		}
	}

	/**
	 * The last report.
	 * @return the report on the last sample, or one that knows nothing before the first
	 */
	public ThreadLeakReport report() {
		return this.report;
	}

	/**
	 * Accepts a leak that its operator knows, or takes that back, for as long as this
	 * monitor lives and at once: the leak stays listed, and does not alarm. Its growth
	 * still counts for the exhaustion.
	 * @param id the leak's id
	 * @param accepted whether it is accepted from now on
	 * @return the leak as it is reported now, or empty if no open or resolved leak has
	 * this id
	 * @throws io.github.threadleaks.report.TooManyAcceptedException if 1,000 others are
	 * accepted already
	 */
	public Optional<Leak> accept(String id, boolean accepted) {
		this.publishing.lock();
		try {
			Optional<Leak> before = this.report.leak(id);
			if (before.isEmpty() || before.get().accepted() == accepted) {
				return before;
			}
			this.accepted.set(id, accepted);
			this.report = this.accepted.mark(this.report);
			Optional<Leak> now = this.report.leak(id);
			now.ifPresent(this.listeners::tellAcceptance);
			this.listeners.tell(this.report);
			return now;
		}
		finally {
			this.publishing.unlock();
		}
	}

	/**
	 * Takes a snapshot of all threads, on the caller's thread.
	 * @param query what to tell
	 * @return the snapshot, or the difference to an earlier one
	 * @throws io.github.threadleaks.snapshot.NothingKeptException if the difference is
	 * asked for and no earlier snapshot is kept
	 */
	public Snapshot snapshot(SnapshotQuery query) {
		return engine().snapshot(query);
	}

	/**
	 * The number of platform threads by state over the observed time.
	 * @return as far as snapshots are kept, oldest first
	 */
	public List<SnapshotHistory.States> states() {
		return engine().states();
	}

	/**
	 * What is known of the births and deaths of threads.
	 * @return a view that is always up to date; nothing is known before the start
	 */
	public Births births() {
		return this.recorder;
	}

	/**
	 * How many virtual threads live.
	 * @return the count by events
	 */
	public VirtualThreadCount virtualThreads() {
		return this.recorder.virtualThreads();
	}

	/**
	 * Adds a listener.
	 * @param listener hears of what comes
	 */
	public void addListener(ThreadLeakListener listener) {
		this.listeners.add(listener);
	}

	/**
	 * Adds signals to those of the JVM.
	 * @param sources what else to look at
	 */
	public void addSignals(SignalSources sources) {
		this.signals.add(sources);
	}

	/**
	 * What sampling has cost so far.
	 * @return totals since the monitor was made
	 */
	public SamplingTotals totals() {
		return new SamplingTotals(this.samples.get(), Duration.ofNanos(this.nanos.get()), this.failures.get());
	}

	/**
	 * Made by who needs it first, mostly the monitor's thread: the application's start
	 * need not wait for it.
	 */
	private Engine engine() {
		this.making.lock();
		try {
			Engine current = this.engine;
			if (current == null) {
				current = new Engine(this.settings, this.redactor, this.clock, this.recorder, this.signals);
				this.engine = current;
			}
			return current;
		}
		finally {
			this.making.unlock();
		}
	}

	/**
	 * Ends the thread and waits for it, at most 2 s: a sample is never interrupted. Then
	 * ends the recording.
	 */
	@Override
	public void close() {
		this.thread.close();
		this.recorder.close();
	}

	/**
	 * What sampling has cost.
	 *
	 * @param samples samples taken
	 * @param time CPU time used by them, judgement included
	 * @param failures samples that failed, and listeners that threw
	 */
	public record SamplingTotals(long samples, Duration time, long failures) {
	}

}
