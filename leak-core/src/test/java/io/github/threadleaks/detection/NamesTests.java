// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.detection;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

import io.github.threadleaks.judge.Pattern;
import io.github.threadleaks.judge.Verdict;
import io.github.threadleaks.report.Leak;
import io.github.threadleaks.settings.ThreadLeakSettings;
import io.github.threadleaks.simulation.Population;
import io.github.threadleaks.simulation.Simulation;
import io.github.threadleaks.simulation.Wait;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Leaked threads are one family, whatever their names, waits and frames are.
 */
class NamesTests {

	private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);

	private static final Wait WATCH = Wait.sleep("com.acme.Watcher.run");

	private final Simulation jvm = Simulation.of(ThreadLeakSettings.DEFAULTS).run(FIVE_MINUTES);

	private final Random random = new Random(3);

	private Population watchers() {
		return this.jvm.threads("", WATCH).perMinute(20);
	}

	private void assertIsOneLeak(String name, Population leaked) {
		Leak leak = this.jvm.run(FIVE_MINUTES).accused();
		assertThat(leak.verdict()).isEqualTo(Verdict.CONFIRMED);
		assertThat(leak.threads()).isEqualTo(leaked.size());
		assertThat(leak.threadName()).hasToString(name);
	}

	private String token(int radix, int length) {
		return IntStream.range(0, length)
			.mapToObj((i) -> Character.toString(Character.forDigit(this.random.nextInt(radix), radix)))
			.reduce("", String::concat);
	}

	@Test
	void allHaveTheSameName() {
		assertIsOneLeak("Connection evictor", watchers().named((number) -> "Connection evictor"));
	}

	@Test
	void eachHasAnObjectIdInItsName() {
		assertIsOneLeak("MongoDB-[hex]-monitor", watchers().named((number) -> "MongoDB-" + token(16, 24) + "-monitor"));
	}

	@Test
	void eachHasTheIdentityHashOfAnObjectInItsName() {
		assertIsOneLeak("Watcher@#", watchers()
			.named((number) -> "Watcher@" + Integer.toHexString(0x10000000 + this.random.nextInt(0x6fffffff))));
	}

	@Test
	void eachHasANumberOfBase36InItsName() {
		Population leaked = watchers().perMinute(40).named((number) -> "upload-" + token(36, 13));
		Leak leak = this.jvm.run(FIVE_MINUTES).accused();
		assertThat(leak.threadName()).hasToString("upload-#");
		// a few look like words with a number
		assertThat(leak.threads()).isBetween(leaked.size() * 8 / 10, leaked.size());
	}

	@Test
	void eachHasTheNameOfItsCreatorAsAPrefix() {
		assertIsOneLeak("http-nio-#-exec-#-evictor",
				watchers().named((number) -> "http-nio-8080-exec-" + number % 10 + "-evictor"));
	}

	@Test
	void eachHasAHostAndAPortInParentheses() {
		assertIsOneLeak("reaper (db-#.acme:#)",
				watchers().named((number) -> "reaper (db-" + number % 7 + ".acme:" + (5_000 + number) + ")"));
	}

	@Test
	void eachHasAnAddressInItsName() {
		assertThat(watchers().named((number) -> "feed 10.0." + number / 256 + "." + number % 256 + ":7000").size())
			.isZero();
		// the address is redacted, and the family is one
		assertThat(this.jvm.run(FIVE_MINUTES).accused().threads()).isEqualTo(100);
	}

	@Test
	void poolsOfDifferentSizesHaveOneGenericName() {
		this.jvm.threads("pool-1-thread-%d", Wait.idleWorker()).resize(40);
		List<Integer> pools = IntStream.range(0, 2_000)
			.boxed()
			.flatMap((pool) -> IntStream.rangeClosed(0, pool % 3).mapToObj((worker) -> pool))
			.toList();
		Population leaked = this.jvm.threads("", Wait.idleWorker())
			.named((number) -> "pool-" + pools.get(number) + "-thread-" + number)
			.inPoolsOf(2)
			.perMinute(40);
		Leak leak = this.jvm.run(FIVE_MINUTES).accused();
		assertThat(leak.verdict()).isEqualTo(Verdict.CONFIRMED);
		assertThat(leak.pattern()).isEqualTo(Pattern.EXECUTOR_NOT_SHUT_DOWN);
		assertThat(leak.threads()).isEqualTo(40 + leaked.size());
	}

	@Test
	void eachFlipsBetweenATimedAndAnUntimedWait() {
		Population leaked = this.jvm.threads("mailer-%d", Wait.take("com.acme.Mailer.run"))
			.doing(Wait.take("com.acme.Mailer.run"), Wait.poll("com.acme.Mailer.run"))
			.perMinute(20);
		assertIsOneLeak("mailer-#", leaked);
		assertThat(this.jvm.accused().pattern()).isEqualTo(Pattern.QUEUE_NEVER_FED);
	}

	@Test
	void eachFlipsBetweenTwoWaits() {
		Population leaked = watchers().named((number) -> "watcher-" + number)
			.doing(WATCH, Wait.take("com.acme.Watcher.run"), Wait.socketRead("com.acme.Watcher.run"));
		assertIsOneLeak("watcher-#", leaked);
	}

	@Test
	void aWaitThatChangesForAllKeepsTheIdOfTheLeak() {
		Population leaked = this.jvm.threads("mailer-%d", Wait.take("com.acme.Mailer.run")).perMinute(20);
		assertIsOneLeak("mailer-#", leaked);
		String id = this.jvm.accused().id();
		leaked.doing(Wait.sleep("com.acme.Mailer.run"));
		assertIsOneLeak("mailer-#", leaked);
		assertThat(this.jvm.accused().id()).isEqualTo(id);
		leaked.doing(Wait.sleep("com.acme.Mailer.run"), Wait.take("com.acme.Mailer.run"));
		assertIsOneLeak("mailer-#", leaked);
		assertThat(this.jvm.accused().id()).isEqualTo(id);
		assertThat(this.jvm.report().leaks()).hasSize(1);
		assertThat(this.jvm.report().resolved()).isEmpty();
	}

}
