// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.report;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.threadleaks.group.FamilyKey;
import io.github.threadleaks.group.GroupedSample;
import io.github.threadleaks.judge.Creation;
import io.github.threadleaks.judge.Evidence;
import io.github.threadleaks.judge.EvidenceKind;
import io.github.threadleaks.judge.Finding;
import io.github.threadleaks.judge.Judgement;
import io.github.threadleaks.redact.RedactedText;
import io.github.threadleaks.redact.Redactor;
import io.github.threadleaks.sample.Frame;
import io.github.threadleaks.sample.SampledThread;
import io.github.threadleaks.sample.ThreadLimit;
import io.github.threadleaks.sample.ThreadSample;
import io.github.threadleaks.sample.ThreadStack;
import io.github.threadleaks.settings.ThreadLeakSettings;
import io.github.threadleaks.trend.Trends;

/**
 * Turns what was judged into what may be read.
 */
public final class Reporter {

	/** Leaks with examples; the others are told without. */
	private static final int WITH_EXAMPLES = 20;

	private static final int EXAMPLES = 3;

	/** Frames told of a wait: enough to reach the code that owns it. */
	private static final int WAIT_FRAMES = 10;

	private static final int CACHED_STACKS = 500;

	private final Redactor redactor;

	private final SummaryWriter summaries;

	private final OriginWriter origins;

	private final ThreadLeakSettings settings;

	private final ExhaustionForecast forecast;

	private final Map<ThreadStack, List<RedactedText>> stacks = new HashMap<>();

	/** What started the members of leaks, kept while they are told. */
	private final Map<FamilyKey, Creation> creations = new HashMap<>();

	/**
	 * Makes a reporter.
	 * @param settings the interval and the warm-up
	 * @param redactor masks every text
	 * @param limits tells what limits the number of threads, when something grows
	 */
	public Reporter(ThreadLeakSettings settings, Redactor redactor, Supplier<List<ThreadLimit>> limits) {
		this.settings = settings;
		this.redactor = redactor;
		this.summaries = new SummaryWriter(redactor);
		this.origins = new OriginWriter(redactor);
		this.forecast = new ExhaustionForecast(limits);
	}

	/**
	 * Writes the report on a sample.
	 * @param judgement what was judged
	 * @param trends what it was judged by
	 * @return the report, with no cost yet and no leak accepted
	 */
	public ThreadLeakReport report(Judgement judgement, Trends trends) {
		GroupedSample grouped = trends.sample();
		List<Leak> open = judgement.open().isEmpty() ? List.of() : open(judgement.open(), grouped);
		List<Leak> resolved = judgement.resolved().isEmpty() ? List.of()
				: judgement.resolved()
					.stream()
					.map((finding) -> leak(finding, this.summaries.resolved(finding), grouped, List.of()))
					.toList();
		if (!this.creations.isEmpty()) {
			this.creations.keySet()
				.retainAll(Stream.of(judgement.open(), judgement.resolved())
					.flatMap(List::stream)
					.map(Finding::key)
					.collect(Collectors.toSet()));
		}
		List<RedactedText> degraded = grouped.sample().degraded().stream().map(this.redactor::redact).toList();
		boolean warmingUp = trends.observedFor().compareTo(this.settings.detection().warmUp()) < 0;
		return new ThreadLeakReport(Status.of(open, warmingUp), Optional.of(grouped.at()), trends.observedFor(),
				this.settings.sampling().interval(), counts(grouped), open, resolved,
				this.forecast.of(judgement.open(), grouped.sample().live(), grouped.at()), Signs.NONE,
				new SamplingCost(Duration.ZERO, 0, degraded));
	}

	/**
	 * Writes the report on a sample that could not be judged.
	 * @param grouped the sample, with counts only or incomplete
	 * @param before the report before; what it says of leaks still stands
	 * @return the report, with no cost yet
	 */
	public ThreadLeakReport unjudged(GroupedSample grouped, ThreadLeakReport before) {
		ThreadSample sample = grouped.sample();
		ThreadCounts counts = sample.countsOnly()
				? new ThreadCounts(sample.live(), sample.daemon(), sample.peak(), sample.started(),
						before.threads().dormant(), before.threads().states(), before.threads().virtual())
				: counts(grouped);
		return new ThreadLeakReport(before.status(), Optional.of(sample.takenAt()), before.observedFor(),
				this.settings.sampling().interval(), counts, before.leaks(), before.resolved(), before.exhaustion(),
				before.signs(),
				new SamplingCost(Duration.ZERO, 0, sample.degraded().stream().map(this.redactor::redact).toList()));
	}

	private List<Leak> open(List<Finding> findings, GroupedSample grouped) {
		Set<FamilyKey> keys = findings.stream().limit(WITH_EXAMPLES).map(Finding::key).collect(Collectors.toSet());
		Map<FamilyKey, List<SampledThread>> members = grouped.members(keys, Creation.MEMBERS);
		members.forEach((key, threads) -> this.creations.put(key, Creation.of(threads, grouped.births())));
		return findings.stream()
			.map((finding) -> leak(finding, this.summaries.open(finding, grouped.at()), grouped,
					members.getOrDefault(finding.key(), List.of())))
			.toList();
	}

	private static ThreadCounts counts(GroupedSample grouped) {
		ThreadSample sample = grouped.sample();
		return new ThreadCounts(sample.live(), sample.daemon(), sample.peak(), sample.started(), grouped.dormant(),
				grouped.states(), new ThreadCounts.Virtual(0, false));
	}

	private Leak leak(Finding finding, RedactedText summary, GroupedSample grouped, List<SampledThread> examples) {
		Duration oldest = (finding.threads() > 0) ? Duration.between(finding.family().oldest(), grouped.at())
				: Duration.ZERO;
		Optional<Creation> creation = Optional.ofNullable(this.creations.get(finding.key()));
		return new Leak(finding.id(), finding.verdict(), false, finding.pattern(), summary,
				this.summaries.name(finding.family()), finding.key().kind(), finding.threads(),
				finding.pace().perHour(), finding.since(), oldest, this.origins.createdAt(finding.family(), creation),
				creation.map(this.origins::createdBy).orElse(Map.of()),
				creation.map(this.origins::labels).orElse(Map.of()),
				finding.family().site().frames(WAIT_FRAMES).stream().map(this.redactor::redact).toList(),
				finding.family().state(),
				finding.families()
					.stream()
					.map((family) -> new Leak.Family(this.summaries.name(family), family.threads()))
					.toList(),
				Stream
					.concat(finding.evidence().stream().map((fact) -> withBirths(fact, finding, grouped)),
							creation.flatMap(Creation::evidence).stream())
					.map((fact) -> new Leak.EvidenceLine(fact.kind(),
							this.redactor.sentence(fact.sentence(), fact.parts().toArray()), fact.value(), fact.unit()))
					.toList(),
				finding.history().stream().map((point) -> new Leak.Size(point.at(), point.threads())).toList(),
				examples.stream().limit(EXAMPLES).map((thread) -> example(thread, grouped)).toList());
	}

	/** Samples see who came and stayed; births and deaths tell of all. */
	private static Evidence withBirths(Evidence fact, Finding finding, GroupedSample grouped) {
		if (fact.kind() != EvidenceKind.NO_RETURN) {
			return fact;
		}
		return grouped.births()
			.counts(finding.family().createdAt())
			.map((counts) -> fact.and("This code has been seen to start %d threads, of which %s ended.",
					counts.started(), (counts.ended() == 0) ? "none has" : counts.ended() + " have"))
			.orElse(fact);
	}

	private Leak.Example example(SampledThread thread, GroupedSample grouped) {
		return new Leak.Example(thread.id(), this.redactor.redact(thread.name()), thread.state(),
				Duration.between(thread.firstSeen(), grouped.at()), Duration.between(thread.idleSince(), grouped.at()),
				frames(thread.stack()));
	}

	private List<RedactedText> frames(ThreadStack stack) {
		if (this.stacks.size() > CACHED_STACKS) {
			this.stacks.clear();
		}
		return this.stacks.computeIfAbsent(stack,
				(key) -> key.frames().stream().map(Frame::toString).map(this.redactor::redact).toList());
	}

}
