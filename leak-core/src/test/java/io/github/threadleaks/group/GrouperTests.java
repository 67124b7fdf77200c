// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.group;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.threadleaks.lifecycle.Births;
import io.github.threadleaks.sample.DumpedPools;
import io.github.threadleaks.sample.OwnerPools;
import io.github.threadleaks.sample.SampledThread;
import io.github.threadleaks.sample.ThreadKind;
import io.github.threadleaks.sample.ThreadSample;
import io.github.threadleaks.simulation.Population;
import io.github.threadleaks.simulation.SimulatedJvm;
import io.github.threadleaks.simulation.Wait;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class GrouperTests {

	private static final String WORKER = "java.util.concurrent.ThreadPoolExecutor$Worker.run";

	private final SimulatedJvm jvm = new SimulatedJvm(Duration.ofSeconds(5));

	private final Grouper grouper = new Grouper(Duration.ofMinutes(10), Births.UNRECORDED);

	private static FamilySample only(GroupedSample grouped, String name) {
		List<FamilySample> families = grouped.families()
			.values()
			.stream()
			.filter((family) -> family.key().name().equals(name) && !family.key().isLine())
			.toList();
		assertThat(families).hasSize(1);
		return families.get(0);
	}

	private static FamilySample line(GroupedSample grouped, String name, String entry) {
		FamilySample line = grouped.families()
			.get(new FamilyKey(ThreadKind.PLATFORM, name, entry, "", FamilyKey.ANY_WAIT));
		assertThat(line).isNotNull();
		return line;
	}

	@Test
	void alikeThreadsAreOneFamily() {
		this.jvm.threads("pool-%d-thread-1", Wait.idleWorker()).resize(3);
		this.jvm.threads("mailer-%d", Wait.take("com.acme.Mailer.run")).resize(2);
		GroupedSample grouped = this.grouper.group(this.jvm.next());
		FamilySample pools = only(grouped, "pool-#-thread-#");
		assertThat(pools.threads()).isEqualTo(3);
		assertThat(pools.key().entry()).isEqualTo(WORKER);
		assertThat(pools.site().idle()).isTrue();
		assertThat(pools.exampleName()).isEqualTo("pool-0-thread-1");
		assertThat(only(grouped, "mailer-#").threads()).isEqualTo(2);
		assertThat(grouped.states()).containsEntry(Thread.State.WAITING, 5).containsEntry(Thread.State.RUNNABLE, 0);
	}

	@Test
	void whoWaitsElsewhereIsOfAnotherFamilyAndOfTheSameLine() {
		this.jvm.threads("job-%d", Wait.take("com.acme.Job.run")).resize(3);
		this.jvm.threads("job-%d", Wait.sleep("com.acme.Job.run")).resize(4);
		GroupedSample grouped = this.grouper.group(this.jvm.next());
		assertThat(grouped.families()).hasSize(3);
		FamilySample line = line(grouped, "job-#", "com.acme.Job.run");
		assertThat(line.threads()).isEqualTo(7);
		assertThat(line.untimed()).isEqualTo(3);
		assertThat(line.state()).isEqualTo(Thread.State.TIMED_WAITING);
		assertThat(line.key().line()).isEqualTo(line.key());
	}

	@Test
	void ownersAreTheDistinctObjectsThatMembersWaitOn() {
		this.jvm.threads("shared-%d", Wait.idleWorker()).resize(100);
		this.jvm.threads("scattered-%d", Wait.idleWorker()).eachInAPoolOfItsOwn().resize(100);
		this.jvm.threads("sleeper-%d", Wait.sleep("com.acme.Job.run")).resize(100);
		GroupedSample grouped = this.grouper.group(this.jvm.next());
		assertThat(only(grouped, "shared-#").owners()).isEqualTo(1);
		assertThat(only(grouped, "scattered-#").owners()).isEqualTo(100);
		assertThat(only(grouped, "sleeper-#").owners()).isZero();
	}

	@Test
	void membersRestWhenTheyHaveUsedNoCpuForLong() {
		this.jvm.threads("busy-%d", Wait.sleep("com.acme.Job.run")).running().resize(2);
		Population calm = this.jvm.threads("calm-%d", Wait.take("com.acme.Job.run")).resize(2);
		GroupedSample first = this.grouper.group(this.jvm.next());
		assertThat(only(first, "calm-#").rested()).isZero();
		for (long i = Grouper.RESTED.toSeconds() / 5; i > 0; i--) {
			calm.resize(calm.size() + 1);
			first = this.grouper.group(this.jvm.next());
		}
		assertThat(only(first, "calm-#").rested()).isEqualTo(2);
		assertThat(only(first, "calm-#").restless()).isZero();
		assertThat(only(first, "busy-#").rested()).isZero();
		assertThat(only(first, "busy-#").restless()).isEqualTo(2);
	}

	@Test
	void whoHasRestedForTenMinutesIsDormant() {
		this.jvm.threads("busy-%d", Wait.sleep("com.acme.Job.run")).running().resize(2);
		this.jvm.threads("calm-%d", Wait.take("com.acme.Job.run")).resize(3);
		GroupedSample grouped = this.grouper.group(this.jvm.next());
		for (int tick = 0; tick < 120; tick++) {
			assertThat(grouped.dormant()).isZero();
			grouped = this.grouper.group(this.jvm.next());
		}
		assertThat(grouped.dormant()).isEqualTo(3);
	}

	/** The cache of families gives what a grouper without a past gives. */
	@Test
	void whatWasSeenBeforeDoesNotMatter() {
		Population idle = this.jvm.threads("pool-%d-thread-1", Wait.idleWorker()).eachInAPoolOfItsOwn().resize(20);
		Population busy = this.jvm.threads("pool-%d-thread-1", Wait.take("com.acme.Order.await"));
		Population jobs = this.jvm.threads("job-%d", Wait.sleep("com.acme.Job.run")).resize(20);
		this.jvm.eachTick(() -> {
			idle.move(3, busy);
			busy.move(2, idle);
			jobs.replace(4);
			idle.resize(idle.size() + 2);
		});
		for (int tick = 0; tick < 50; tick++) {
			var sample = this.jvm.next();
			GroupedSample grouped = this.grouper.group(sample);
			GroupedSample anew = new Grouper(Duration.ofMinutes(10), Births.UNRECORDED).group(sample);
			assertThat(grouped.families()).isEqualTo(anew.families());
			for (int i = 0; i < sample.threads().size(); i++) {
				assertThat(grouped.keys()[i]).isEqualTo(anew.keys()[i]);
			}
		}
	}

	/** By their names alone they would be of one pool. */
	@Test
	void busyWorkersBelongToTheExecutorsThatADumpHasTold() {
		this.jvm.threads("worker-%d", Wait.workerThatTakes("com.acme.Job.call")).resize(6);
		ThreadSample sample = this.jvm.next();
		assertThat(owners(sample)).isEqualTo(1);
		Map<Long, String> containers = new HashMap<>();
		sample.threads()
			.forEach((thread) -> containers.put(thread.id(),
					"java.util.concurrent.ThreadPoolExecutor@" + thread.slot() / 2));
		this.grouper.pools(DumpedPools.of(containers));
		assertThat(owners(sample)).isEqualTo(3);
		assertThat(owners(this.jvm.next())).isEqualTo(3);
		this.grouper.pools(OwnerPools.NONE);
		assertThat(owners(this.jvm.next())).isEqualTo(1);
	}

	private int owners(ThreadSample sample) {
		return this.grouper.group(sample).families().values().iterator().next().owners();
	}

	@Test
	void membersAreFoundByFamilyAndByLine() {
		this.jvm.threads("job-%d", Wait.take("com.acme.Job.run")).resize(3);
		this.jvm.threads("job-%d", Wait.sleep("com.acme.Job.run")).resize(4);
		GroupedSample grouped = this.grouper.group(this.jvm.next());
		FamilyKey line = line(grouped, "job-#", "com.acme.Job.run").key();
		FamilyKey sleeping = grouped.families()
			.keySet()
			.stream()
			.filter((key) -> key.waitSignature().startsWith("java.lang.Thread<"))
			.findFirst()
			.orElseThrow();
		Map<FamilyKey, List<SampledThread>> members = grouped.members(Set.of(line, sleeping), 2);
		assertThat(members.get(sleeping)).hasSize(2).allMatch((thread) -> thread.state() == Thread.State.TIMED_WAITING);
		assertThat(grouped.members(Set.of(line), 100).get(line)).hasSize(7);
		assertThat(grouped.members(Set.of(), 100)).isEmpty();
	}

	@Test
	void aSetOfNumbersCountsDistinctOnes() {
		IntSet set = new IntSet();
		Set<Integer> expected = new HashSet<>();
		for (int i = 0; i < 10_000; i++) {
			int value = (i * 0x61C88647) >>> 19;
			set.add(value);
			expected.add(value);
		}
		expected.remove(0);
		assertThat(set.size()).isEqualTo(expected.size());
		set.clear();
		assertThat(set.size()).isZero();
	}

}
