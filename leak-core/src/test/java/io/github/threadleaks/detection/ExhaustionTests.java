// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.detection;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.threadleaks.report.Exhaustion;
import io.github.threadleaks.report.Status;
import io.github.threadleaks.report.ThreadLeakReport;
import io.github.threadleaks.sample.ThreadLimit;
import io.github.threadleaks.settings.DetectionSettings;
import io.github.threadleaks.settings.SamplingSettings;
import io.github.threadleaks.settings.ThreadLeakSettings;
import io.github.threadleaks.simulation.Population;
import io.github.threadleaks.simulation.Simulation;
import io.github.threadleaks.simulation.Wait;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How long until no more threads can be started.
 */
class ExhaustionTests {

	private static final Duration TWO_MINUTES = Duration.ofMinutes(2);

	private final Simulation jvm = Simulation.of(ThreadLeakSettings.DEFAULTS).run(Duration.ofMinutes(5));

	private final Population leaked = this.jvm.threads("mailer-%d", Wait.take("com.acme.Mailer.run"));

	private List<ThreadLimit> limit(long limit) {
		return List.of(new ThreadLimit("cgroup pids.max", limit, this.leaked.size()));
	}

	private Exhaustion exhaustion() {
		return this.jvm.report().exhaustion().orElseThrow();
	}

	@Test
	void sixtyThreadsAMinuteFillAThousandInTheTimeThatIsLeft() {
		this.leaked.perMinute(60);
		this.jvm.limitedBy(() -> limit(1_000)).run(TWO_MINUTES);
		assertThat(exhaustion().source()).isEqualTo("cgroup pids.max");
		assertThat(exhaustion().limit()).isEqualTo(1_000);
		assertThat(exhaustion().used()).isEqualTo(120);
		assertThat(exhaustion().perHour()).isCloseTo(3_600, Percentage.withPercentage(5));
		assertThat(exhaustion().in().toSeconds()).isCloseTo(880, Percentage.withPercentage(5));
		assertThat(exhaustion().earliest()).isBetween(Duration.ofSeconds(640), exhaustion().in());
		assertThat(exhaustion().latest().orElseThrow()).isBetween(exhaustion().in(), Duration.ofSeconds(1_320));
	}

	@Test
	void itComesNearerWithEverySample() {
		this.leaked.perMinute(60);
		this.jvm.limitedBy(() -> limit(1_000)).run(TWO_MINUTES);
		for (int i = 0; i < 12; i++) {
			Duration before = exhaustion().in();
			this.jvm.run(Duration.ofSeconds(5));
			assertThat(exhaustion().in()).isLessThan(before);
			assertThat(exhaustion().used()).isEqualTo(this.leaked.size());
		}
	}

	@Test
	void atTheLimitThereIsNoTimeLeft() {
		this.leaked.perMinute(60);
		this.jvm.limitedBy(() -> limit(100)).run(TWO_MINUTES);
		assertThat(exhaustion().in()).isZero();
		assertThat(exhaustion().latest()).hasValue(Duration.ZERO);
	}

	@Test
	void theNearestLimitIsTold() {
		this.leaked.perMinute(60);
		this.jvm.limitedBy(() -> List.of(new ThreadLimit("kernel.threads-max", 500, 100),
				new ThreadLimit("ulimit -u", 100_000, 99_700), new ThreadLimit("kernel.pid_max", 1_000, 10)));
		this.jvm.run(TWO_MINUTES);
		assertThat(exhaustion().source()).isEqualTo("ulimit -u");
	}

	@Test
	void withoutALimitOrBeyondAYearThereIsNoEnd() {
		this.leaked.perMinute(60);
		assertThat(this.jvm.run(TWO_MINUTES).report().exhaustion()).isEmpty();
		this.jvm.limitedBy(() -> limit(1_000_000_000)).run(Duration.ofMinutes(1));
		assertThat(this.jvm.report().exhaustion()).isEmpty();
	}

	@Test
	void whatIsOnlyWatchedDoesNotCount() {
		Population workers = this.jvm.threads("http-nio-8080-exec-%d", Wait.idleTomcatWorker()).perMinute(60);
		this.jvm.limitedBy(() -> limit(1_000)).run(TWO_MINUTES);
		assertThat(workers.size()).isEqualTo(120);
		assertThat(this.jvm.report().leaks()).isNotEmpty();
		assertThat(this.jvm.report().exhaustion()).isEmpty();
	}

	@Test
	void aLeakThatStandsStillHasNoEnd() {
		this.leaked.perMinute(60);
		this.jvm.limitedBy(() -> limit(1_000)).run(TWO_MINUTES);
		this.leaked.perMinute(0);
		this.jvm.run(Duration.ofHours(8));
		assertThat(this.jvm.report().leaks()).isNotEmpty();
		assertThat(this.jvm.report().exhaustion()).isEmpty();
	}

	@Test
	void limitsAreReadWhileSomethingGrowsAndThenEveryHalfMinute() {
		AtomicInteger reads = new AtomicInteger();
		this.jvm.limitedBy(() -> {
			reads.incrementAndGet();
			return limit(100_000);
		}).run(Duration.ofHours(1));
		assertThat(reads).hasValue(0);
		this.leaked.perMinute(60);
		this.jvm.run(TWO_MINUTES);
		reads.set(0);
		this.jvm.run(Duration.ofMinutes(5));
		assertThat(reads).hasValue(10);
	}

	@Test
	void anAcceptedLeakFillsTheLimitAllTheSame() {
		this.leaked.perMinute(60);
		String id = this.jvm.run(TWO_MINUTES).accused().id();
		DetectionSettings defaults = DetectionSettings.DEFAULTS;
		Simulation accepting = Simulation
			.of(new ThreadLeakSettings(SamplingSettings.DEFAULTS,
					new DetectionSettings(defaults.window(), defaults.minThreads(), defaults.stuckAfter(),
							defaults.warmUp(), List.of(), Set.of(id))))
			.limitedBy(() -> List.of(new ThreadLimit("cgroup pids.max", 1_000, 120)))
			.run(Duration.ofMinutes(5));
		accepting.threads("mailer-%d", Wait.take("com.acme.Mailer.run")).perMinute(60);
		ThreadLeakReport report = accepting.run(TWO_MINUTES).report();
		assertThat(report.status()).isEqualTo(Status.OK);
		assertThat(report.exhaustion()).isPresent();
	}

	@Test
	void aSampleThatIsNotJudgedKeepsWhatWasSaidBefore() {
		this.leaked.perMinute(60);
		ThreadLeakReport before = this.jvm.limitedBy(() -> limit(1_000)).run(TWO_MINUTES).report();
		assertThat(this.jvm.readingAtMost(100).run(Duration.ofSeconds(5)).report().exhaustion())
			.isEqualTo(before.exhaustion());
	}

}
