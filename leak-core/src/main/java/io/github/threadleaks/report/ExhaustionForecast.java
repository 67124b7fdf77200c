// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.report;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import io.github.threadleaks.judge.Finding;
import io.github.threadleaks.judge.Verdict;
import io.github.threadleaks.sample.ThreadLimit;
import io.github.threadleaks.trend.Pace;

/**
 * Sets the pace of the leaks against the nearest limit. Remembers the limits for a while,
 * and reads none while nothing grows.
 */
final class ExhaustionForecast {

	/**
	 * Limits hold so long: they change by hand or not at all, and in between the use goes
	 * along with the threads of this JVM.
	 */
	static final Duration LIMITS_HOLD = Duration.ofSeconds(30);

	/**
	 * What is further away is not told. Growth is known over a week at most, and services
	 * are restarted far more often than once a year: such a number is noise.
	 */
	static final Duration HORIZON = Duration.ofDays(365);

	private static final double SECONDS_PER_HOUR = 3600;

	private final Supplier<List<ThreadLimit>> source;

	private List<ThreadLimit> limits = List.of();

	private Instant readAt = Instant.EPOCH;

	private int liveThen;

	ExhaustionForecast(Supplier<List<ThreadLimit>> source) {
		this.source = source;
	}

	/**
	 * Looks ahead.
	 * @param open the open leaks
	 * @param live threads of this JVM now
	 * @param now the time of the sample
	 * @return the nearest end, or empty if nothing grows, nothing limits, or it is beyond
	 * the horizon
	 */
	Optional<Exhaustion> of(List<Finding> open, int live, Instant now) {
		Pace pace = pace(open);
		if (pace.perHour() <= 0) {
			return Optional.empty();
		}
		if (Duration.between(this.readAt, now).abs().compareTo(LIMITS_HOLD) >= 0) {
			this.limits = this.source.get();
			this.readAt = now;
			this.liveThen = live;
		}
		// all count threads and all are filled at the same pace: the nearest has the
		// fewest left
		return this.limits.stream()
			.map((limit) -> new ThreadLimit(limit.source(), limit.limit(),
					Math.max(0, limit.used() + live - this.liveThen)))
			.min(Comparator.comparingLong(ThreadLimit::left))
			.flatMap((limit) -> exhaustion(limit, pace));
	}

	private static Pace pace(List<Finding> open) {
		return open.stream()
			.filter((finding) -> finding.verdict().atLeast(Verdict.SUSPECTED))
			.map(Finding::pace)
			.reduce(Pace.NONE, Pace::plus);
	}

	private static Optional<Exhaustion> exhaustion(ThreadLimit limit, Pace pace) {
		return until(limit, pace.perHour()).map((in) -> {
			Duration earliest = until(limit, Math.max(pace.high(), pace.perHour())).orElse(in);
			Optional<Duration> latest = until(limit, Math.min(pace.low(), pace.perHour()));
			return new Exhaustion(in, earliest, latest, limit.limit(), limit.used(), limit.source(), pace.perHour());
		});
	}

	private static Optional<Duration> until(ThreadLimit limit, double perHour) {
		if (perHour <= 0) {
			return Optional.empty();
		}
		double seconds = limit.left() / perHour * SECONDS_PER_HOUR;
		return (seconds <= HORIZON.toSeconds()) ? Optional.of(Duration.ofSeconds((long) seconds)) : Optional.empty();
	}

}
