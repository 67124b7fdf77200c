// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.signal;

import java.time.Instant;
import java.util.Optional;

import io.github.threadleaks.judge.Verdict;
import io.github.threadleaks.trend.ValueTrend;

/**
 * A signal at its last reading, and whether it grows.
 *
 * @param name which one, raw
 * @param kind what it counts
 * @param value the number, in the kind's unit
 * @param grain the least change that is looked at, in that unit
 * @param perHour how fast it grows, in that unit; 0 while it does not
 * @param since since when it grows; empty while it does not
 * @param verdict {@code WATCHING} when it grows, {@code SUSPECTED} when it has for a day;
 * a number alone confirms nothing
 * @param past what it was, in grains
 */
public record SignalReading(String name, SignalKind kind, double value, double grain, double perHour,
		Optional<Instant> since, Optional<Verdict> verdict, ValueTrend past) {
}
