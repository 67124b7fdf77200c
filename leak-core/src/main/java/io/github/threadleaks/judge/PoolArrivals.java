// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.judge;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Counts the pools that have come one after another, not at once as in a deployment.
 */
final class PoolArrivals {

	/** The time in which pools have come is looked at in so many parts. */
	static final int PARTS = 8;

	/** In at least so many of them pools must have come: a deployment is one. */
	static final int MIN_PARTS = 4;

	/** Of all, at least this share in each half of the time. */
	static final double SHARE_OF_HALF = 0.25;

	/** And at most this share in one part. */
	static final double SHARE_OF_PART = 0.5;

	private PoolArrivals() {
	}

	/**
	 * How many have come within a window.
	 * @param since when each came
	 * @param end the end of the window, which belongs to it
	 * @param window its length; its beginning does not belong to it
	 * @return how many, 0 if they were not spread over the window
	 */
	static int count(List<Instant> since, Instant end, Duration window) {
		long last = end.toEpochMilli();
		long begin = last - window.toMillis();
		int[] parts = new int[PARTS];
		for (Instant pool : since) {
			long at = pool.toEpochMilli();
			if (at > begin && at <= last) {
				parts[(int) ((at - begin - 1) * PARTS / (last - begin))]++;
			}
		}
		int all = IntStream.of(parts).sum();
		int earlier = IntStream.of(parts).limit(PARTS / 2).sum();
		boolean spread = IntStream.of(parts).filter((part) -> part > 0).count() >= MIN_PARTS
				&& IntStream.of(parts).max().orElse(0) <= all * SHARE_OF_PART;
		boolean both = Math.min(earlier, all - earlier) >= all * SHARE_OF_HALF;
		return (spread && both) ? all : 0;
	}

}
