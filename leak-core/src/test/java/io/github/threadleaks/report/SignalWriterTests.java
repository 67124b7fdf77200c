// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.report;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.Set;
import java.util.function.IntToDoubleFunction;

import io.github.threadleaks.judge.Verdict;
import io.github.threadleaks.redact.RedactedText;
import io.github.threadleaks.redact.Redactor;
import io.github.threadleaks.settings.ThreadLeakSettings;
import io.github.threadleaks.signal.SignalKind;
import io.github.threadleaks.signal.SignalSource;
import io.github.threadleaks.signal.Signals;
import io.github.threadleaks.simulation.Population;
import io.github.threadleaks.simulation.Simulation;
import io.github.threadleaks.simulation.Wait;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is said to grow together with a leak, and what is not.
 */
class SignalWriterTests {

	private static final Duration TICK = ThreadLeakSettings.DEFAULTS.sampling().interval();

	private final Random random = new Random(1);

	private final Simulation jvm = Simulation.of(ThreadLeakSettings.DEFAULTS);

	private final Population threads = this.jvm.threads("export-%d", Wait.take("com.acme.Export.run"));

	private final List<SignalSource> sources = new ArrayList<>();

	private final Signals signals = new Signals(() -> this.sources, List.of(), ThreadLeakSettings.DEFAULTS.detection(),
			TICK);

	private final SignalWriter writer = new SignalWriter(Redactor.standard(List.of()));

	private final Set<String> sentences = new LinkedHashSet<>();

	private Signs signs = Signs.NONE;

	/** A number that has to do with how many threads there are, or not. */
	private void signal(String name, SignalKind kind, double grain, IntToDoubleFunction ofThreads) {
		this.sources.add(new SignalSource(name, kind, grain,
				() -> OptionalDouble.of(ofThreads.applyAsDouble(this.threads.size()))));
	}

	private void connections(IntToDoubleFunction ofThreads) {
		signal("connections:orders", SignalKind.CONNECTIONS, 1, ofThreads);
	}

	private Signs run(Duration time) {
		for (long i = time.dividedBy(TICK); i > 0; i--) {
			this.jvm.run(TICK);
			this.signs = this.writer.write(this.signals.sampled(this.jvm.time()), this.jvm.report());
			this.signs.together().map(RedactedText::toString).ifPresent(this.sentences::add);
		}
		return this.signs;
	}

	private void leak(double perMinute) {
		run(Duration.ofMinutes(30));
		this.threads.perMinute(perMinute);
	}

	private double hours() {
		return this.jvm.time().getEpochSecond() / 3_600.0;
	}

	@Test
	void connectionsThatLeakedThreadsHoldAreTold() {
		connections((threads) -> threads + this.random.nextInt(3));
		leak(2);
		assertThat(run(Duration.ofMinutes(40)).together())
			.hasToString("Optional[Threads export-# and connections:orders have grown together since 00:30 UTC:"
					+ " the connections are held by the leaked threads.]");
		assertThat(this.signs.signals()).singleElement().satisfies((signal) -> {
			assertThat(signal.verdict()).contains(Verdict.SUSPECTED);
			assertThat(signal.growthPerHour()).isBetween(100.0, 140.0);
		});
		assertThat(this.jvm.report().leaks()).isNotEmpty();
	}

	@ParameterizedTest
	@ValueSource(doubles = { 1, 10, 60 })
	void aPoolThatCameToItsEndIsToldOn(double perMinute) {
		connections((threads) -> Math.min(10, threads + this.random.nextInt(2)));
		leak(perMinute);
		run(Duration.ofMinutes(30));
		assertThat(this.sentences).isNotEmpty();
		assertThat(run(Duration.ofHours(1)).together()).isPresent();
		assertThat(this.signs.signals()).singleElement().satisfies((signal) -> {
			assertThat(signal.growthPerHour()).isZero();
			assertThat(signal.verdict()).contains(Verdict.SUSPECTED);
		});
	}

	@Test
	void allThatGrowsTogetherIsToldAndTheMostTellingIsTheReason() {
		connections((threads) -> threads);
		signal("heap", SignalKind.HEAP, 1e7, (threads) -> 1e9 + threads * 5e6);
		signal("classes", SignalKind.CLASSES, 100, (threads) -> 12_000);
		leak(4);
		assertThat(run(Duration.ofMinutes(30)).together())
			.hasToString("Optional[Threads export-#, connections:orders and heap have grown together since 00:30 UTC:"
					+ " the connections are held by the leaked threads.]");
	}

	/** A collection every ten minutes. */
	@Test
	void aHeapThatIsSeenInStepsGrowsTogetherToo() {
		int[] seen = { 0 };
		signal("heap", SignalKind.HEAP, 1e7, (threads) -> {
			seen[0] = (this.jvm.time().getEpochSecond() % 600 < 15) ? threads : seen[0];
			return 1e9 + seen[0] * 4e6;
		});
		leak(2);
		assertThat(run(Duration.ofHours(2)).together()).hasValueSatisfying(
				(sentence) -> assertThat(sentence.toString()).endsWith("most likely held by the leaked threads."));
	}

	@Test
	void afterADayTheDateIsTold() {
		connections((threads) -> threads);
		leak(0.5);
		assertThat(run(Duration.ofHours(30)).together())
			.hasValueSatisfying((sentence) -> assertThat(sentence.toString()).contains("since 2026-01-01 00:3"));
	}

	@Test
	void whatIsGivenBackIsToldNoMore() {
		connections((threads) -> threads);
		leak(4);
		assertThat(run(Duration.ofMinutes(20)).together()).isPresent();
		this.threads.perMinute(0).resize(0);
		assertThat(run(Duration.ofMinutes(5))).isEqualTo(new Signs(this.signs.signals(), Optional.empty()));
		assertThat(this.signs.signals()).allMatch((signal) -> signal.verdict().isEmpty());
	}

	@Test
	void withoutALeakNothingIsToldHoweverFastItGrows() {
		connections((threads) -> hours() * 10 % 100_000);
		run(Duration.ofHours(6));
		assertThat(this.sentences).isEmpty();
	}

	private void assertSilentBesideALeak() {
		leak(6);
		run(Duration.ofHours(4));
		assertThat(this.jvm.accused().threads()).isGreaterThan(1_000);
		assertThat(this.sentences).isEmpty();
	}

	@Test
	void aPoolThatIsBusyIsNotHeld() {
		connections((threads) -> 3 + this.random.nextInt(8));
		assertSilentBesideALeak();
	}

	@Test
	void aPoolThatWasFullBeforeIsNotHeldByWhoCameLater() {
		connections((threads) -> Math.min(10, hours() * 40 % 1_000_000));
		assertSilentBesideALeak();
	}

	@Test
	void whatGrewBeforeTheLeakGrowsByItself() {
		double begin = hours();
		connections((threads) -> (hours() - begin) * 100);
		signal("heap", SignalKind.HEAP, 1e7, (threads) -> 1e9 + (hours() - begin) * 1e9);
		assertSilentBesideALeak();
	}

	@Test
	void aFewConnectionsAreNotHeldByAThousandThreads() {
		connections((threads) -> threads / 100.0);
		assertSilentBesideALeak();
	}

	@Test
	void moreConnectionsThanThreadsMayHoldAreNotHeldByThem() {
		connections((threads) -> threads * 20.0);
		assertSilentBesideALeak();
	}

	@Test
	void whatFollowsTheLoadIsNotHeld() {
		connections((threads) -> 30 - 28 * Math.cos(2 * Math.PI * hours() / 1.5));
		assertSilentBesideALeak();
	}

	@Test
	void aStepIsNoHeapThatLeaks() {
		signal("heap", SignalKind.HEAP, 1e7, (threads) -> (threads > 100) ? 3e9 : 1e9);
		assertSilentBesideALeak();
	}

	@Test
	void namesAreRedacted() {
		signal("connections:jdbc:h2:tcp://bob:hunter2@example.com/x?password=hunter2", SignalKind.CONNECTIONS, 1,
				(threads) -> threads);
		leak(4);
		run(Duration.ofMinutes(20));
		assertThat(this.signs.together())
			.hasValueSatisfying((sentence) -> assertThat(sentence.toString()).contains("connections:")
				.doesNotContain("hunter2", "bob"));
		assertThat(this.signs.signals().toString()).doesNotContain("hunter2", "bob");
	}

}
