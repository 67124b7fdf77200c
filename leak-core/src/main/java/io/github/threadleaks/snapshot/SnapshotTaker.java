// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.snapshot;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import io.github.threadleaks.lifecycle.Births;
import io.github.threadleaks.redact.RedactedText;
import io.github.threadleaks.redact.Redactor;
import io.github.threadleaks.sample.SampledThread;
import io.github.threadleaks.sample.ThreadKind;
import io.github.threadleaks.sample.ThreadSampler;
import io.github.threadleaks.sample.VirtualLook;

/**
 * Takes snapshots, one at a time: those who ask meanwhile, and within a second, share the
 * captured threads, and who asks for the same as the one before shares the answer.
 */
public final class SnapshotTaker {

	private static final Duration SHARED_FOR = Duration.ofSeconds(1);

	/** Who asks again so soon waits a little, so that the application need not. */
	private static final Duration SPARED_FOR = Duration.ofSeconds(10);

	/** To capture 25,000 threads took two seconds on two cores. */
	private static final Duration PATIENCE = Duration.ofSeconds(10);

	private final ReentrantLock capturing = new ReentrantLock(true);

	private final ThreadSampler sampler;

	private final Function<Instant, VirtualLook> virtualThreads;

	private final Redactor redactor;

	private final InstantSource clock;

	private final Births births;

	private final SnapshotHistory history;

	private Instant capturedAt = Instant.MIN;

	/**
	 * A second after the capture has ended and was told once: however long it takes,
	 * nobody who waits for it begins one of his own.
	 */
	private Instant sharedUntil = Instant.MIN;

	private List<SampledThread> captured = List.of();

	private String lack = "";

	private Optional<Told> told = Optional.empty();

	/**
	 * Makes a taker that tells platform threads only, and no differences.
	 * @param sampler reads the threads
	 * @param redactor masks every text
	 * @param clock says when
	 * @param births tells where threads come from
	 */
	public SnapshotTaker(ThreadSampler sampler, Redactor redactor, InstantSource clock, Births births) {
		this(sampler, (now) -> VirtualLook.NONE, redactor, clock, births, new SnapshotHistory(0, births));
	}

	/**
	 * Makes a taker.
	 * @param sampler reads the platform threads
	 * @param virtualThreads reads the virtual ones
	 * @param redactor masks every text
	 * @param clock says when
	 * @param births tells where threads come from
	 * @param history earlier snapshots
	 */
	public SnapshotTaker(ThreadSampler sampler, Function<Instant, VirtualLook> virtualThreads, Redactor redactor,
			InstantSource clock, Births births, SnapshotHistory history) {
		this.sampler = sampler;
		this.virtualThreads = virtualThreads;
		this.redactor = redactor;
		this.clock = clock;
		this.births = births;
		this.history = history;
	}

	/**
	 * Takes a snapshot, on the caller's thread.
	 * @param query what to tell
	 * @return the snapshot, or the difference to an earlier one
	 * @throws NothingKeptException if the difference is asked for and no earlier snapshot
	 * is kept
	 */
	public Snapshot take(SnapshotQuery query) {
		Redaction redaction = new Redaction(this.redactor);
		lock();
		try {
			return query.since().isPresent() ? difference(query, query.since().get(), redaction)
					: told(query, redaction);
		}
		finally {
			this.capturing.unlock();
		}
	}

	private ThreadSnapshot told(SnapshotQuery query, Redaction redaction) {
		Capture capture = capture();
		if (this.told.isPresent() && this.told.get().query().equals(query)) {
			return this.told.get().snapshot();
		}
		ThreadSnapshot snapshot = snapshot(query, capture, redaction);
		if (this.told.isEmpty()) {
			share();
		}
		this.told = Optional.of(new Told(query, snapshot));
		return snapshot;
	}

	private ThreadSnapshot snapshot(SnapshotQuery query, Capture capture, Redaction redaction) {
		QueryFilter filter = new QueryFilter(query, redaction);
		List<SampledThread> threads = capture.threads()
			.stream()
			.filter((thread) -> filter.admits(thread, capture.at(), this.births))
			.toList();
		int daemon = (int) threads.stream().filter(SampledThread::daemon).count();
		int top = query.top().orElse(Integer.MAX_VALUE);
		List<ThreadSnapshot.Group> groups = List.of();
		List<ThreadSnapshot.Member> members = List.of();
		if (query.detail() == SnapshotDetail.GROUPED) {
			groups = new GroupTeller(filter, redaction)
				.groups(Population.of(capture.at(), threads, this.births, UnaryOperator.identity()))
				.stream()
				.limit(top)
				.toList();
		}
		else if (query.detail() == SnapshotDetail.FULL) {
			Map<Long, RedactedText> names = new HashMap<>();
			capture.threads().forEach((thread) -> names.put(thread.id(), redaction.text(thread.name())));
			members = threads.stream()
				.limit(top)
				.map((thread) -> member(thread, capture.at(), redaction, names))
				.toList();
		}
		return new ThreadSnapshot(capture.at(), query.detail(), threads.size(), states(threads), daemon, groups,
				members, capture.lack().isEmpty() ? List.of() : List.of(redaction.text(capture.lack())));
	}

	private SnapshotDifference difference(SnapshotQuery query, Duration since, Redaction redaction) {
		Population earlier = this.history.nearest(this.clock.instant().minus(since))
			.orElseThrow(NothingKeptException::new);
		Capture capture = capture();
		List<SampledThread> platform = capture.threads()
			.stream()
			.filter((thread) -> thread.kind() == ThreadKind.PLATFORM)
			.toList();
		GroupTeller.Comparison comparison = new GroupTeller(new QueryFilter(query, redaction), redaction)
			.compare(earlier, Population.of(capture.at(), platform, this.births, UnaryOperator.identity()));
		int virtual = capture.threads().size() - platform.size();
		int top = (query.detail() == SnapshotDetail.SUMMARY) ? 0 : query.top().orElse(Integer.MAX_VALUE);
		return new SnapshotDifference(capture.at(), earlier.at(), query.detail(), comparison.now(), comparison.before(),
				comparison.grew(top), comparison.shrank(top), comparison.appeared(top), comparison.vanished(top),
				(virtual == 0) ? List.of()
						: List.of(redaction.sentence(
								"Earlier snapshots tell platform threads only: %d virtual threads are not compared.",
								virtual)));
	}

	private Capture capture() {
		Instant now = this.clock.instant();
		if (this.captured.isEmpty() || now.isBefore(this.capturedAt) || now.isAfter(this.sharedUntil)) {
			requireFew();
			this.told = Optional.empty();
			VirtualLook look = this.virtualThreads.apply(now);
			boolean sparing = now.isBefore(this.capturedAt.plus(SPARED_FOR));
			this.captured = Stream.concat(this.sampler.captureAll(now, sparing).stream(), look.threads().stream())
				.toList();
			this.lack = look.lack();
			this.capturedAt = now;
			share();
		}
		return new Capture(this.capturedAt, this.captured, this.lack);
	}

	private void share() {
		this.sharedUntil = this.clock.instant().plus(SHARED_FOR);
	}

	/**
	 * None begins while another one goes on: however many ask at once, they keep one core
	 * busy.
	 */
	private void lock() {
		try {
			if (!this.capturing.tryLock(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
				throw new SnapshotBusyException();
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new SnapshotBusyException();
		}
	}

	private void requireFew() {
		int live = this.sampler.live();
		if (live > this.sampler.maxThreads()) {
			throw new TooManyThreadsException(live, this.sampler.maxThreads());
		}
	}

	/**
	 * Lets go of what was captured for sharing, once it is too old for that.
	 */
	public void forget() {
		if (!this.capturing.tryLock()) {
			// somebody is about to share it
			return;
		}
		try {
			if (this.clock.instant().isAfter(this.sharedUntil)) {
				this.captured = List.of();
				this.told = Optional.empty();
			}
		}
		finally {
			this.capturing.unlock();
		}
	}

	private static Map<Thread.State, Integer> states(List<SampledThread> threads) {
		Map<Thread.State, Integer> states = new EnumMap<>(Thread.State.class);
		threads.forEach((thread) -> states.merge(thread.state(), 1, Integer::sum));
		return states;
	}

	private ThreadSnapshot.Member member(SampledThread thread, Instant now, Redaction redaction,
			Map<Long, RedactedText> names) {
		Optional<RedactedText> waitsOn = thread.lock().known() ? Optional.of(redaction.lock(thread.lock()))
				: Optional.empty();
		return new ThreadSnapshot.Member(thread.id(), Objects.requireNonNull(names.get(thread.id())), thread.kind(),
				thread.state(), Duration.between(thread.firstSeen(), now), thread.daemon(),
				redaction.frames(thread.stack()), waitsOn, Optional.ofNullable(names.get(thread.lock().owner())),
				redaction.labels(this.births.labels(thread.id())));
	}

	private record Capture(Instant at, List<SampledThread> threads, String lack) {
	}

	private record Told(SnapshotQuery query, ThreadSnapshot snapshot) {
	}

}
