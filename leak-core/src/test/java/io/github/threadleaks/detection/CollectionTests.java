// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.detection;

import java.time.Duration;
import java.util.Optional;

import io.github.threadleaks.judge.EvidenceKind;
import io.github.threadleaks.judge.Verdict;
import io.github.threadleaks.report.Leak;
import io.github.threadleaks.settings.ThreadLeakSettings;
import io.github.threadleaks.simulation.Population;
import io.github.threadleaks.simulation.Simulation;
import io.github.threadleaks.simulation.Wait;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the garbage collector ends, and what it does not.
 */
class CollectionTests {

	private static final Duration TICK = Duration.ofSeconds(5);

	private final Simulation jvm = Simulation.of(ThreadLeakSettings.DEFAULTS).run(Duration.ofMinutes(5));

	private Population executors() {
		return this.jvm.threads("pool-%d-thread-1", Wait.idleWorker()).eachInAPoolOfItsOwn().perMinute(60);
	}

	private static Optional<String> survived(Leak leak) {
		return leak.evidence()
			.stream()
			.filter((fact) -> fact.kind() == EvidenceKind.SURVIVED_GC)
			.map((fact) -> fact.summary().toString())
			.findFirst();
	}

	private Leak resolved() {
		this.jvm.run(Duration.ofSeconds(30));
		assertThat(this.jvm.report().leaks()).isEmpty();
		assertThat(this.jvm.report().resolved()).hasSize(1);
		return this.jvm.report().resolved().get(0);
	}

	@Test
	void membersThatOutliveACollectionAreCounted() {
		executors();
		this.jvm.run(Duration.ofMinutes(2)).collectGarbage().run(Duration.ofSeconds(30));
		assertThat(survived(this.jvm.accused()))
			.contains("120 of 150 have survived a full or old garbage collection; 1 ran since the growth began.");
		this.jvm.collectGarbage().run(TICK).collectGarbage().run(TICK);
		assertThat(survived(this.jvm.accused()))
			.contains("155 of 160 have survived a full or old garbage collection; 3 ran since the growth began.");
	}

	@Test
	void collectionsBeforeTheGrowthProveNothing() {
		this.jvm.collectGarbage().run(TICK).collectGarbage().run(Duration.ofMinutes(1));
		executors();
		this.jvm.run(Duration.ofMinutes(2));
		assertThat(survived(this.jvm.accused())).contains(
				"No full or old garbage collection was seen since the growth began: the next may still end some.");
	}

	@Test
	void nothingIsSaidOfCollectionsWhereNoneCouldEndTheThreads() {
		this.jvm.threads("mailer-%d", Wait.take("com.acme.Mailer.run")).perMinute(60);
		this.jvm.run(Duration.ofMinutes(3));
		assertThat(survived(this.jvm.accused())).isEmpty();
		this.jvm.collectGarbage().run(TICK);
		assertThat(survived(this.jvm.accused()).orElse("")).startsWith("180 of 185 have survived");
	}

	@Test
	void whatACollectionEndsWasLeakedUntilGc() {
		Population leaked = executors();
		this.jvm.run(Duration.ofMinutes(2));
		leaked.perMinute(0).resize(0);
		this.jvm.collectGarbage();
		Leak leak = resolved();
		assertThat(leak.verdict()).isEqualTo(Verdict.RESOLVED);
		assertThat(leak.summary())
			.hasToString("pool-#-thread-# shrank from 120 back to 0 when the garbage collector ran: leaked until GC."
					+ " Close them in time all the same; the next collection may come too late.");
	}

	@Test
	void whatEndsASampleAfterTheCollectionWasLeakedUntilGcToo() {
		Population leaked = executors();
		this.jvm.run(Duration.ofMinutes(2));
		leaked.perMinute(0);
		this.jvm.collectGarbage().run(TICK);
		leaked.resize(0);
		assertThat(resolved().summary().toString()).contains("leaked until GC");
	}

	@Test
	void whatNoCollectionCanEndHasShrunkThoughOneRan() {
		Population leaked = this.jvm.threads("posting-%d", Wait.blocked("com.acme.Ledger.post")).perMinute(60);
		this.jvm.run(Duration.ofMinutes(2));
		leaked.perMinute(0).resize(0);
		this.jvm.collectGarbage();
		assertThat(resolved().summary()).hasToString("posting-# shrank from 120 back to 0.");
	}

	@Test
	void whatEndsWithoutACollectionHasShrunk() {
		Population leaked = executors();
		this.jvm.run(Duration.ofMinutes(2)).collectGarbage().run(Duration.ofSeconds(30));
		leaked.perMinute(0).resize(1);
		assertThat(resolved().summary()).hasToString("pool-#-thread-# shrank from 150 back to 1.");
	}

	@Test
	void aCollectionThatEndsFewIsNotTheReason() {
		Population leaked = executors();
		this.jvm.run(Duration.ofMinutes(2));
		leaked.perMinute(0).resize(110);
		this.jvm.collectGarbage().run(Duration.ofMinutes(1));
		leaked.resize(0);
		assertThat(resolved().summary()).hasToString("pool-#-thread-# shrank from 120 back to 0.");
	}

	@Test
	void whatCameAgainAfterACollectionAndShrankHasShrunk() {
		Population leaked = executors();
		this.jvm.run(Duration.ofMinutes(2)).collectGarbage();
		leaked.resize(20);
		this.jvm.run(Duration.ofMinutes(3));
		leaked.perMinute(0).resize(0);
		assertThat(resolved().summary().toString()).doesNotContain("leaked until GC");
	}

}
