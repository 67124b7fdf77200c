// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.lifecycle;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

import io.github.threadleaks.sample.Frame;
import io.github.threadleaks.sample.JvmThreads;
import jdk.jfr.EventType;
import jdk.jfr.FlightRecorder;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedMethod;
import jdk.jfr.consumer.RecordedStackTrace;
import jdk.jfr.consumer.RecordedThread;
import jdk.jfr.consumer.RecordingStream;
import org.jspecify.annotations.Nullable;

/**
 * The stream of births and deaths: with {@link ClockTicker} the only code that knows
 * Flight Recorder, whose module may be missing. All events are handled on the stream's
 * thread.
 */
final class FlightRecorderStream implements AutoCloseable {

	/**
	 * What is kept on disk beside the chunk that is being written (12 MB by default): a
	 * stream that falls so far behind loses events. 40,000 births are 5 MB.
	 */
	private static final long MAX_DISK = 16L * 1024 * 1024;

	private static final Duration MAX_AGE = Duration.ofMinutes(1);

	private static final String THREAD_START = "jdk.ThreadStart";

	private static final String THREAD_END = "jdk.ThreadEnd";

	private static final String VIRTUAL_START = "jdk.VirtualThreadStart";

	private static final String VIRTUAL_END = "jdk.VirtualThreadEnd";

	private final BirthRegister register;

	private final VirtualThreadCounter virtual;

	private final SiteFinder finder;

	private final LongSupplier clock;

	private final RecordingStream stream;

	private final ClockTicker ticker;

	/**
	 * Stacks read since the last flush: Flight Recorder has one object for all events of
	 * a stack.
	 */
	private final IdentityHashMap<RecordedStackTrace, Birthplace> places = new IdentityHashMap<>();

	private final Consumer<RecordedEvent> virtualStart = this::virtualStarted;

	private final Consumer<RecordedEvent> virtualEnd = this::virtualEnded;

	private boolean virtualOn;

	/** What is to be added to Flight Recorder's time to get that of the clock. */
	private long offset;

	private boolean offsetKnown;

	private long lastTick;

	/**
	 * Begins to record; takes a quarter of a second.
	 * @param register gets births and deaths
	 * @param virtual counts virtual threads
	 * @param finder reads stacks
	 * @param clock {@link System#nanoTime()}
	 * @param listener hears when the stream ends or fails
	 */
	FlightRecorderStream(BirthRegister register, VirtualThreadCounter virtual, SiteFinder finder, LongSupplier clock,
			StreamListener listener) {
		this.register = register;
		this.virtual = virtual;
		this.finder = finder;
		this.clock = clock;
		this.stream = new RecordingStream();
		try {
			listen(listener);
			this.ticker = ClockTicker.start(clock);
		}
		catch (RuntimeException | Error ex) {
			this.stream.close();
			throw ex;
		}
	}

	private void virtualStarted(RecordedEvent event) {
		this.virtual.started();
	}

	private void virtualEnded(RecordedEvent event) {
		this.virtual.ended();
	}

	private void listen(StreamListener listener) {
		this.stream.setMaxSize(MAX_DISK);
		this.stream.setMaxAge(MAX_AGE);
		this.stream.onError(listener::failed);
		this.stream.onClose(listener::closed);
		this.stream.enable(THREAD_START).withStackTrace();
		this.stream.enable(THREAD_END).withoutStackTrace();
		this.stream.enable(ClockEvent.NAME).withPeriod(Duration.ofSeconds(1));
		this.stream.onEvent(THREAD_START, this::birth);
		this.stream.onEvent(THREAD_END, this::death);
		this.stream.onEvent(ClockEvent.NAME, this::tick);
		this.stream.onFlush(() -> {
			flushed();
			listener.flushed();
		});
	}

	/** Lets events come. */
	void start() {
		this.virtualOn = FlightRecorder.getFlightRecorder()
			.getEventTypes()
			.stream()
			.map(EventType::getName)
			.anyMatch(VIRTUAL_START::equals);
		if (this.virtualOn) {
			switchVirtualOn();
			this.virtual.begin(this.clock.getAsLong());
		}
		this.stream.startAsync();
		this.ticker.tick();
		this.register.begin(JvmThreads.liveIds());
	}

	private void birth(RecordedEvent event) {
		@Nullable RecordedThread thread = event.getThread("thread");
		if (thread != null && thread.getJavaThreadId() > 0) {
			@Nullable RecordedThread parent = event.getThread("parentThread");
			@Nullable String name = thread.getJavaName();
			this.register.birth(thread.getJavaThreadId(), (name != null) ? name : "",
					(parent != null) ? parent.getJavaThreadId() : 0, place(event.getStackTrace()), time(event));
		}
	}

	private void death(RecordedEvent event) {
		@Nullable RecordedThread thread = event.getThread("thread");
		if (thread != null && thread.getJavaThreadId() > 0) {
			this.register.death(thread.getJavaThreadId(), time(event));
		}
	}

	private void tick(RecordedEvent event) {
		this.lastTick = event.getLong("nanoTime");
		this.offset = this.lastTick - nanos(event.getStartTime());
		this.offsetKnown = true;
	}

	private void flushed() {
		this.places.clear();
		if (this.offsetKnown) {
			this.register.toldUntil(this.lastTick);
		}
		if (this.virtual.flushed(this.clock.getAsLong(), this.register.toldUntil())) {
			if (!this.virtualOn) {
				switchVirtualOn();
			}
		}
		else if (this.virtualOn) {
			this.stream.disable(VIRTUAL_START);
			this.stream.disable(VIRTUAL_END);
			// a recording of the user's may have them on: they are not even parsed
			this.stream.remove(this.virtualStart);
			this.stream.remove(this.virtualEnd);
			this.virtualOn = false;
		}
	}

	private void switchVirtualOn() {
		this.stream.onEvent(VIRTUAL_START, this.virtualStart);
		this.stream.onEvent(VIRTUAL_END, this.virtualEnd);
		this.stream.enable(VIRTUAL_START).withoutStackTrace();
		this.stream.enable(VIRTUAL_END).withoutStackTrace();
		this.virtualOn = true;
	}

	/** The time of the clock at an event. */
	private long time(RecordedEvent event) {
		return this.offsetKnown ? nanos(event.getStartTime()) + this.offset : this.clock.getAsLong();
	}

	private static long nanos(Instant time) {
		return TimeUnit.SECONDS.toNanos(time.getEpochSecond()) + time.getNano();
	}

	private Birthplace place(@Nullable RecordedStackTrace stack) {
		return (stack != null) ? this.places.computeIfAbsent(stack, this::read) : Birthplace.UNKNOWN;
	}

	private Birthplace read(RecordedStackTrace stack) {
		List<Frame> frames = new ArrayList<>();
		for (RecordedFrame frame : stack.getFrames()) {
			@Nullable RecordedMethod method = frame.getMethod();
			if (method != null && frame.isJavaFrame()) {
				frames.add(Frame.recorded(method.getType().getName(), method.getName(), frame.getLineNumber(),
						frame.getType().equals("Native")));
			}
		}
		return this.finder.find(frames, !stack.isTruncated());
	}

	@Override
	public void close() throws IOException {
		try {
			this.ticker.close();
		}
		finally {
			this.stream.close();
		}
	}

	/** Hears what becomes of the stream. */
	interface StreamListener {

		void flushed();

		void failed(Throwable ex);

		void closed();

	}

}
