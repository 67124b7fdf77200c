// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.detection;

import java.time.Duration;
import java.util.List;

import io.github.threadleaks.report.Leak;
import io.github.threadleaks.settings.ThreadLeakSettings;
import io.github.threadleaks.simulation.Population;
import io.github.threadleaks.simulation.Simulation;
import io.github.threadleaks.simulation.Wait;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Reads the words on what stands still, burns, lasts or has company.
 */
class KindsInWordsTests {

	private static final Duration MINUTE = Duration.ofMinutes(1);

	private final Simulation jvm = Simulation.of(ThreadLeakSettings.DEFAULTS).run(Duration.ofMinutes(5));

	private static List<String> evidence(Leak leak) {
		return leak.evidence().stream().map((fact) -> fact.kind() + ": " + fact.summary()).toList();
	}

	private Leak stuck(int requests) {
		this.jvm.threads("http-nio-8080-exec-%d", Wait.busyTomcatWorker("com.acme.Orders.list")).resize(requests);
		return this.jvm.run(MINUTE.multipliedBy(11)).accused();
	}

	@Test
	void ofOneRequestThatIsStuck() {
		Leak leak = stuck(1);
		assertThat(leak.summary()).hasToString("http-nio-#-exec-#: 1 is stuck in a request;"
				+ " all wait in java.net.Socket$SocketInputStream.read, called by org.postgresql.core.PGStream.receiveChar.");
		assertThat(evidence(leak)).containsExactly(
				"STUCK: 1 has been held by one request for more than 10 min, without using CPU.",
				"SAME_SITE: 1 of 1 wait in java.net.Socket$SocketInputStream.read, called by org.postgresql.core.PGStream.receiveChar.");
		assertThat(leak.pattern().advice()).isEqualTo("Each waits for a peer that does not answer, without a timeout."
				+ " Set a connect and a read timeout on the socket or client (setSoTimeout, HttpRequest.timeout);"
				+ " close the socket to free the thread.");
	}

	@Test
	void ofSeveralRequestsThatAreStuck() {
		assertThat(stuck(7).summary().toString())
			.startsWith("http-nio-#-exec-#: 7 are stuck in a request; all wait in ");
	}

	@Test
	void ofRequestsThatCameBack() {
		Population held = this.jvm.threads("http-nio-8080-exec-%d", Wait.busyTomcatWorker("com.acme.Orders.list"))
			.resize(7);
		this.jvm.run(MINUTE.multipliedBy(11));
		held.resize(0);
		this.jvm.run(MINUTE);
		assertThat(this.jvm.report().resolved()).singleElement()
			.satisfies((leak) -> assertThat(leak.summary()).hasToString("http-nio-#-exec-# shrank from 7 back to 0."));
	}

	private Leak burning(int threads) {
		this.jvm.threads("parser-%d", Wait.run("com.acme.Parser.skip")).burning().resize(threads);
		return this.jvm.run(MINUTE.multipliedBy(5)).report().leaks().get(0);
	}

	@Test
	void ofAThreadThatBurnsACore() {
		Leak leak = burning(1);
		assertThat(leak.summary())
			.hasToString("parser-#: 1 runs at the same place without a pause and burns a core; com.acme.Parser.skip.");
		assertThat(evidence(leak)).containsExactly(
				"SPINNING: 1 has kept a core busy in the same place for 2 min or longer: com.acme.Parser.skip.");
		assertThat(leak.pattern().advice()).isEqualTo("Each runs on in the same place without a pause."
				+ " Give the loop an end or a pause; wait for what it polls instead of asking again.");
	}

	@Test
	void ofThreadsThatBurnACoreEach() {
		assertThat(burning(3).summary()).hasToString(
				"parser-#: 3 run at the same place without a pause and burn each a core; com.acme.Parser.skip.");
	}

	@Test
	void ofThreadsThatBurnAndGrow() {
		this.jvm.threads("parser-%d", Wait.run("com.acme.Parser.skip")).burning().perMinute(60);
		Leak leak = this.jvm.run(MINUTE.multipliedBy(3)).accused();
		assertThat(leak.summary())
			.hasToString("parser-# grew 0 to 180 in 3 min and none ended; all run in com.acme.Parser.skip.");
		assertThat(evidence(leak)).contains(
				"SPINNING: 60 have kept a core busy in the same place for 2 min or longer: com.acme.Parser.skip.");
	}

	@Test
	void ofWorkersInSeveralPlaces() {
		this.jvm.threads("watcher-%d", Wait.take("com.acme.Watcher.run")).perMinute(40);
		this.jvm.threads("watcher-%d", Wait.sleep("com.acme.Watcher.run")).perMinute(20);
		assertThat(this.jvm.run(MINUTE.multipliedBy(4)).accused().summary())
			.hasToString("watcher-# grew 0 to 240 in 4 min and none ended; they run com.acme.Watcher.run, and 160 of"
					+ " them wait in java.util.concurrent.LinkedBlockingQueue.take, called by com.acme.Watcher.run.");
	}

	@Test
	void ofPoolsOfSeveralWorkers() {
		this.jvm.threads("pool-%d-thread-1", Wait.idleWorker()).inPoolsOf(4).perMinute(60);
		assertThat(this.jvm.run(MINUTE.multipliedBy(4)).accused().summary())
			.hasToString("pool-#-thread-# grew 0 to 240 in 4 min and none ended; they wait in 60 different pools.");
	}

	@Test
	void ofWhatStaysOfMuchThatComesAndGoes() {
		Population made = this.jvm.threads("pool-%d-thread-1", Wait.idleWorker()).eachInAPoolOfItsOwn();
		Population forgotten = this.jvm.threads("pool-%d-thread-1", Wait.idleWorker()).eachInAPoolOfItsOwn();
		int[] tick = new int[1];
		this.jvm.eachTick(() -> {
			int phase = tick[0]++ % 12;
			made.resize((phase < 6) ? 9 : 0);
			forgotten.resize(forgotten.size() + ((phase == 0) ? 1 : 0));
		});
		Leak leak = this.jvm.run(Duration.ofHours(1)).accused();
		assertThat(evidence(leak).get(0)).matches("GROWTH: Those that had lived for 3 min grew from \\d to \\d+ in .+,"
				+ " in both halves of that time; now by \\d+ an hour \\(95 % confidence: \\d+ to \\d+\\)\\.");
		assertThat(evidence(leak).get(1)).matches("NO_RETURN: \\d+ lived for 3 min, and none of those left in .+\\.");
	}

}
