// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.sample;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SamplingBudgetTests {

	private static final Duration INTERVAL = Duration.ofSeconds(5);

	private static final Duration WORK = Duration.ofMillis(5);

	@Test
	void whatIsAffordableKeepsTheInterval() {
		SamplingBudget budget = new SamplingBudget(Samples.settings(1, 50_000));
		budget.begin();
		work();
		assertThat(budget.affordable()).isTrue();
		assertThat(budget.end()).isGreaterThanOrEqualTo(WORK);
		assertThat(budget.nextInterval()).isEqualTo(INTERVAL);
	}

	@Test
	void whatIsNotStretchesItUntilTheDebtIsPaid() {
		// of 5 ms of work, the burst of three minutes allows for 1.8
		SamplingBudget budget = new SamplingBudget(Samples.settings(1e-5, 50_000));
		budget.begin();
		work();
		assertThat(budget.affordable()).isFalse();
		budget.end();
		assertThat(budget.nextInterval()).isGreaterThan(INTERVAL);
	}

	@Test
	void howeverPoorASampleIsTakenEveryTwelveIntervals() {
		SamplingBudget budget = new SamplingBudget(Samples.settings(1e-9, 50_000));
		budget.begin();
		work();
		budget.end();
		assertThat(budget.nextInterval()).isEqualTo(INTERVAL.multipliedBy(12));
	}

	@Test
	void theShareIsToldOverMinutes() {
		SamplingBudget budget = new SamplingBudget(Samples.settings(1, 50_000));
		assertThat(budget.cpuShare()).isZero();
		budget.begin();
		work();
		long used = budget.end().toNanos();
		assertThat(budget.cpuShare()).isEqualTo(used / (double) Duration.ofMinutes(5).toNanos());
	}

	private static void work() {
		ThreadMXBean threads = ManagementFactory.getThreadMXBean();
		long end = threads.getCurrentThreadCpuTime() + WORK.toNanos();
		while (threads.getCurrentThreadCpuTime() < end) {
			Thread.onSpinWait();
		}
	}

}
