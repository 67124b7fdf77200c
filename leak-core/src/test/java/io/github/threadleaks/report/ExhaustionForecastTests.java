// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.report;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import io.github.threadleaks.judge.Ending;
import io.github.threadleaks.judge.Finding;
import io.github.threadleaks.judge.Pattern;
import io.github.threadleaks.judge.Verdict;
import io.github.threadleaks.sample.ThreadLimit;
import io.github.threadleaks.trend.Pace;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The arithmetic of the forecast; 1,000 threads are left and 10 live.
 */
class ExhaustionForecastTests {

	private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

	private List<ThreadLimit> limits = List.of(new ThreadLimit("cgroup pids.max", 1_500, 500));

	private final ExhaustionForecast forecast = new ExhaustionForecast(() -> this.limits);

	private static Finding finding(Verdict verdict, Pace pace) {
		return new Finding("3f9a1c07", verdict, Pattern.UNKNOWN, List.of(), 10, 0, pace, NOW, List.of(), List.of(),
				Ending.NONE);
	}

	private Optional<Exhaustion> of(Pace... paces) {
		return this.forecast.of(Arrays.stream(paces).map((pace) -> finding(Verdict.SUSPECTED, pace)).toList(), 10, NOW);
	}

	@Test
	void theIntervalIsThatOfThePace() {
		assertThat(of(new Pace(100, 50, 200))).hasValue(new Exhaustion(Duration.ofHours(10), Duration.ofHours(5),
				Optional.of(Duration.ofHours(20)), 1_500, 500, "cgroup pids.max", 100));
	}

	@Test
	void aPaceThatMayBeZeroHasNoLatestEnd() {
		assertThat(of(new Pace(100, 0, 200)).orElseThrow().latest()).isEmpty();
		assertThat(of(new Pace(100, -20, 200)).orElseThrow().latest()).isEmpty();
	}

	@Test
	void anEndThatMayBeBeyondAYearHasNoLatest() {
		assertThat(of(new Pace(100, 0.001, 200)).orElseThrow().latest()).isEmpty();
	}

	@Test
	void theYearItselfIsTold() {
		double inAYear = 1_000 / (365 * 24.0);
		assertThat(of(new Pace(inAYear * 1.001, 0, 1)).orElseThrow().in()).isBetween(Duration.ofDays(364),
				Duration.ofDays(365));
		assertThat(of(new Pace(inAYear * 0.999, 0, 1))).isEmpty();
	}

	@Test
	void leaksAddUp() {
		assertThat(of(new Pace(60, 40, 80), new Pace(40, 10, 120))).hasValueSatisfying((exhaustion) -> {
			assertThat(exhaustion.perHour()).isEqualTo(100);
			assertThat(exhaustion.in()).hasHours(10);
			assertThat(exhaustion.earliest()).hasHours(5);
			assertThat(exhaustion.latest()).hasValue(Duration.ofHours(20));
		});
	}

	@Test
	void whatIsOnlyWatchedOrStandsStillDoesNotCount() {
		assertThat(this.forecast.of(List.of(finding(Verdict.WATCHING, new Pace(100, 50, 200))), 10, NOW)).isEmpty();
		assertThat(of(Pace.NONE)).isEmpty();
		assertThat(of()).isEmpty();
	}

	@Test
	void betweenTwoReadsTheUseGoesAlongWithTheThreads() {
		List<Finding> leak = List.of(finding(Verdict.CONFIRMED, new Pace(100, 100, 100)));
		assertThat(this.forecast.of(leak, 10, NOW).orElseThrow().used()).isEqualTo(500);
		this.limits = List.of(new ThreadLimit("cgroup pids.max", 1_500, 900));
		assertThat(this.forecast.of(leak, 30, NOW.plusSeconds(29)).orElseThrow().used()).isEqualTo(520);
		assertThat(this.forecast.of(leak, 30, NOW.plusSeconds(30)).orElseThrow().used()).isEqualTo(900);
	}

	@Test
	void aClockThatIsSetBackReadsAfresh() {
		List<Finding> leak = List.of(finding(Verdict.CONFIRMED, new Pace(100, 100, 100)));
		assertThat(this.forecast.of(leak, 10, NOW)).isPresent();
		this.limits = List.of();
		assertThat(this.forecast.of(leak, 10, NOW.minusSeconds(3_600))).isEmpty();
	}

}
