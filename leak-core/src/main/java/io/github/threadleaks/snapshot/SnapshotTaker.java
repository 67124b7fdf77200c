// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.snapshot;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.google.re2j.Pattern;
import io.github.threadleaks.group.NameMask;
import io.github.threadleaks.lifecycle.Births;
import io.github.threadleaks.lifecycle.CreationSite;
import io.github.threadleaks.redact.RedactedText;
import io.github.threadleaks.redact.Redactor;
import io.github.threadleaks.sample.Frame;
import io.github.threadleaks.sample.SampledThread;
import io.github.threadleaks.sample.ThreadKind;
import io.github.threadleaks.sample.ThreadSampler;
import io.github.threadleaks.sample.ThreadStack;
import io.github.threadleaks.sample.VirtualLook;

/**
 * Takes snapshots, one at a time: those who ask meanwhile, and within a second, share the
 * captured threads.
 */
public final class SnapshotTaker {

	private static final Duration SHARED_FOR = Duration.ofSeconds(1);

	private final ThreadSampler sampler;

	private final Function<Instant, VirtualLook> virtualThreads;

	private final Redactor redactor;

	private final InstantSource clock;

	private final Births births;

	private Instant capturedAt = Instant.MIN;

	private List<SampledThread> captured = List.of();

	private String lack = "";

	/**
	 * Makes a taker that tells platform threads only.
	 * @param sampler reads the threads
	 * @param redactor masks every text
	 * @param clock says when
	 * @param births tells where threads come from
	 */
	public SnapshotTaker(ThreadSampler sampler, Redactor redactor, InstantSource clock, Births births) {
		this(sampler, (now) -> VirtualLook.NONE, redactor, clock, births);
	}

	/**
	 * Makes a taker.
	 * @param sampler reads the platform threads
	 * @param virtualThreads reads the virtual ones
	 * @param redactor masks every text
	 * @param clock says when
	 * @param births tells where threads come from
	 */
	public SnapshotTaker(ThreadSampler sampler, Function<Instant, VirtualLook> virtualThreads, Redactor redactor,
			InstantSource clock, Births births) {
		this.sampler = sampler;
		this.virtualThreads = virtualThreads;
		this.redactor = redactor;
		this.clock = clock;
		this.births = births;
	}

	/**
	 * Takes a snapshot, on the caller's thread.
	 * @param query what to tell
	 * @return the snapshot
	 */
	public ThreadSnapshot take(SnapshotQuery query) {
		Capture capture = capture();
		Redaction redaction = new Redaction(this.redactor);
		Map<Long, RedactedText> names = new HashMap<>();
		List<SampledThread> threads = capture.threads()
			.stream()
			.filter((thread) -> matches(query, thread, capture.at(), redaction))
			.toList();
		Map<Thread.State, Integer> states = states(threads);
		int daemon = (int) threads.stream().filter(SampledThread::daemon).count();
		List<ThreadSnapshot.Group> groups = List.of();
		List<ThreadSnapshot.Member> members = List.of();
		int top = query.top().orElse(Integer.MAX_VALUE);
		if (query.detail() == SnapshotDetail.GROUPED) {
			groups = groups(threads, capture.at(), redaction).stream().limit(top).toList();
		}
		else if (query.detail() == SnapshotDetail.FULL) {
			capture.threads().forEach((thread) -> names.put(thread.id(), this.redactor.redact(thread.name())));
			members = threads.stream()
				.limit(top)
				.map((thread) -> member(thread, capture.at(), redaction, names))
				.toList();
		}
		return new ThreadSnapshot(capture.at(), query.detail(), threads.size(), states, daemon, groups, members,
				capture.lack().isEmpty() ? List.of() : List.of(this.redactor.redact(capture.lack())));
	}

	private synchronized Capture capture() {
		Instant now = this.clock.instant();
		if (this.captured.isEmpty() || now.isBefore(this.capturedAt) || now.isAfter(this.capturedAt.plus(SHARED_FOR))) {
			VirtualLook look = this.virtualThreads.apply(now);
			this.captured = Stream.concat(this.sampler.captureAll(now).stream(), look.threads().stream()).toList();
			this.lack = look.lack();
			this.capturedAt = now;
		}
		return new Capture(this.capturedAt, this.captured, this.lack);
	}

	/**
	 * Lets go of what was captured for sharing, once it is too old for that.
	 */
	public synchronized void forget() {
		if (this.clock.instant().isAfter(this.capturedAt.plus(SHARED_FOR))) {
			this.captured = List.of();
		}
	}

	private boolean matches(SnapshotQuery query, SampledThread thread, Instant now, Redaction redaction) {
		return query.states().contains(thread.state())
				&& Duration.between(thread.firstSeen(), now).compareTo(query.minAge()) >= 0
				&& matches(query.name(), List.of(this.redactor.redact(thread.name())))
				&& (query.frame().isEmpty() || matches(query.frame(), redaction.frames(thread.stack())));
	}

	private static boolean matches(Optional<Pattern> pattern, List<RedactedText> texts) {
		return pattern.isEmpty() || texts.stream().anyMatch((text) -> pattern.get().matcher(text.toString()).find());
	}

	private static Map<Thread.State, Integer> states(List<SampledThread> threads) {
		Map<Thread.State, Integer> states = new EnumMap<>(Thread.State.class);
		threads.forEach((thread) -> states.merge(thread.state(), 1, Integer::sum));
		return states;
	}

	private List<ThreadSnapshot.Group> groups(List<SampledThread> threads, Instant now, Redaction redaction) {
		Map<GroupKey, List<SampledThread>> groups = threads.stream()
			.collect(Collectors.groupingBy(
					(thread) -> new GroupKey(thread.kind(), this.redactor.redact(thread.name(), NameMask::mask),
							thread.stack(), createdAt(thread)),
					LinkedHashMap::new, Collectors.toCollection(ArrayList::new)));
		return groups.entrySet()
			.stream()
			.map((entry) -> group(entry.getKey(), entry.getValue(), now, redaction))
			.sorted(Comparator.comparingInt(ThreadSnapshot.Group::threads)
				.reversed()
				.thenComparing(ThreadSnapshot.Group::threadName))
			.toList();
	}

	private ThreadSnapshot.Group group(GroupKey key, List<SampledThread> members, Instant now, Redaction redaction) {
		Optional<RedactedText> waitsOn = members.stream()
			.map((member) -> member.lock().type())
			.filter((type) -> !type.isEmpty())
			.findFirst()
			.map(this.redactor::redact);
		Instant oldest = members.stream().map(SampledThread::firstSeen).min(Comparator.naturalOrder()).orElse(now);
		return new ThreadSnapshot.Group(members.size(), key.name(), key.kind(), states(members),
				redaction.frames(key.stack()), waitsOn,
				key.createdAt().frames().stream().map(Frame::toString).map(this.redactor::redact).toList(),
				Duration.between(oldest, now));
	}

	private ThreadSnapshot.Member member(SampledThread thread, Instant now, Redaction redaction,
			Map<Long, RedactedText> names) {
		Optional<RedactedText> waitsOn = thread.lock().known()
				? Optional.of(this.redactor
					.redact(thread.lock().type() + "@" + Integer.toHexString(thread.lock().identity())))
				: Optional.empty();
		return new ThreadSnapshot.Member(thread.id(), this.redactor.redact(thread.name()), thread.kind(),
				thread.state(), Duration.between(thread.firstSeen(), now), thread.daemon(),
				redaction.frames(thread.stack()), waitsOn, Optional.ofNullable(names.get(thread.lock().owner())),
				labels(thread));
	}

	/** Births of virtual threads are counted, not told. */
	private CreationSite createdAt(SampledThread thread) {
		return (thread.kind() == ThreadKind.PLATFORM) ? this.births.origin(thread.id()).site() : CreationSite.UNKNOWN;
	}

	private Map<RedactedText, RedactedText> labels(SampledThread thread) {
		Map<RedactedText, RedactedText> labels = new LinkedHashMap<>();
		this.births.labels(thread.id())
			.forEach((label, value) -> labels.put(this.redactor.redact(label), this.redactor.redact(value)));
		return labels;
	}

	private record Capture(Instant at, List<SampledThread> threads, String lack) {
	}

	private record GroupKey(ThreadKind kind, RedactedText name, ThreadStack stack, CreationSite createdAt) {
	}

	/**
	 * Redacted frames of the stacks of one snapshot: ten thousand threads have a dozen.
	 */
	private record Redaction(Redactor redactor, Map<ThreadStack, List<RedactedText>> stacks) {

		Redaction(Redactor redactor) {
			this(redactor, new HashMap<>());
		}

		List<RedactedText> frames(ThreadStack stack) {
			return this.stacks.computeIfAbsent(stack,
					(key) -> key.frames().stream().map(Frame::toString).map(this.redactor::redact).toList());
		}
	}

}
