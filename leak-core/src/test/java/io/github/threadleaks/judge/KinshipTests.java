// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.judge;

import java.time.Instant;
import java.util.function.IntUnaryOperator;

import io.github.threadleaks.group.FamilySample;
import io.github.threadleaks.group.NameMask;
import io.github.threadleaks.simulation.Population;
import io.github.threadleaks.simulation.Wait;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class KinshipTests {

	private final Families families = new Families();

	private FamilySample family(String name, Wait wait) {
		this.families.threads(name, wait).resize(1);
		this.families.next();
		return this.families.line(NameMask.mask(String.format(name))).now();
	}

	@ParameterizedTest
	@CsvSource({ "acme-1-io, acme-2-timer, true", "acme-1-io, acmes-1-timer, false", "acm-1, acm-2-b, true",
			"ac-1, ac-2-b, false", "pool-1-a, pool-1-b, false", "Thread-1-a, Thread-1-b, false",
			"reaper, reaper-1, false", "1-acme-a, 2-acme-b, false" })
	void aNameThatBeginsAlikeMakesKin(String one, String other, boolean kin) {
		FamilySample left = family(one, Wait.take("com.acme.One.run"));
		FamilySample right = family(other, Wait.take("com.acme.Other.run"));
		assertThat(Kinship.of(left).isKin(Kinship.of(right))).isEqualTo(kin);
		assertThat(Kinship.of(right).isKin(Kinship.of(left))).isEqualTo(kin);
	}

	@Test
	void aLibraryMakesKin() {
		FamilySample worker = family("reports-1", Wait.take("org.quartz.simpl.SimpleThreadPool$WorkerThread.run"));
		FamilySample clock = family("clock-1", Wait.take("org.quartz.core.QuartzSchedulerThread.run"));
		FamilySample sender = family("sender-1", Wait.take("org.apache.kafka.clients.producer.internals.Sender.run"));
		FamilySample job = family("job-1", Wait.take("com.acme.Job.run"));
		FamilySample other = family("cleanup-1", Wait.take("com.acme.Cleanup.run"));
		assertThat(Kinship.of(worker).isKin(Kinship.of(clock))).isTrue();
		assertThat(Kinship.of(worker).isKin(Kinship.of(sender))).isFalse();
		assertThat(Kinship.of(worker).isKin(Kinship.of(job))).isFalse();
		assertThat(Kinship.of(job).isKin(Kinship.of(other))).isFalse();
	}

	@Test
	void theSameCodeMakesKin() {
		FamilySample one = family("blue-1", Wait.take("com.acme.Job.run"));
		FamilySample other = family("green-1", Wait.take("com.acme.Job.run"));
		FamilySample worker = family("red-1", Wait.idleWorker());
		FamilySample otherWorker = family("grey-1", Wait.idleWorker());
		assertThat(Kinship.of(one).isKin(Kinship.of(other))).isTrue();
		assertThat(Kinship.of(worker).isKin(Kinship.of(otherWorker))).isFalse();
	}

	private boolean inLockstep(int samples, IntUnaryOperator one, IntUnaryOperator other) {
		Families own = new Families();
		Population left = own.threads("left-%d", Wait.take("com.acme.Left.run")).resize(one.applyAsInt(0));
		Population right = own.threads("right-%d", Wait.take("com.acme.Right.run")).resize(other.applyAsInt(0));
		own.threads("main", Wait.take("com.acme.Main.run")).resize(1);
		own.next();
		Instant since = own.now();
		for (int i = 1; i <= samples; i++) {
			left.resize(one.applyAsInt(i));
			right.resize(other.applyAsInt(i));
			own.next();
		}
		return Kinship.inLockstep(own.line("left-#"), own.line("right-#"), since, own.now());
	}

	@Test
	void whatGrowsByAFixedMultipleIsInLockstep() {
		assertThat(inLockstep(120, (i) -> 1 + i, (i) -> 1 + i)).isTrue();
		assertThat(inLockstep(120, (i) -> 1 + i, (i) -> 50 + 10 * i)).isTrue();
		assertThat(inLockstep(120, (i) -> 1 + i / 2, (i) -> 1 + (i + 1) / 2 * 3)).isTrue();
		assertThat(inLockstep(120, (i) -> 1 + i * i / 10, (i) -> 5 + i * i / 30)).isTrue();
	}

	@Test
	void whatGrowsAtOtherTimesIsNot() {
		assertThat(inLockstep(120, (i) -> 1 + i, (i) -> 1 + Math.max(0, i - 60))).isFalse();
		assertThat(inLockstep(120, (i) -> 1 + i, (i) -> 1 + i * i / 120)).isFalse();
		assertThat(inLockstep(120, (i) -> 1 + i, (i) -> 1 + Math.min(i, 70))).isFalse();
	}

	/** A share of 0.15 of 1,000 threads, and a thread each for rounding. */
	@Test
	void smallDifferencesAreTolerated() {
		assertThat(inLockstep(120, (i) -> 10 * i + 1, (i) -> 10 * i + ((i > 5 && i < 115) ? 140 : 1))).isTrue();
		assertThat(inLockstep(120, (i) -> 10 * i + 1, (i) -> 10 * i + ((i > 5 && i < 115) ? 220 : 1))).isFalse();
		assertThat(inLockstep(120, (i) -> 10 * i + 300, (i) -> 10 * i + ((i > 5 && i < 115) ? 80 : 300))).isFalse();
	}

	@Test
	void whatStandsStillOrShrinksIsInLockstepWithNobody() {
		assertThat(inLockstep(120, (i) -> 1 + i, (i) -> 7)).isFalse();
		assertThat(inLockstep(120, (i) -> 7, (i) -> 1 + i)).isFalse();
		assertThat(inLockstep(120, (i) -> 200 - i, (i) -> 200 - i)).isFalse();
	}

}
