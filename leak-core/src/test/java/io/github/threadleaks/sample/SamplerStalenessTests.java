// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.sample;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.github.threadleaks.fixture.Blocking;
import io.github.threadleaks.fixture.LeakedThreads;
import io.github.threadleaks.settings.SamplingSettings;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The proof of the staleness that is stated.
 */
class SamplerStalenessTests {

	private static final SamplingSettings SETTINGS = Samples.settings(1, 50_000);

	private final CpuClock clock = CpuClock.find().orElseThrow();

	private final StalenessCheck check = new StalenessCheck(this.clock, SETTINGS.maxDepth());

	@Test
	void nothingIsWrongBeyondTheStatedStaleness() {
		try (Wanderers wanderers = new Wanderers(this.check, sampler(Optional.of(this.check)))) {
			wanderers.moveAndSample(600);
			tell("Tiered reader", wanderers);
			assertThat(this.check.wrong()).isEmpty();
			assertThat(wanderers.transitions()).isGreaterThan(5_000);
			assertThat(this.check.askedThisTick).isGreaterThan(5_000);
			assertThat(this.check.dormant).isGreaterThan(5_000);
			assertThat(this.check.longestStale).isLessThanOrEqualTo(Slot.ROTATION);
		}
	}

	@Test
	void afterTwelveQuietTicksEverythingIsExact() {
		try (Wanderers wanderers = new Wanderers(this.check, sampler(Optional.of(this.check)))) {
			wanderers.moveAndSample(20);
			wanderers.calm();
			for (int tick = 0; tick < Slot.ROTATION; tick++) {
				wanderers.sample();
			}
			Map<Long, StalenessCheck.Truth> truths = this.check.dump();
			List<SampledThread> own = wanderers.sample()
				.threads()
				.stream()
				.filter((thread) -> wanderers.threads().idSet().contains(thread.id()))
				.toList();
			assertThat(own).hasSize(Wanderers.THREADS)
				.allMatch(SampledThread::settled)
				.allSatisfy((thread) -> assertThat(StalenessCheck.Truth.of(thread)).isEqualTo(truths.get(thread.id())));
			assertThat(this.check.wrong()).isEmpty();
		}
	}

	@Test
	void withoutACpuClockNothingIsStale() {
		try (Wanderers wanderers = new Wanderers(this.check, sampler(Optional.empty()))) {
			wanderers.moveAndSample(100);
			tell("Plain reader without CPU clock", wanderers);
			assertThat(this.check.wrong()).isEmpty();
			assertThat(this.check.dormant).isGreaterThan(1_000);
			assertThat(this.check.stale).isZero();
		}
	}

	@Test
	void whoRunsOnIsNeverSaidToRest() {
		try (LeakedThreads threads = LeakedThreads.start(1, "spinner-%d", Blocking.SPIN)) {
			ThreadSampler sampler = sampler(Optional.of(this.clock));
			long[] ids = threads.ids();
			for (int tick = 0; tick < 3 * Slot.ROTATION; tick++) {
				long before = this.clock.read(ids)[0];
				while (this.clock.read(ids)[0] == before) {
					Thread.onSpinWait();
				}
				Instant now = Instant.EPOCH.plusSeconds(tick);
				SampledThread spinner = Samples.find(sampler.sample(now), threads.threads().get(0));
				assertThat(spinner.settled()).isFalse();
				assertThat(spinner.idleSince()).isEqualTo(now);
			}
		}
	}

	private static ThreadSampler sampler(Optional<CpuClock> clock) {
		return new ThreadSampler(SETTINGS, new SamplingBudget(SETTINGS), clock);
	}

	private void tell(String reader, Wanderers wanderers) {
		System.out.printf("%s: %d transitions; %s%n", reader, wanderers.transitions(), this.check);
	}

}
