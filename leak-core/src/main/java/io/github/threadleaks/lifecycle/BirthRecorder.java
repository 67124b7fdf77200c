// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.lifecycle;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

import io.github.threadleaks.sample.JvmThreads;
import io.github.threadleaks.settings.LifecycleSettings;
import org.jspecify.annotations.Nullable;

/**
 * Records births and deaths by a Flight Recorder stream of its own, as long as there is
 * one: where there is none, it says why in words, and nothing is known. A recording of
 * somebody else's is left as it is.
 */
public final class BirthRecorder implements Births, AutoCloseable {

	/** About every fifth flush the live threads are looked through. */
	private static final long OUTLIVED_EVERY_NANOS = TimeUnit.SECONDS.toNanos(5);

	private final LifecycleSettings settings;

	private final LongSupplier clock;

	private final ThreadContexts contexts;

	private final BirthRegister register;

	private final VirtualThreadCounter virtual = new VirtualThreadCounter();

	private final Listener listener = new Listener();

	private @Nullable FlightRecorderStream stream;

	private boolean started;

	private boolean closed;

	private volatile boolean attached;

	private volatile boolean alive;

	private volatile long heardAt;

	private volatile Optional<String> trouble = Optional.empty();

	private volatile Map<String, Integer> outlived = Map.of();

	private volatile long outlivedAt;

	/**
	 * Makes a recorder that does not record yet: as cheap as it looks.
	 * @param settings whether to record, and what is the application's
	 * @param clock {@link System#nanoTime()}
	 */
	public BirthRecorder(LifecycleSettings settings, LongSupplier clock) {
		this(settings, clock, ThreadContexts.shared());
	}

	BirthRecorder(LifecycleSettings settings, LongSupplier clock, ThreadContexts contexts) {
		this.settings = settings;
		this.clock = clock;
		this.contexts = contexts;
		this.register = new BirthRegister(clock, new ContextMatcher(contexts));
	}

	/**
	 * Begins to record, once; takes a quarter of a second, and never fails: see
	 * {@link #degraded()}.
	 */
	public synchronized void start() {
		if (this.started || this.closed || !this.settings.enabled()) {
			return;
		}
		this.started = true;
		this.heardAt = this.clock.getAsLong();
		this.alive = true;
		try {
			open();
		}
		catch (RuntimeException | LinkageError | OutOfMemoryError | InternalError ex) {
			this.alive = false;
			shut();
			this.trouble = Optional.of(RecorderTrouble.atStart(ex));
		}
	}

	private void open() {
		this.contexts.attach(JvmThreads.startedCounter(), JvmThreads.idCounter());
		this.attached = true;
		FlightRecorderStream opened = new FlightRecorderStream(this.register, this.virtual,
				new SiteFinder(this.settings.applicationPackages()), this.clock, this.listener);
		this.stream = opened;
		opened.start();
	}

	@Override
	public Origin origin(long threadId) {
		return this.started ? this.register.origin(threadId) : Origin.UNRECORDED;
	}

	@Override
	public boolean settled() {
		return this.register.settled();
	}

	@Override
	public Map<CreationSite, SiteCounts> sites() {
		return this.register.sites();
	}

	@Override
	public Optional<SiteCounts> counts(CreationSite site) {
		return this.register.counts(site);
	}

	@Override
	public Map<String, String> labels(long threadId) {
		return this.register.labels(threadId);
	}

	@Override
	public LifecycleTotals totals() {
		return this.register.totals();
	}

	@Override
	public Map<String, Integer> outlivedRequests() {
		return this.outlived;
	}

	/**
	 * How many virtual threads live.
	 * @return the count by events
	 */
	public VirtualThreadCount virtualThreads() {
		return this.virtual.count();
	}

	/**
	 * Hands in a true count of the virtual threads, from a dump just taken.
	 * @param live threads that lived
	 */
	public void correctVirtualThreads(long live) {
		this.virtual.correct(live, this.clock.getAsLong());
	}

	@Override
	public void addLifetimeListener(LongConsumer listener) {
		this.register.addLifetimeListener(listener);
	}

	/**
	 * In words, what is not recorded and why.
	 * @return sentences for an operator, raw; empty when all is well
	 */
	public List<String> degraded() {
		List<String> words = new ArrayList<>();
		this.trouble.ifPresent(words::add);
		if (this.alive && this.clock.getAsLong() - this.heardAt > BirthRegister.SILENCE_NANOS) {
			words.add(RecorderTrouble.SILENT);
		}
		words.addAll(this.register.degraded());
		words.addAll(this.virtual.degraded());
		long unrecorded = this.contexts.unrecorded();
		if (unrecorded > 0) {
			words.add("The requests and labels of " + unrecorded + " scopes were not recorded: more than "
					+ ThreadContexts.MAX_THREADS + " threads were in one at once.");
		}
		return words;
	}

	/** Ends recording for good; what is known of live threads stays. */
	@Override
	public synchronized void close() {
		this.closed = true;
		this.alive = false;
		shut();
	}

	private void shut() {
		this.register.end();
		this.virtual.end();
		if (this.attached) {
			this.attached = false;
			this.contexts.detach();
		}
		@Nullable FlightRecorderStream open = this.stream;
		this.stream = null;
		if (open != null) {
			try {
				open.close();
			}
			catch (IOException | RuntimeException | LinkageError | OutOfMemoryError ex) {
				this.trouble = Optional.of(RecorderTrouble.atClose(ex));
			}
		}
	}

	/** Called by the stream's thread. */
	private final class Listener implements FlightRecorderStream.StreamListener {

		@Override
		public void flushed() {
			long now = BirthRecorder.this.clock.getAsLong();
			BirthRecorder.this.heardAt = now;
			if (now - BirthRecorder.this.outlivedAt > OUTLIVED_EVERY_NANOS) {
				BirthRecorder.this.outlivedAt = now;
				BirthRecorder.this.outlived = Map.copyOf(BirthRecorder.this.register.outlivedRequests());
			}
		}

		@Override
		public void failed(Throwable ex) {
			BirthRecorder.this.trouble = Optional.of(RecorderTrouble.later(ex));
		}

		@Override
		public void closed() {
			if (BirthRecorder.this.alive) {
				BirthRecorder.this.alive = false;
				BirthRecorder.this.register.end();
				BirthRecorder.this.virtual.end();
				BirthRecorder.this.trouble = Optional.of(RecorderTrouble.ended(BirthRecorder.this.trouble));
			}
		}

	}

}
