// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.signal;

import java.time.Instant;
import java.util.Optional;

import io.github.threadleaks.judge.Verdict;

/**
 * A signal at a sample, and whether it grows.
 *
 * @param name which one, raw
 * @param kind what it counts
 * @param value the number, in the kind's unit
 * @param perHour how fast it grows, in that unit; 0 while it does not
 * @param since since when it grows; empty while it does not
 * @param verdict {@code WATCHING} when it grows, {@code SUSPECTED} when it has for half
 * an hour; a number alone confirms nothing
 */
public record SignalReading(String name, SignalKind kind, double value, double perHour, Optional<Instant> since,
		Optional<Verdict> verdict) {
}
