// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.report;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import io.github.threadleaks.judge.Verdict;
import io.github.threadleaks.redact.RedactedText;
import io.github.threadleaks.redact.Redactor;
import io.github.threadleaks.sample.ThreadKind;
import io.github.threadleaks.signal.SignalReading;

/**
 * Tells signals, and which of them grow together with a leak.
 */
public final class SignalWriter {

	/**
	 * What begins together is not seen to rise at the same sample: the one may need more
	 * of it than the other to be above what it was.
	 */
	private static final Duration APART = Duration.ofMinutes(2);

	/** The same, for what has gone on for long, as a share of the time. */
	private static final double APART_SHARE = 0.25;

	private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT)
		.withZone(ZoneOffset.UTC);

	private final Redactor redactor;

	/**
	 * Makes a writer.
	 * @param redactor masks names
	 */
	public SignalWriter(Redactor redactor) {
		this.redactor = redactor;
	}

	/**
	 * Tells what was read.
	 * @param readings the signals
	 * @param report the report on the threads
	 * @return the signals, with a sentence if some grow together with the largest leak
	 */
	public Signs write(List<SignalReading> readings, ThreadLeakReport report) {
		List<Signal> signals = readings.stream()
			.map((reading) -> new Signal(this.redactor.redact(reading.name()), reading.kind(), reading.value(),
					reading.perHour(), reading.since(), reading.verdict()))
			.toList();
		Optional<Instant> now = report.sampledAt();
		return new Signs(signals, now.flatMap((at) -> report.alarming()
			.stream()
			.filter((leak) -> leak.kind() == ThreadKind.PLATFORM && leak.verdict().atLeast(Verdict.SUSPECTED)
					&& leak.growthPerHour() > 0)
			.max(Comparator.comparingInt(Leak::threads))
			.flatMap((leak) -> together(leak, signals, at))));
	}

	private Optional<RedactedText> together(Leak leak, List<Signal> signals, Instant now) {
		List<Signal> grown = signals.stream()
			.filter((signal) -> signal.since().isPresent() && began(leak.since(), signal.since().get(), now))
			.toList();
		if (grown.isEmpty()) {
			return Optional.empty();
		}
		// what is most telling stands first in a list of the JVM's and the pools' signals
		Signal telling = grown.stream().max(Comparator.comparing(Signal::kind)).orElseThrow();
		String sentence = "Threads " + "%s".concat(", %s".repeat(grown.size() - 1)) + " and %s grow together since %s UTC: "
				+ telling.kind().together() + ".";
		Object[] parts = new Object[grown.size() + 2];
		parts[0] = leak.threadName();
		for (int i = 0; i < grown.size(); i++) {
			parts[i + 1] = grown.get(i).name();
		}
		parts[parts.length - 1] = CLOCK.format(leak.since());
		return Optional.of(this.redactor.sentence(sentence, parts));
	}

	private static boolean began(Instant one, Instant other, Instant now) {
		Duration apart = Duration.between(one, other).abs();
		Duration age = Duration.between(one.isBefore(other) ? other : one, now);
		return apart.compareTo(APART) <= 0 || apart.toMillis() <= age.toMillis() * APART_SHARE;
	}

}
