// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.detection;

import java.time.Duration;
import java.util.List;

import io.github.threadleaks.judge.Verdict;
import io.github.threadleaks.report.Leak;
import io.github.threadleaks.settings.ThreadLeakSettings;
import io.github.threadleaks.simulation.Population;
import io.github.threadleaks.simulation.Simulation;
import io.github.threadleaks.simulation.Wait;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Reads the words.
 */
class WordsTests {

	private static final Duration TWO_MINUTES = Duration.ofMinutes(2);

	private final Simulation jvm = Simulation.of(ThreadLeakSettings.DEFAULTS).run(Duration.ofMinutes(5));

	private static List<String> evidence(Leak leak) {
		return leak.evidence().stream().map((fact) -> fact.kind() + ": " + fact.summary()).toList();
	}

	@Test
	void ofExecutorsThatNobodyShutsDown() {
		this.jvm.threads("pool-%d-thread-1", Wait.idleWorker()).eachInAPoolOfItsOwn().perMinute(60);
		Leak leak = this.jvm.run(TWO_MINUTES).accused();
		assertThat(leak.summary())
			.hasToString("pool-#-thread-# grew 0 to 120 in 115 s and none ended; each waits in a pool of its own.");
		assertThat(leak.pattern().advice())
			.isEqualTo("Each run creates an executor that nobody shuts down, so its worker waits for work for ever."
					+ " Create one executor and share it, or close it in the method that creates it"
					+ " (try-with-resources since Java 19, shutdown() in a finally block before).");
		assertThat(evidence(leak)).containsExactly(
				"GROWTH: Grew from 0 to 120 in 2 min, in both halves of that time;"
						+ " now by 3600 an hour (95 % confidence: 2571 to 4802).",
				"NO_RETURN: 120 came and none left in 2 min.",
				"DORMANT: 95 of 120 have used no CPU for 25 s or longer.",
				"SCATTERED_POOLS: They are idle workers of 120 different pools, 120 more than before.",
				"SAME_SITE: 120 of 120 wait in java.util.concurrent.ThreadPoolExecutor.getTask.",
				"UNTIMED_WAIT: 120 of 120 wait without a timeout.",
				"SURVIVED_GC: No full or old garbage collection was seen since the growth began: the next may still end some.");
		assertThat(leak.waitsAt()).extracting(Object::toString)
			.startsWith("java.util.concurrent.LinkedBlockingQueue.take",
					"java.util.concurrent.ThreadPoolExecutor.getTask");
	}

	@Test
	void ofThreadsThatTakeFromAQueue() {
		this.jvm.threads("mailer-%d", Wait.take("com.acme.Mailer.run")).perMinute(60);
		Leak leak = this.jvm.run(TWO_MINUTES).accused();
		assertThat(leak.summary()).hasToString("mailer-# grew 0 to 120 in 115 s and none ended;"
				+ " all wait in java.util.concurrent.LinkedBlockingQueue.take, called by com.acme.Mailer.run.");
		assertThat(leak.pattern().advice()).isEqualTo("Each waits to take from a queue into which nobody puts anything."
				+ " End the consumer together with its producer: interrupt it, put an end marker,"
				+ " or poll with a timeout and look at a stop flag.");
		assertThat(evidence(leak)).containsExactly(
				"GROWTH: Grew from 0 to 120 in 2 min, in both halves of that time;"
						+ " now by 3600 an hour (95 % confidence: 2571 to 4802).",
				"NO_RETURN: 120 came and none left in 2 min.",
				"DORMANT: 95 of 120 have used no CPU for 25 s or longer.",
				"SAME_SITE: 120 of 120 wait in java.util.concurrent.LinkedBlockingQueue.take, called by com.acme.Mailer.run.",
				"UNTIMED_WAIT: 120 of 120 wait without a timeout.");
		assertThat(leak.waitsAt()).extracting(Object::toString)
			.containsExactly("java.util.concurrent.LinkedBlockingQueue.take", "com.acme.Mailer.run",
					"java.lang.Thread.run");
	}

	@Test
	void ofThreadsThatRunNowAndThen() {
		this.jvm.threads("upload-%d", Wait.sleep("com.acme.Upload.run")).running().perMinute(60);
		Leak leak = this.jvm.run(TWO_MINUTES).accused();
		assertThat(leak.summary()).hasToString("upload-# grew 0 to 120 in 115 s and none ended;"
				+ " all wait in java.lang.Thread.sleep, called by com.acme.Upload.run.");
		assertThat(evidence(leak)).containsExactly(
				"GROWTH: Grew from 0 to 120 in 2 min, in both halves of that time;"
						+ " now by 3600 an hour (95 % confidence: 2571 to 4802).",
				"NO_RETURN: 120 came and none left in 2 min.",
				"SAME_SITE: 120 of 120 wait in java.lang.Thread.sleep, called by com.acme.Upload.run.");
	}

	@Test
	void ofWhatIsOnlyWatched() {
		this.jvm.threads("http-nio-8080-exec-%d", Wait.idleTomcatWorker()).perMinute(60);
		Leak leak = this.jvm.run(TWO_MINUTES).report().leaks().get(0);
		assertThat(leak.verdict()).isEqualTo(Verdict.WATCHING);
		assertThat(leak.summary()).hasToString("http-nio-#-exec-# grew 0 to 120 in 115 s; this may be a ramp-up.");
	}

	@Test
	void ofADeadlock() {
		Population one = this.jvm.threads("transfer-%d", Wait.blocked("com.acme.Account.debit")).resize(1);
		Population other = this.jvm.threads("refund-%d", Wait.blocked("com.acme.Account.credit")).resize(1);
		this.jvm.deadlock(one, other);
		Leak leak = this.jvm.run(Duration.ofMinutes(1)).accused();
		assertThat(leak.summary().toString()).isIn(
				"transfer-# and refund-#: 2 threads wait for each other's locks and can never go on.",
				"refund-# and transfer-#: 2 threads wait for each other's locks and can never go on.");
		assertThat(leak.pattern().advice())
			.isEqualTo("They wait for each other's locks in a circle and can never go on."
					+ " Take the locks in the same order everywhere, or use tryLock with a timeout."
					+ " Only a restart frees these threads.");
		assertThat(evidence(leak))
			.containsExactly("DEADLOCK: 2 threads wait for locks that they hold among themselves.");
	}

	@Test
	void ofALeakThatIsResolved() {
		Population leaked = this.jvm.threads("mailer-%d", Wait.take("com.acme.Mailer.run")).perMinute(60);
		this.jvm.run(TWO_MINUTES);
		leaked.perMinute(0).resize(3);
		this.jvm.run(Duration.ofSeconds(30));
		assertThat(this.jvm.report().resolved()).singleElement()
			.satisfies((leak) -> assertThat(leak.summary()).hasToString("mailer-# shrank from 120 back to 3."));
	}

	@Test
	void namesAreRedactedBeforeTheyAreMasked() {
		this.jvm.threads("export password=hunter2 of /home/alice/secret %d", Wait.take("com.acme.Export.run"))
			.perMinute(60);
		Leak leak = this.jvm.run(TWO_MINUTES).accused();
		assertThat(leak.toString()).doesNotContain("hunter").doesNotContain("alice");
		assertThat(leak.threadName()).hasToString("export password=[secret] of [path] #");
	}

}
