// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.detection;

import java.time.Duration;
import java.util.List;
import java.util.Set;

import io.github.threadleaks.judge.Verdict;
import io.github.threadleaks.report.Leak;
import io.github.threadleaks.settings.DetectionSettings;
import io.github.threadleaks.settings.IgnoreRule;
import io.github.threadleaks.settings.SamplingSettings;
import io.github.threadleaks.settings.ThreadLeakSettings;
import io.github.threadleaks.simulation.Simulation;
import io.github.threadleaks.simulation.Wait;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Threads of one run method that bear names which no mask makes alike.
 */
class ManyNamesTests {

	private static final Wait SYNC = Wait.take("com.acme.Sync.run");

	private static String customer(int number) {
		return "sync-" + (char) ('a' + number / 26) + (char) ('a' + number % 26);
	}

	private static Simulation jvm(IgnoreRule... ignored) {
		DetectionSettings defaults = DetectionSettings.DEFAULTS;
		return Simulation.of(new ThreadLeakSettings(SamplingSettings.DEFAULTS, new DetectionSettings(defaults.window(),
				defaults.minThreads(), defaults.stuckAfter(), defaults.warmUp(), List.of(ignored), Set.of())));
	}

	private static void leakOneEach(Simulation jvm) {
		int[] next = new int[1];
		jvm.eachTick(() -> jvm.threads(customer(next[0]++), SYNC).resize(1));
	}

	@Test
	void aLeakWithANameForEachCustomerIsOneLeak() {
		Simulation jvm = jvm();
		jvm.run(Duration.ofMinutes(5));
		leakOneEach(jvm);
		Leak leak = jvm.runUntil((open) -> open.verdict().atLeast(Verdict.SUSPECTED), Duration.ofMinutes(3));
		assertThat(leak.threadName().toString()).matches("sync-[a-z]{2} \\(one of many names\\)");
		assertThat(jvm.accused().waitsAt()).extracting(Object::toString).contains("com.acme.Sync.run");
	}

	@Test
	void aDozenCustomersFromTheStartAreNoLeak() {
		Simulation jvm = jvm();
		for (int i = 0; i < 12; i++) {
			jvm.threads(customer(i), SYNC).resize(1);
		}
		jvm.run(Duration.ofHours(1));
		assertThat(jvm.watched()).isEmpty();
	}

	@Test
	void aRuleForTheirNamesHolds() {
		Simulation jvm = jvm(IgnoreRule.of("^sync-", "", "One a customer, and they are few."));
		leakOneEach(jvm);
		jvm.run(Duration.ofMinutes(10));
		assertThat(jvm.watched()).isEmpty();
	}

}
