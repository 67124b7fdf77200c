// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.autoconfigure.endpoint;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How many a minute.
 */
class RateLimitTests {

	private long now = Long.MAX_VALUE - 1_000;

	private final RateLimit limit = new RateLimit(36, () -> this.now);

	private int taken(int attempts) {
		int taken = 0;
		for (int i = 0; i < attempts; i++) {
			taken += this.limit.take().isEmpty() ? 1 : 0;
		}
		return taken;
	}

	@Test
	void tenSecondsWorthMayComeAtOnce() {
		assertThat(taken(100)).isEqualTo(6);
	}

	@Test
	void oneMayAlwaysCome() {
		RateLimit least = new RateLimit(1, () -> this.now);
		assertThat(least.take()).isEmpty();
		assertThat(least.take()).hasValue(Duration.ofMinutes(1));
	}

	@Test
	void thenOneComesBackAtATime() {
		taken(6);
		// a 36th of a minute
		Duration each = Duration.ofMinutes(1).dividedBy(36);
		assertThat(this.limit.take()).hasValue(each);
		this.now += each.minusMillis(1).toNanos();
		assertThat(this.limit.take()).hasValue(Duration.ofMillis(1));
		this.now += Duration.ofMillis(1).toNanos();
		assertThat(taken(10)).isOne();
	}

	@Test
	void whoWaitsForLongMayHaveNoMoreThanThatEither() {
		taken(6);
		this.now += Duration.ofHours(5).toNanos();
		assertThat(taken(100)).isEqualTo(6);
	}

	@Test
	void inTheLongRunItIsTheRate() {
		int taken = 0;
		for (int second = 0; second < 3_600; second++) {
			this.now += Duration.ofSeconds(1).toNanos();
			taken += taken(3);
		}
		assertThat(taken).isBetween(36 * 60, 36 * 60 + 6);
	}

}
