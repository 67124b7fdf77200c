// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.detection;

import java.time.Duration;
import java.util.List;

import io.github.threadleaks.judge.Pattern;
import io.github.threadleaks.judge.Verdict;
import io.github.threadleaks.report.Leak;
import io.github.threadleaks.settings.ThreadLeakSettings;
import io.github.threadleaks.simulation.Population;
import io.github.threadleaks.simulation.Simulation;
import io.github.threadleaks.simulation.Wait;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.withinPercentage;

/**
 * One cause, one leak.
 */
class CauseTests {

	private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);

	private final Simulation jvm = up();

	private static Simulation up() {
		return Simulation.of(ThreadLeakSettings.DEFAULTS).run(FIVE_MINUTES);
	}

	private static Population selectors(Simulation jvm) {
		return jvm.threads("HttpClient-%d-SelectorManager", Wait.httpSelector());
	}

	private static Population workers(Simulation jvm) {
		return jvm.threads("HttpClient-%d-Worker-0", Wait.idleCachedWorker()).eachInAPoolOfItsOwn();
	}

	@Test
	void aClientThatLeaksTwoFamiliesIsOneLeak() {
		Population selectors = selectors(this.jvm).perMinute(30);
		Population workers = workers(this.jvm).perMinute(60);
		Leak leak = this.jvm.run(FIVE_MINUTES).accused();
		assertThat(this.jvm.report().leaks()).containsExactly(leak);
		assertThat(leak.verdict()).isEqualTo(Verdict.CONFIRMED);
		assertThat(leak.pattern()).isEqualTo(Pattern.CLIENT_NOT_CLOSED);
		assertThat(leak.families()).extracting((family) -> family.threadName().toString(), Leak.Family::threads)
			.containsExactlyInAnyOrder(tuple("HttpClient-#-Worker-#", workers.size()),
					tuple("HttpClient-#-SelectorManager", selectors.size()));
		assertThat(leak.threads()).isEqualTo(selectors.size() + workers.size());
		assertThat(leak.growthPerHour()).isCloseTo(90 * 60, withinPercentage(10));
		assertThat(leak.summary().toString()).contains("HttpClient-#-Worker-# and HttpClient-#-SelectorManager grew 0")
			.contains(" to 450 in ");
		assertThat(leak.history().get(leak.history().size() - 1).threads()).isEqualTo(450);
		assertThat(leak.history()).extracting(Leak.Size::threads).isSorted();
	}

	@Test
	void whatWasThereBeforeIsSummedUpToo() {
		Population selectors = selectors(this.jvm).resize(2);
		Population workers = workers(this.jvm).resize(3);
		this.jvm.run(Duration.ofMinutes(10));
		selectors.perMinute(30);
		workers.perMinute(30);
		Leak leak = this.jvm.run(FIVE_MINUTES).accused();
		assertThat(leak.families()).hasSize(2);
		assertThat(leak.summary().toString()).contains(" grew 5 to 305 in ");
	}

	@Test
	void familiesOfALibraryAreKinWhateverTheirNames() {
		Wait worker = new Wait(Thread.State.TIMED_WAITING,
				Wait.stack("java.lang.Object.wait", "org.quartz.simpl.SimpleThreadPool$WorkerThread.run"), "");
		Wait scheduler = new Wait(Thread.State.TIMED_WAITING,
				Wait.stack("java.lang.Object.wait", "org.quartz.core.QuartzSchedulerThread.run"), "");
		this.jvm.threads("reports_Worker-%d", worker).perMinute(100);
		this.jvm.threads("timetable-%d", scheduler).perMinute(10);
		Leak leak = this.jvm.run(Duration.ofMinutes(10)).accused();
		assertThat(this.jvm.report().leaks()).hasSize(1);
		assertThat(leak.families()).extracting((family) -> family.threadName().toString())
			.containsExactly("reports_Worker-#", "timetable-#");
		assertThat(leak.pattern()).isEqualTo(Pattern.CLIENT_NOT_CLOSED);
	}

	@Test
	void theSameStartAndPaceWithoutKinshipAreTwoLeaks() {
		this.jvm.threads("mailer-%d", Wait.take("com.acme.Mailer.run")).perMinute(60);
		this.jvm.threads("upload-%d", Wait.sleep("com.acme.Upload.run")).perMinute(60);
		this.jvm.run(FIVE_MINUTES);
		assertThat(this.jvm.report().leaks()).hasSize(2).allMatch((leak) -> leak.families().size() == 1);
	}

	@Test
	void aGenericNameMakesNoKin() {
		this.jvm.threads("Thread-%d", Wait.take("com.acme.Mailer.run")).perMinute(60);
		this.jvm.threads("Thread-%d", Wait.sleep("com.acme.Upload.run")).perMinute(60);
		this.jvm.run(FIVE_MINUTES);
		assertThat(this.jvm.report().leaks()).hasSize(2);
	}

	@Test
	void kinThatDoNotGrowInLockstepAreTwoLeaks() {
		selectors(this.jvm).perMinute(30);
		this.jvm.run(FIVE_MINUTES);
		workers(this.jvm).perMinute(120);
		this.jvm.run(FIVE_MINUTES);
		assertThat(this.jvm.report().leaks()).hasSize(2)
			.allMatch((leak) -> leak.verdict() == Verdict.CONFIRMED && leak.families().size() == 1);
	}

	@Test
	void theIdIsThatOfTheCauseWhoeverIsAccusedFirst() {
		selectors(this.jvm).perMinute(40);
		workers(this.jvm).perMinute(20);
		this.jvm.run(Duration.ofMinutes(10));
		Simulation other = up();
		workers(other).perMinute(8);
		selectors(other).perMinute(8);
		other.run(Duration.ofMinutes(20));
		assertThat(this.jvm.accused().families()).hasSize(2);
		assertThat(other.accused().families()).hasSize(2);
		assertThat(other.accused().id()).isEqualTo(this.jvm.accused().id());
	}

	@Test
	void theIdStaysWhenEitherFamilyEndsFirst() {
		Population selectors = selectors(this.jvm).perMinute(30);
		Population workers = workers(this.jvm).perMinute(30);
		String id = this.jvm.run(FIVE_MINUTES).accused().id();
		for (Population first : List.of(selectors, workers)) {
			selectors.perMinute(30);
			workers.perMinute(30);
			this.jvm.run(Duration.ofMinutes(5));
			assertThat(this.jvm.accused().id()).isEqualTo(id);
			first.perMinute(0).resize(0);
			this.jvm.run(Duration.ofMinutes(1));
			assertThat(this.jvm.accused().id()).isEqualTo(id);
			assertThat(this.jvm.report().resolved()).isEmpty();
			selectors.perMinute(0).resize(0);
			workers.perMinute(0).resize(0);
			this.jvm.run(Duration.ofMinutes(1));
			assertThat(this.jvm.report().leaks()).isEmpty();
			assertThat(this.jvm.report().resolved()).singleElement().satisfies((leak) -> {
				assertThat(leak.id()).isEqualTo(id);
				assertThat(leak.families()).hasSize(2);
			});
		}
	}

	@Test
	void aFamilyThatIsSuspectedLaterJoinsTheLeak() {
		selectors(this.jvm).perMinute(60);
		workers(this.jvm).perMinute(6);
		Leak first = this.jvm.runUntil((leak) -> leak.verdict().atLeast(Verdict.SUSPECTED), FIVE_MINUTES);
		Leak both = this.jvm.runUntil((leak) -> leak.families().size() == 2, Duration.ofMinutes(10));
		assertThat(first.families()).hasSize(1);
		assertThat(both.verdict().atLeast(first.verdict())).isTrue();
		this.jvm.run(FIVE_MINUTES);
		assertThat(this.jvm.report().leaks()).hasSize(1);
	}

}
