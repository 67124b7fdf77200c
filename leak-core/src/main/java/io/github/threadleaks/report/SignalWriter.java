// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.report;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import io.github.threadleaks.judge.Verdict;
import io.github.threadleaks.redact.RedactedText;
import io.github.threadleaks.redact.Redactor;
import io.github.threadleaks.sample.ThreadKind;
import io.github.threadleaks.signal.SignalKind;
import io.github.threadleaks.signal.SignalReading;

/**
 * Tells signals, and which of them grow together with a leak.
 */
public final class SignalWriter {

	/** Leaks whose company is looked for, the largest ones. */
	private static final int LEAKS = 5;

	/** A time of day says enough for so long. */
	private static final Duration DAY = Duration.ofDays(1);

	private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT)
		.withZone(ZoneOffset.UTC);

	private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT)
		.withZone(ZoneOffset.UTC);

	private final Redactor redactor;

	private final Companions companions = new Companions();

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
	 * @return the signals, with a sentence if some grow together with a leak
	 */
	public Signs write(List<SignalReading> readings, ThreadLeakReport report) {
		List<Leak> leaks = report.alarming()
			.stream()
			.filter((leak) -> leak.kind() == ThreadKind.PLATFORM && leak.verdict().atLeast(Verdict.SUSPECTED))
			.sorted(Comparator.comparingInt(Leak::threads).reversed())
			.limit(LEAKS)
			.toList();
		this.companions.retain(leaks);
		Optional<Instant> now = report.sampledAt();
		Optional<Company> company = now.flatMap((at) -> leaks.stream()
			.map((leak) -> new Company(leak, this.companions.of(leak, readings, at)))
			.filter((some) -> !some.signals.isEmpty())
			.max(Comparator.comparing(Company::telling).thenComparingInt((some) -> some.leak.threads())));
		List<Signal> signals = readings.stream().map((reading) -> signal(reading, company)).toList();
		return new Signs(signals, company.map((some) -> sentence(some, now.orElseThrow())));
	}

	/** What grows with a leak is as suspect as the leak. */
	private Signal signal(SignalReading reading, Optional<Company> company) {
		Optional<Company> its = company.filter((some) -> some.signals.contains(reading));
		return new Signal(this.redactor.redact(reading.name()), reading.kind(), reading.value(), reading.perHour(),
				its.map((some) -> some.leak.since()).or(reading::since),
				its.map((some) -> Verdict.SUSPECTED).or(reading::verdict));
	}

	private RedactedText sentence(Company company, Instant now) {
		Leak leak = company.leak;
		List<Object> parts = new ArrayList<>();
		parts.add(leak.threadName());
		company.signals.forEach((signal) -> parts.add(signal.name()));
		DateTimeFormatter time = (Duration.between(leak.since(), now).compareTo(DAY) < 0) ? CLOCK : DATE;
		parts.add(time.format(leak.since()));
		// what it means is a word of ours, and no part that would be masked
		return this.redactor.sentence("Threads %s" + ", %s".repeat(company.signals.size() - 1)
				+ " and %s have grown together since %s UTC: " + company.telling().together() + ".", parts.toArray());
	}

	/**
	 * What grows together.
	 *
	 * @param leak the threads
	 * @param signals what grows with them, at least one
	 */
	private record Company(Leak leak, List<SignalReading> signals) {

		SignalKind telling() {
			return this.signals.stream().map(SignalReading::kind).max(Comparator.naturalOrder()).orElseThrow();
		}

	}

}
