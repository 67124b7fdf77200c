// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.report;

import java.time.Instant;
import java.util.Optional;

import io.github.threadleaks.judge.Verdict;
import io.github.threadleaks.redact.RedactedText;
import io.github.threadleaks.signal.SignalKind;

/**
 * Something besides threads that may grow without end, as it was at the last reading.
 *
 * @param name which one, such as {@code heap} or {@code connections:HikariPool-1}
 * @param kind what it counts
 * @param value the number, in the kind's unit
 * @param growthPerHour how fast it grows, in that unit; 0 while it does not
 * @param since since when it grows; empty while it does not
 * @param verdict {@code WATCHING} when it grows, {@code SUSPECTED} when it has for half
 * an hour; empty while it does not
 */
public record Signal(RedactedText name, SignalKind kind, double value, double growthPerHour, Optional<Instant> since,
		Optional<Verdict> verdict) {
}
