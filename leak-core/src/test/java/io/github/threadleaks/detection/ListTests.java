// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.detection;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import io.github.threadleaks.judge.Verdict;
import io.github.threadleaks.report.Leak;
import io.github.threadleaks.settings.ThreadLeakSettings;
import io.github.threadleaks.simulation.Population;
import io.github.threadleaks.simulation.Simulation;
import io.github.threadleaks.simulation.Wait;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The lists of open and resolved leaks.
 */
class ListTests {

	private static final Duration MINUTE = Duration.ofMinutes(1);

	private final Simulation jvm = Simulation.of(ThreadLeakSettings.DEFAULTS).run(MINUTE.multipliedBy(5));

	private Population takers(String name) {
		return this.jvm.threads(name + "-%d", Wait.take("com.acme." + name + ".run"));
	}

	private List<String> open() {
		return this.jvm.report().leaks().stream().map((leak) -> leak.threadName().toString()).toList();
	}

	private List<String> resolved() {
		return this.jvm.report().resolved().stream().map((leak) -> leak.threadName().toString()).toList();
	}

	@Test
	void theSurestStandFirstAndOfThoseTheLargest() {
		takers("small").perMinute(30);
		this.jvm.run(MINUTE.multipliedBy(3));
		takers("large").perMinute(90);
		takers("medium").perMinute(60);
		this.jvm.run(MINUTE.multipliedBy(5));
		this.jvm.threads("exec-%d", Wait.idleTomcatWorker()).perMinute(600);
		this.jvm.run(MINUTE.multipliedBy(2));
		assertThat(open()).containsExactly("large-#", "medium-#", "small-#", "exec-#");
	}

	@Test
	void whatIsMerelyWatchedIsNotToldOfAYoungJvm() {
		Simulation young = Simulation.of(ThreadLeakSettings.DEFAULTS);
		young.threads("exec-%d", Wait.idleTomcatWorker()).perMinute(120);
		young.run(Duration.ofSeconds(120));
		assertThat(young.report().leaks()).isEmpty();
		young.run(Duration.ofSeconds(5));
		assertThat(young.report().leaks()).hasSize(1);
	}

	@Test
	void theMembersThemselvesAreLookedAtBeforeTheyAreAccused() {
		AtomicLong looked = new AtomicLong();
		this.jvm.freshLook((ids) -> {
			looked.addAndGet(ids.length);
			return List.of();
		});
		takers("mailer").perMinute(60);
		this.jvm.run(MINUTE.multipliedBy(4));
		assertThat(looked).hasPositiveValue();
		assertThat(this.jvm.accusations()).isEmpty();
		assertThat(this.jvm.report().leaks()).extracting(Leak::verdict).containsOnly(Verdict.WATCHING);
	}

	@Test
	void theLastTwentyThatWereResolvedAreToldLatestFirst() {
		List<Population> leaks = "abcdefghijklmnopqrstuv".chars()
			.mapToObj((letter) -> takers("job" + (char) letter).perMinute(60))
			.toList();
		this.jvm.run(MINUTE.multipliedBy(3));
		assertThat(open()).hasSize(22);
		for (Population leak : leaks) {
			leak.perMinute(0).resize(0);
			this.jvm.run(Duration.ofSeconds(15));
		}
		assertThat(open()).isEmpty();
		assertThat(resolved()).hasSize(20).startsWith("jobv-#", "jobu-#").endsWith("jobd-#", "jobc-#");
	}

	@Test
	void whatComesAgainIsNoMoreResolvedAndTheOthersStay() {
		Population one = takers("one").perMinute(60);
		Population other = takers("other").perMinute(60);
		this.jvm.run(MINUTE.multipliedBy(3));
		one.perMinute(0).resize(0);
		other.perMinute(0).resize(0);
		this.jvm.run(MINUTE);
		assertThat(resolved()).containsExactlyInAnyOrder("one-#", "other-#");
		other.perMinute(60);
		this.jvm.run(MINUTE.multipliedBy(3));
		assertThat(open()).containsExactly("other-#");
		assertThat(resolved()).containsExactly("one-#");
		other.perMinute(0).resize(0);
		this.jvm.run(MINUTE);
		assertThat(resolved()).containsExactly("other-#", "one-#");
	}

}
