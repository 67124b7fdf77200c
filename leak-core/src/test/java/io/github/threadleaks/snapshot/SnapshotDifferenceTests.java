// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.snapshot;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import io.github.threadleaks.fixture.Blocking;
import io.github.threadleaks.fixture.LeakedThreads;
import io.github.threadleaks.lifecycle.Births;
import io.github.threadleaks.lifecycle.CreationSite;
import io.github.threadleaks.lifecycle.Origin;
import io.github.threadleaks.lifecycle.StartContext;
import io.github.threadleaks.redact.Redactor;
import io.github.threadleaks.sample.Frame;
import io.github.threadleaks.sample.SampledThread;
import io.github.threadleaks.sample.SamplingBudget;
import io.github.threadleaks.sample.ThreadKind;
import io.github.threadleaks.sample.ThreadSample;
import io.github.threadleaks.sample.ThreadSampler;
import io.github.threadleaks.sample.VirtualLook;
import io.github.threadleaks.settings.SamplingSettings;
import io.github.threadleaks.snapshot.SnapshotDifference.Change;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What has become of real threads since an earlier sample.
 */
class SnapshotDifferenceTests {

	private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

	private final ThreadSampler sampler = new ThreadSampler(SamplingSettings.DEFAULTS,
			new SamplingBudget(SamplingSettings.DEFAULTS));

	private final SnapshotHistory history = new SnapshotHistory(48, Births.UNRECORDED);

	private Instant now = BEGIN;

	private List<String> virtualThreads = List.of();

	private final SnapshotTaker taker = new SnapshotTaker(this.sampler, this::look, Redactor.standard(List.of()),
			() -> this.now, Births.UNRECORDED, this.history);

	private VirtualLook look(Instant at) {
		return new VirtualLook(this.virtualThreads.stream()
			.map((name) -> SnapshotHistoryTests.thread(1_000_000, name, Thread.State.WAITING, "call", at))
			.map((thread) -> new SampledThread(thread.id(), thread.slot(), thread.name(), ThreadKind.VIRTUAL, true,
					thread.state(), thread.stack(), thread.entry(), thread.lock(), thread.firstSeen(),
					thread.idleSince(), thread.burnsSince(), true))
			.toList(), "");
	}

	/**
	 * Samples until every thread that stands still has its stack, and five minutes go by.
	 */
	private void keep() {
		keep(() -> {
		});
	}

	private void keep(Runnable beforeEach) {
		for (int tick = 0; tick < 30; tick++) {
			beforeEach.run();
			this.now = this.now.plusSeconds(10);
			ThreadSample sample = this.sampler.sample(this.now);
			this.history.offer(sample);
		}
	}

	private SnapshotDifference since(String since, String... parameters) {
		Map<String, String> all = new HashMap<>(Map.of("since", since, "name", "^kept"));
		for (int i = 0; i < parameters.length; i += 2) {
			all.put(parameters[i], parameters[i + 1]);
		}
		return (SnapshotDifference) this.taker.take(SnapshotQuery.parse(all));
	}

	private static List<String> told(List<Change> changes) {
		return changes.stream()
			.map((change) -> change.group().threadName() + " " + change.before() + " to " + change.now())
			.toList();
	}

	@Test
	void groupsThatGrewShrankAppearedAndVanishedAreToldApart() {
		try (LeakedThreads leaked = LeakedThreads.start(3, "kept-grows-%d", Blocking.LATCH)
			.startMore(2, "kept-same-%d", Blocking.LATCH)) {
			try (LeakedThreads gone = LeakedThreads.start(4, "kept-goes-%d", Blocking.QUEUE_TAKE)) {
				assertThat(gone.ids()).hasSize(4);
				keep();
			}
			leaked.startMore(5, "kept-grows-%d", Blocking.LATCH).startMore(1, "kept-new-%d", Blocking.SLEEP);
			this.now = this.now.plusSeconds(60);
			SnapshotDifference difference = since("1m");
			assertThat(told(difference.grew())).containsExactly("kept-grows-# 3 to 8");
			assertThat(told(difference.appeared())).containsExactly("kept-new-# 0 to 1");
			assertThat(told(difference.vanished())).containsExactly("kept-goes-# 4 to 0");
			assertThat(difference.shrank()).isEmpty();
			assertThat(difference.threadsBefore()).isEqualTo(9);
			assertThat(difference.threads()).isEqualTo(11);
			assertThat(difference.stacks().mapToInt(StackCount::threads).sum()).isEqualTo(2);
			assertThat(difference.stacks().map(StackCount::threads)).containsExactlyInAnyOrder(5, 1, -4);
		}
	}

	@Test
	void aGroupThatLosesSomeShrinks() {
		try (LeakedThreads stay = LeakedThreads.start(2, "kept-%d", Blocking.LATCH)) {
			assertThat(stay.ids()).hasSize(2);
			try (LeakedThreads gone = LeakedThreads.start(3, "kept-%d", Blocking.LATCH)) {
				assertThat(gone.ids()).hasSize(3);
				keep();
			}
			this.now = this.now.plusSeconds(60);
			assertThat(told(since("1m").shrank())).containsExactly("kept-# 5 to 2");
		}
	}

	@Test
	void whatIsAsItWasIsNotTold() {
		try (LeakedThreads threads = LeakedThreads.start(4, "kept-%d", Blocking.LATCH)) {
			keep();
			this.now = this.now.plusSeconds(60);
			SnapshotDifference difference = since("1m");
			assertThat(difference.threads()).isEqualTo(threads.ids().length);
			assertThat(difference.stacks()).isEmpty();
		}
	}

	private static void awaitCpu(long threadId) {
		ThreadMXBean threads = ManagementFactory.getThreadMXBean();
		long before = threads.getThreadCpuTime(threadId);
		Awaitility.await().until(() -> threads.getThreadCpuTime(threadId) > before);
	}

	@Test
	void aThreadThatNeverRestsIsNoChange() {
		try (LeakedThreads threads = LeakedThreads.start(1, "kept-spinner", Blocking.SPIN)) {
			// on a busy machine it may get no CPU between two samples, which is a rest
			keep(() -> awaitCpu(threads.ids()[0]));
			this.now = this.now.plusSeconds(60);
			SnapshotDifference difference = since("1m");
			assertThat(difference.threads()).isEqualTo(threads.ids().length);
			assertThat(difference.stacks()).isEmpty();
		}
	}

	@Test
	void aThreadWhoseBirthIsNotToldYetIsOneOfItsLike() {
		try (LeakedThreads threads = LeakedThreads.start(3, "kept-%d", Blocking.LATCH)) {
			CreationSite site = new CreationSite(List.of(Frame.recorded("com.acme.Orders", "export", 42, false)));
			long newest = threads.ids()[2];
			Population population = Population.of(this.now,
					this.sampler.captureAll(this.now, false)
						.stream()
						.filter((thread) -> threads.idSet().contains(thread.id()))
						.toList(),
					(id) -> (id == newest) ? Origin.AWAITED
							: new Origin(Origin.Knowledge.RECORDED, site, CreationSite.UNKNOWN, StartContext.NONE),
					UnaryOperator.identity());
			assertThat(population.groups()).hasSize(1)
				.allSatisfy((key, alike) -> assertThat(key.createdAt()).isEqualTo(site));
			assertThat(population.groups().values().iterator().next().size()).isEqualTo(3);
		}
	}

	@Test
	void itTellsSinceWhenItReallyIs() {
		keep();
		Instant first = this.history.states().get(0).at();
		this.now = this.now.plusSeconds(60);
		assertThat(since("3h").since()).isEqualTo(first);
	}

	@ParameterizedTest
	@CsvSource({ "name, ^kept-a, 3", "name, kept-a-0$, 3", "frame, CountDownLatch, 3", "state, TIMED_WAITING, 2",
			"kind, virtual, 0", "minAge, 1h, 0", "label, tenant, 0", "top, 1, 3" })
	void filtersNarrowBothSides(String parameter, String value, int change) {
		try (LeakedThreads threads = LeakedThreads.start(2, "kept-a-%d", Blocking.LATCH)
			.startMore(2, "kept-b-%d", Blocking.SLEEP)) {
			keep();
			threads.startMore(3, "kept-a-%d", Blocking.LATCH).startMore(2, "kept-b-%d", Blocking.SLEEP);
			this.now = this.now.plusSeconds(60);
			assertThat(since("1m", parameter, value).stacks().mapToInt(StackCount::threads).sum()).isEqualTo(change);
		}
	}

	@Test
	void agesAreThoseOfTheTime() {
		try (LeakedThreads threads = LeakedThreads.start(3, "kept-%d", Blocking.LATCH)) {
			keep();
			assertThat(threads.ids()).hasSize(3);
			// then none was six minutes old, now all are
			this.now = this.now.plus(Duration.ofMinutes(10));
			SnapshotDifference difference = since("10m", "minAge", "6m");
			assertThat(told(difference.appeared())).containsExactly("kept-# 0 to 3");
		}
	}

	@Test
	void aSummaryHasCountsOnly() {
		try (LeakedThreads threads = LeakedThreads.start(2, "kept-%d", Blocking.LATCH)) {
			keep();
			threads.startMore(3, "kept-%d", Blocking.LATCH);
			this.now = this.now.plusSeconds(60);
			SnapshotDifference difference = since("1m", "detail", "summary");
			assertThat(difference.threads() - difference.threadsBefore()).isEqualTo(3);
			assertThat(difference.stacks()).isEmpty();
		}
	}

	@Test
	void virtualThreadsAreSaidNotToBeCompared() {
		keep();
		this.virtualThreads = List.of("kept-virtual");
		this.now = this.now.plusSeconds(60);
		SnapshotDifference difference = since("1m");
		assertThat(difference.stacks()).isEmpty();
		assertThat(difference.degraded()).singleElement()
			.hasToString("Earlier snapshots tell platform threads only: 1 virtual threads are not compared.");
	}

	@Test
	void secretsAreMaskedOnBothSides() {
		try (LeakedThreads gone = LeakedThreads.start(1, "kept password=hunter2", Blocking.LATCH)) {
			assertThat(gone.ids()).hasSize(1);
			keep();
		}
		this.now = this.now.plusSeconds(60);
		assertThat(told(since("1m").vanished())).containsExactly("kept password=[secret] 1 to 0");
		assertThat(Stream.of("hunter", "password=h").map((name) -> since("1m", "name", name).threadsBefore()))
			.containsOnly(0);
	}

	@Test
	void beforeTheFirstSampleThereIsNothingToCompareWith() {
		assertThatExceptionOfType(NothingKeptException.class).isThrownBy(() -> since("1m"));
	}

	@Test
	void singleThreadsAreNotCompared() {
		assertThatExceptionOfType(InvalidParameterException.class).isThrownBy(() -> since("1m", "detail", "full"))
			.withMessage("Parameter 'detail' must be grouped or summary together with since, which compares groups, "
					+ "not 'full'.");
	}

}
