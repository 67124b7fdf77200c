// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.detection;

import java.time.Duration;

import io.github.threadleaks.judge.Pattern;
import io.github.threadleaks.judge.Verdict;
import io.github.threadleaks.report.Leak;
import io.github.threadleaks.settings.ThreadLeakSettings;
import io.github.threadleaks.simulation.Population;
import io.github.threadleaks.simulation.Simulation;
import io.github.threadleaks.simulation.Wait;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class DeadlockTests {

	private static final Duration MINUTE = Duration.ofMinutes(1);

	private final Simulation jvm = Simulation.of(ThreadLeakSettings.DEFAULTS).run(MINUTE.multipliedBy(5));

	private final Population debits = this.jvm.threads("transfer-%d", Wait.blocked("com.acme.Account.debit"));

	private final Population credits = this.jvm.threads("refund-%d", Wait.blocked("com.acme.Account.credit"));

	@Test
	void aFamilyThatIsDeadlockedAsAWholeIsToldOnce() {
		this.debits.perMinute(30);
		this.credits.perMinute(30);
		this.jvm.run(MINUTE.multipliedBy(5));
		assertThat(this.jvm.report().leaks()).hasSize(1).allMatch((leak) -> leak.verdict() == Verdict.CONFIRMED);
		this.debits.perMinute(0);
		this.credits.perMinute(0);
		this.jvm.deadlock(this.debits, this.credits);
		this.jvm.run(MINUTE);
		assertThat(this.jvm.report().leaks()).extracting(Leak::pattern).containsOnly(Pattern.DEADLOCK);
		assertThat(this.jvm.report().leaks()).extracting(Leak::verdict).containsOnly(Verdict.PROVEN);
	}

	@Test
	void aFamilyThatIsDeadlockedInPartIsStillJudged() {
		this.debits.resize(1);
		this.credits.resize(1);
		this.jvm.deadlock(this.debits, this.credits);
		this.jvm.threads("transfer-%d", Wait.blocked("com.acme.Account.debit")).perMinute(30);
		this.jvm.run(MINUTE.multipliedBy(5));
		assertThat(this.jvm.report().leaks()).extracting(Leak::pattern)
			.containsExactly(Pattern.DEADLOCK, Pattern.LOCK_NEVER_RELEASED);
	}

	@Test
	void aDeadlockThatComesAgainIsTheSame() {
		this.debits.resize(1);
		this.credits.resize(1);
		this.jvm.deadlock(this.debits, this.credits);
		Leak first = this.jvm.run(MINUTE).accused();
		assertThat(first.history()).extracting(Leak.Size::threads).containsExactly(2);
		this.jvm.endDeadlocks();
		this.jvm.run(MINUTE);
		assertThat(this.jvm.report().resolved()).extracting(Leak::id).containsExactly(first.id());
		this.jvm.deadlock(this.debits, this.credits);
		Leak again = this.jvm.run(MINUTE).accused();
		assertThat(again.id()).isEqualTo(first.id());
		assertThat(again.history()).hasSize(1);
		assertThat(again.history().get(0).at()).isAfter(first.history().get(0).at());
		assertThat(this.jvm.report().resolved()).isEmpty();
	}

	@Test
	void oneCircleAfterTheOtherOfTheSameThreadsIsOneFinding() {
		this.debits.resize(2);
		this.credits.resize(2);
		this.jvm.deadlock(this.debits, this.credits);
		Leak leak = this.jvm.run(MINUTE).accused();
		assertThat(leak.threads()).isEqualTo(4);
		assertThat(leak.families()).extracting(Leak.Family::threads).containsExactly(2, 2);
	}

}
