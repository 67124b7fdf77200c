// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.judge;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Each rule, at its edge.
 */
class PoolArrivalsTests {

	private static final Instant END = Instant.parse("2026-01-01T01:00:00Z");

	private static final Duration PART = Duration.ofSeconds(5);

	private static final Duration WINDOW = PART.multipliedBy(PoolArrivals.PARTS);

	/** Pools that come in the middle of each part, so many. */
	private static int count(int... parts) {
		assertThat(parts).hasSize(PoolArrivals.PARTS);
		List<Instant> since = new ArrayList<>();
		for (int part = 0; part < parts.length; part++) {
			Instant at = END.minus(WINDOW).plus(PART.multipliedBy(part)).plus(PART.dividedBy(2));
			IntStream.range(0, parts[part]).forEach((pool) -> since.add(at));
		}
		return PoolArrivals.count(since, END, WINDOW);
	}

	/** One pool at each of these seconds before the end. */
	private static int countAt(double... secondsBefore) {
		return PoolArrivals.count(Arrays.stream(secondsBefore)
			.mapToObj((seconds) -> END.minusMillis(Math.round(seconds * 1000)))
			.toList(), END, WINDOW);
	}

	@Test
	void poolsThatComeOneAfterAnotherAreCounted() {
		assertThat(count(1, 1, 1, 1, 1, 1, 1, 1)).isEqualTo(8);
		assertThat(count(3, 0, 2, 7, 1, 4, 0, 5)).isEqualTo(22);
	}

	@Test
	void noPoolsAreNone() {
		assertThat(count(0, 0, 0, 0, 0, 0, 0, 0)).isZero();
	}

	@Test
	void aDeploymentMakesThemInFewerParts() {
		assertThat(count(2, 0, 2, 0, 2, 0, 0, 2)).isEqualTo(8);
		assertThat(count(3, 0, 0, 0, 3, 0, 0, 2)).isZero();
	}

	@Test
	void atMostHalfComeInOnePart() {
		assertThat(count(1, 1, 0, 4, 1, 1, 0, 0)).isEqualTo(8);
		assertThat(count(1, 1, 0, 5, 1, 1, 0, 0)).isZero();
	}

	@Test
	void eachHalfHasAQuarterOfThem() {
		assertThat(count(2, 2, 2, 0, 2, 0, 0, 0)).isEqualTo(8);
		assertThat(count(2, 2, 3, 0, 2, 0, 0, 0)).isZero();
		assertThat(count(0, 0, 0, 2, 2, 2, 2, 0)).isEqualTo(8);
		assertThat(count(0, 0, 0, 2, 2, 3, 2, 0)).isZero();
	}

	@Test
	void theEndOfTheWindowBelongsToItAndItsBeginningDoesNot() {
		double window = WINDOW.toSeconds();
		assertThat(countAt(0, 12, 22, 32)).isEqualTo(4);
		assertThat(countAt(-0.001, 12, 22, 32)).isZero();
		assertThat(countAt(2, 12, 22, window - 0.001)).isEqualTo(4);
		assertThat(countAt(2, 12, 22, window)).isZero();
		assertThat(countAt(2, 12, 22, 32, window, -0.001)).isEqualTo(4);
	}

	@Test
	void anInstantBetweenTwoPartsBelongsToTheEarlier() {
		// 20 s ago is the end of the first half
		assertThat(countAt(2, 12, 20, 32)).isEqualTo(4);
		assertThat(countAt(2, 7, 12, 20)).isEqualTo(4);
		assertThat(countAt(2, 7, 12, 19.999)).isZero();
	}

}
