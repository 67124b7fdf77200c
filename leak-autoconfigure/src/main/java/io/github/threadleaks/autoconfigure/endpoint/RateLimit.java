// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.autoconfigure.endpoint;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * A token bucket: so many a minute, and of these ten seconds' worth at once. (Sixty full
 * snapshots of 5,000 threads, written at the same time, held an application on two cores
 * up for ten seconds.)
 */
final class RateLimit {

	private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);

	private static final int BURSTS_PER_MINUTE = 6;

	private final long nanosEach;

	private final int burst;

	private final LongSupplier clock;

	/** When the bucket would be full again, if nobody asked. */
	private long fullAt;

	/**
	 * Makes a full bucket.
	 * @param perMinute how many a minute, at least 1
	 * @param clock {@link System#nanoTime()}
	 */
	RateLimit(int perMinute, LongSupplier clock) {
		this.nanosEach = MINUTE / perMinute;
		this.burst = burst(perMinute);
		this.clock = clock;
		this.fullAt = clock.getAsLong();
	}

	/**
	 * How many may come at once.
	 * @param perMinute how many a minute
	 * @return a sixth of them, at least 1
	 */
	static int burst(int perMinute) {
		return Math.max(1, perMinute / BURSTS_PER_MINUTE);
	}

	/**
	 * Takes one.
	 * @return how long to wait for the next, or empty if there was one
	 */
	synchronized Optional<Duration> take() {
		long now = this.clock.getAsLong();
		long from = (this.fullAt - now > 0) ? this.fullAt : now;
		long wait = from + this.nanosEach - now - this.burst * this.nanosEach;
		if (wait > 0) {
			return Optional.of(Duration.ofNanos(wait));
		}
		this.fullAt = from + this.nanosEach;
		return Optional.empty();
	}

}
