// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.detection;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.github.threadleaks.judge.EvidenceKind;
import io.github.threadleaks.judge.Pattern;
import io.github.threadleaks.judge.Verdict;
import io.github.threadleaks.lifecycle.CreationSite;
import io.github.threadleaks.lifecycle.ServedRequest;
import io.github.threadleaks.lifecycle.StartContext;
import io.github.threadleaks.lifecycle.ThreadContexts;
import io.github.threadleaks.redact.RedactedText;
import io.github.threadleaks.report.Leak;
import io.github.threadleaks.report.ReportText;
import io.github.threadleaks.report.Status;
import io.github.threadleaks.settings.ThreadLeakSettings;
import io.github.threadleaks.simulation.Population;
import io.github.threadleaks.simulation.SimulatedBirths;
import io.github.threadleaks.simulation.Simulation;
import io.github.threadleaks.simulation.Wait;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Who starts them: what is known of births.
 */
class OriginTests {

	private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);

	private static final String EXPORT = "com.acme.OrderService.export";

	private final Simulation jvm = Simulation.of(ThreadLeakSettings.DEFAULTS).run(FIVE_MINUTES);

	private Population executors(String... startedBy) {
		return this.jvm.threads("pool-%d-thread-1", Wait.idleWorker()).eachInAPoolOfItsOwn().startedBy(startedBy);
	}

	private static List<String> strings(List<RedactedText> texts) {
		return texts.stream().map(RedactedText::toString).toList();
	}

	@Test
	void aLeakNamesTheCodeThatStartsIt() {
		executors(EXPORT, "com.acme.OrderController.export").perMinute(60);
		Leak leak = this.jvm.run(FIVE_MINUTES).accused();
		assertThat(strings(leak.createdAt())).containsExactly("com.acme.OrderService.export(OrderService.java:42)",
				"com.acme.OrderController.export(OrderController.java:42)");
		assertThat(leak.summary().toString()).endsWith("; started by com.acme.OrderService.export.");
		assertThat(ReportText.render(leak)).contains("Created at:\n    com.acme.OrderService.export(");
	}

	@Test
	void thatNoneReturnsIsToldOfTrueBirthsAndDeathsToo() {
		executors(EXPORT).perMinute(60);
		Leak leak = this.jvm.run(FIVE_MINUTES).accused();
		assertThat(leak.evidence()).filteredOn((fact) -> fact.kind() == EvidenceKind.NO_RETURN)
			.singleElement()
			.satisfies((fact) -> assertThat(fact.summary().toString()).matches("\\d+ came and none left in .+\\. "
					+ "This code has been seen to start " + leak.threads() + " threads, of which none has ended\\."));
	}

	@Test
	void oneGenericNameOfTwoSitesIsTwoLeaksThoughTheyGrowInLockstep() {
		executors(EXPORT).perMinute(60);
		executors("com.acme.ReportService.print").perMinute(60);
		this.jvm.run(FIVE_MINUTES);
		assertThat(this.jvm.report().leaks()).hasSize(2)
			.allSatisfy((leak) -> assertThat(leak.verdict()).isEqualTo(Verdict.CONFIRMED))
			.extracting((leak) -> leak.createdAt().get(0).toString())
			.containsExactlyInAnyOrder("com.acme.OrderService.export(OrderService.java:42)",
					"com.acme.ReportService.print(ReportService.java:42)");
		assertThat(this.jvm.report().leaks()).extracting(Leak::id).doesNotHaveDuplicates();
	}

	@Test
	void aHelperIsToldByItsCallers() {
		executors("com.acme.Pools.create", "com.acme.OrderController.export").perMinute(60);
		executors("com.acme.Pools.create", "com.acme.ReportController.print").perMinute(60);
		assertThat(this.jvm.run(FIVE_MINUTES).report().leaks()).hasSize(2);
	}

	@Test
	void threadsOfRandomNamesAreOneLeakOfTheirSite() {
		this.jvm.threads("unused", Wait.idleWorker())
			.eachInAPoolOfItsOwn()
			.named((number) -> "import " + Integer.toString(number, 26).replaceAll("[0-9]", "x") + "-"
					+ (char) ('a' + number % 26) + (char) ('a' + number / 26 % 26))
			.startedBy(EXPORT)
			.perMinute(30);
		Leak leak = this.jvm.run(FIVE_MINUTES).accused();
		assertThat(leak.threads()).isGreaterThan(100);
		assertThat(leak.threadName().toString()).endsWith("(one of many names)");
	}

	@Test
	void clientsOfOneSiteAreOneLeakWhateverTheyAreCalled() {
		this.jvm.threads("alpha-%d", Wait.take("com.one.Alpha.run")).startedBy(EXPORT).perMinute(30);
		this.jvm.threads("beta-%d", Wait.take("com.two.Beta.run")).startedBy(EXPORT).perMinute(60);
		assertThat(this.jvm.run(FIVE_MINUTES).accused().families()).hasSize(2);
	}

	@Test
	void executorsMadeInManyPlacesAreNoLeak() {
		this.jvm.threads("pool-%d-thread-1", Wait.idleWorker())
			.eachInAPoolOfItsOwn()
			.startedBy((number) -> SimulatedBirths.site("com.acme.Module" + number + ".start"))
			.perMinute(1)
			.running();
		this.jvm.run(Duration.ofMinutes(40));
		assertThat(this.jvm.accusations()).isEmpty();
	}

	@Test
	void aThreadWhoseBirthComesLateIsCountedOnce() {
		executors(EXPORT).birthsComeLate().perMinute(60);
		Leak leak = this.jvm.run(FIVE_MINUTES).accused();
		assertThat(this.jvm.report().leaks()).containsExactly(leak);
		assertThat(leak.createdAt()).isNotEmpty();
		assertThat(leak.threads()).isEqualTo(300 - 5);
	}

	@Test
	void threadsOlderThanTheRecordingSaySo() {
		Population old = this.jvm.threads("mailer-%d", Wait.take("com.acme.Mailer.run")).perMinute(30);
		this.jvm.eachTick(() -> {
			for (long id = 100; id < 100 + 400; id++) {
				this.jvm.births().earlier(id);
			}
		});
		Leak leak = this.jvm.run(FIVE_MINUTES).accused();
		assertThat(old.size()).isEqualTo(150);
		assertThat(strings(leak.createdAt())).containsExactly("(older than the recording of births)");
	}

	@Test
	void threadsThatAreOlderHaveNotGrown() {
		Simulation young = Simulation.of(ThreadLeakSettings.DEFAULTS);
		Population old = young.threads("pool-%d-thread-1", Wait.idleWorker()).eachInAPoolOfItsOwn().resize(30);
		young.births().settled(false);
		for (long id = 100; id < 130; id++) {
			young.births().awaited(id);
		}
		young.run(Duration.ofSeconds(10));
		assertThat(young.report().threads().live()).isEqualTo(old.size());
		young.births().settled(true);
		for (long id = 100; id < 130; id++) {
			young.births().earlier(id);
		}
		young.run(FIVE_MINUTES);
		old.perMinute(30);
		assertThat(young.run(Duration.ofMinutes(2)).accused().summary().toString()).contains(" grew 30 to ");
	}

	@Test
	void threadsThatOutliveTheirRequestNameItsRoute() {
		executors(EXPORT).within(() -> {
			ServedRequest request = new ServedRequest();
			ThreadContexts.shared().end(request, "POST /orders/{id}/export", "");
			return new StartContext(Optional.of(request), Map.of("tenant", "acme"));
		}).perMinute(60);
		Leak leak = this.jvm.run(FIVE_MINUTES).accused();
		assertThat(leak.createdBy()).hasSize(1);
		assertThat(leak.createdBy().get("http.route")).hasToString("POST /orders/{id}/export");
		assertThat(leak.labels()).hasToString("{tenant={acme=200}}");
		assertThat(leak.evidence()).filteredOn((fact) -> fact.kind() == EvidenceKind.OUTLIVED_REQUEST)
			.singleElement()
			.satisfies((fact) -> assertThat(fact.summary())
				.hasToString("200 of the last 200 were started within a request that has ended."));
		assertThat(ReportText.render(leak)).contains("Created by http.route: POST /orders/{id}/export")
			.contains("Label tenant: acme (200)");
	}

	@Test
	void aRequestThatStillRunsIsNotOutlived() {
		executors(EXPORT).within(() -> new StartContext(Optional.of(new ServedRequest()), Map.of())).perMinute(60);
		Leak leak = this.jvm.run(FIVE_MINUTES).accused();
		assertThat(leak.createdBy()).isEmpty();
		assertThat(leak.evidence()).extracting(Leak.EvidenceLine::kind).doesNotContain(EvidenceKind.OUTLIVED_REQUEST);
	}

	@Test
	void aResolvedLeakStillNamesTheCode() {
		Population leaked = executors(EXPORT).perMinute(60);
		this.jvm.run(FIVE_MINUTES);
		leaked.perMinute(0).resize(0);
		Leak resolved = this.jvm.run(Duration.ofMinutes(1)).report().resolved().get(0);
		assertThat(strings(resolved.createdAt())).containsExactly("com.acme.OrderService.export(OrderService.java:42)");
	}

	private void churn(CreationSite site, int startedPerTick, int endedPerTick) {
		this.jvm.eachTick(() -> this.jvm.births().count(site, startedPerTick, endedPerTick, "mail-17"));
	}

	@Test
	void thousandsOfShortLivesAreWatchedAsChurn() {
		churn(SimulatedBirths.site(EXPORT), 250, 250);
		this.jvm.run(Duration.ofMinutes(2));
		assertThat(this.jvm.report().leaks()).singleElement().satisfies((leak) -> {
			assertThat(leak.verdict()).isEqualTo(Verdict.WATCHING);
			assertThat(leak.pattern()).isEqualTo(Pattern.THREAD_CHURN);
			assertThat(leak.summary()).hasToString("mail-#: 3000 threads a minute are started and end;"
					+ " started by com.acme.OrderService.export; nothing leaks, but it costs.");
			assertThat(leak.evidence()).singleElement()
				.satisfies((fact) -> assertThat(fact.summary())
					.hasToString("3000 threads were started there in 60 s, and 3000 ended."));
		});
		assertThat(this.jvm.report().status()).isEqualTo(Status.OK);
	}

	@Test
	void codeThatLeaksAndChurnsIsToldOnce() {
		executors(EXPORT).perMinute(60);
		churn(SimulatedBirths.site(EXPORT), 250, 250);
		this.jvm.run(FIVE_MINUTES);
		assertThat(this.jvm.accused().pattern()).isEqualTo(Pattern.EXECUTOR_NOT_SHUT_DOWN);
		assertThat(this.jvm.report().leaks()).hasSize(1);
	}

	@Test
	void codeThatChurnsBesideALeakOfOthersIsToldToo() {
		executors(EXPORT).perMinute(60);
		churn(SimulatedBirths.site("com.acme.MailService.send"), 250, 250);
		this.jvm.run(FIVE_MINUTES);
		assertThat(this.jvm.report().leaks()).extracting(Leak::pattern)
			.containsExactly(Pattern.EXECUTOR_NOT_SHUT_DOWN, Pattern.THREAD_CHURN);
	}

	@Test
	void someShortLivesAreNoChurn() {
		churn(SimulatedBirths.site(EXPORT), 80, 80);
		assertThat(this.jvm.run(FIVE_MINUTES).report().leaks()).isEmpty();
	}

	@Test
	void aBurstOfShortLivesIsNoChurn() {
		this.jvm.births().count(SimulatedBirths.site(EXPORT), 900, 900, "mail-17");
		assertThat(this.jvm.run(FIVE_MINUTES).report().leaks()).isEmpty();
	}

	@Test
	void threadsThatDoNotEndAreNoChurn() {
		churn(SimulatedBirths.site(EXPORT), 250, 100);
		assertThat(this.jvm.run(FIVE_MINUTES).report().leaks()).isEmpty();
	}

}
