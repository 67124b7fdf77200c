// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.signal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.DoubleSupplier;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

import io.github.threadleaks.judge.Verdict;
import io.github.threadleaks.settings.DetectionSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

/**
 * What is read, and when it is said to grow, in simulated time.
 */
class SignalsTests {

	private static final Duration INTERVAL = Duration.ofSeconds(5);

	private final Random random = new Random(1);

	private final Map<String, SignalSource> sources = new TreeMap<>();

	private final List<SignalSources> more = new ArrayList<>();

	private final Signals signals = new Signals(() -> List.copyOf(this.sources.values()), this.more,
			DetectionSettings.DEFAULTS, INTERVAL);

	private final Set<Verdict> verdicts = new HashSet<>();

	private Instant now = Instant.parse("2026-01-01T00:00:00Z");

	private double hours;

	private List<SignalReading> last = List.of();

	private void source(String name, SignalKind kind, double grain, DoubleSupplier value) {
		this.sources.put(name, new SignalSource(name, kind, grain, () -> OptionalDouble.of(value.getAsDouble())));
	}

	/** Connections as a function of the hours. */
	private void connections(DoubleUnaryOperator value) {
		source("connections:orders", SignalKind.CONNECTIONS, 1, () -> Math.floor(value.applyAsDouble(this.hours)));
	}

	private SignalReading run(double hours) {
		for (long i = Math.round(hours * 3_600 / INTERVAL.toSeconds()); i > 0; i--) {
			this.last = this.signals.sampled(this.now);
			this.last.forEach((reading) -> reading.verdict().ifPresent(this.verdicts::add));
			this.now = this.now.plus(INTERVAL);
			this.hours += INTERVAL.toSeconds() / 3_600.0;
		}
		return this.last.get(0);
	}

	@Test
	void whatStandsStillIsTold() {
		connections((at) -> 7);
		assertThat(run(2)).isEqualTo(new SignalReading("connections:orders", SignalKind.CONNECTIONS, 7, 1, 0,
				Optional.empty(), Optional.empty(), this.last.get(0).past()));
		assertThat(this.verdicts).isEmpty();
	}

	@Test
	void everyThirdSampleIsRead() {
		int[] asked = { 0 };
		connections((at) -> asked[0]++);
		run(7 * 5 / 3_600.0);
		assertThat(asked[0]).isEqualTo(3);
	}

	@Test
	void whatGrowsIsWatchedAndItsPaceIsInItsUnit() {
		source("heap", SignalKind.HEAP, 10_000_000, () -> 5e8 + this.hours * 6e9);
		run(0.5);
		SignalReading heap = run(0.5);
		assertThat(heap.verdict()).contains(Verdict.WATCHING);
		assertThat(heap.perHour()).isCloseTo(6e9, within(3e8));
		assertThat(heap.since()).hasValueSatisfying((since) -> assertThat(since).isBefore("2026-01-01T00:10:00Z"));
		assertThat(heap.value()).isCloseTo(6.5e9, within(1e8));
	}

	@Test
	void aConnectionAnHourIsSuspectedAfterADay() {
		connections((at) -> 2 + this.random.nextInt(3) + at);
		run(23);
		assertThat(this.verdicts).doesNotContain(Verdict.SUSPECTED);
		assertThat(run(4).verdict()).contains(Verdict.SUSPECTED);
	}

	@Test
	void whatHasGrownForADayAndStopsIsSuspectedNoMore() {
		connections((at) -> Math.min(at, 30) * 2);
		run(30);
		assertThat(this.verdicts).contains(Verdict.SUSPECTED);
		assertThat(run(24).verdict()).isEmpty();
	}

	/** A pool of ten, always in use, but not always by the same. */
	@Test
	void aBusyPoolIsNoLeak() {
		connections((at) -> Math.min(10, 4 + this.random.nextInt(9)));
		run(72);
		assertThat(this.verdicts).doesNotContain(Verdict.SUSPECTED);
	}

	@Test
	void whatFollowsTheLoadOfDaysIsNotSuspected() {
		connections((at) -> 12 - 10 * Math.cos(2 * Math.PI * at / 24) + this.random.nextInt(4));
		run(96);
		assertThat(this.verdicts).doesNotContain(Verdict.SUSPECTED);
	}

	@ParameterizedTest
	@ValueSource(doubles = { 0.2, 1, 4, 8 })
	void aCacheThatFillsForHoursIsNotSuspected(double fillsInHours) {
		source("heap", SignalKind.HEAP, 1, () -> 20 + 60 * (1 - Math.exp(-3 * this.hours / fillsInHours)));
		SignalReading full = run(72);
		assertThat(this.verdicts).doesNotContain(Verdict.SUSPECTED);
		assertThat(full.verdict()).isEmpty();
		assertThat(full.perHour()).isZero();
	}

	/** A number that changes with each old collection only. */
	@Test
	void aHeapThatIsSeenInStepsIsSeenToGrow() {
		source("heap", SignalKind.HEAP, 1, () -> 20 + 3 * Math.floor(this.hours * 3));
		assertThat(run(5).verdict()).contains(Verdict.WATCHING);
	}

	@Test
	void aHeapWithTheSameRestAfterEachCollectionDoesNot() {
		source("heap", SignalKind.HEAP, 1, () -> 40 + new Random((long) (this.hours * 3)).nextInt(5));
		run(48);
		assertThat(this.verdicts).isEmpty();
	}

	@Test
	void classesThatLoadWhileTheServiceStartsAreNotTold() {
		source("classes", SignalKind.CLASSES, 100, () -> 5_000 + 9_000 * Math.min(1, this.hours * 3_600 / 110));
		run(12);
		assertThat(this.verdicts).isEmpty();
	}

	@Test
	void whatComesBackIsTakenBack() {
		connections((at) -> (at < 1) ? at * 40 : 0);
		assertThat(run(0.9).verdict()).contains(Verdict.WATCHING);
		assertThat(run(0.5).verdict()).isEmpty();
	}

	@Test
	void aSourceThatThrowsIsSkippedAndSaid() {
		connections((at) -> 7);
		boolean[] broken = { true };
		source("broken", SignalKind.FILES, 1, () -> {
			if (broken[0]) {
				throw new IllegalStateException("password=hunter2");
			}
			return 3;
		});
		run(0.1);
		assertThat(this.last).extracting(SignalReading::name).containsExactly("connections:orders");
		assertThat(this.signals.lacks())
			.containsExactly("The signal broken could not be read: java.lang.IllegalStateException.");
		broken[0] = false;
		run(0.1);
		assertThat(this.last).extracting(SignalReading::name).containsExactly("broken", "connections:orders");
		assertThat(this.signals.lacks()).isEmpty();
	}

	@Test
	void anErrorOfASourceDoesNotEndTheSample() {
		connections((at) -> 7);
		source("broken", SignalKind.FILES, 1, () -> {
			throw new NoClassDefFoundError("com/acme/Gone");
		});
		assertThat(run(0.1).name()).isEqualTo("connections:orders");
		assertThat(this.signals.lacks())
			.containsExactly("The signal broken could not be read:" + " java.lang.NoClassDefFoundError.");
	}

	@Test
	void sourcesThatCannotBeListedLeaveTheOthers() {
		connections((at) -> 7);
		this.more.add(() -> {
			throw new IllegalStateException("password=hunter2");
		});
		this.more.add(() -> List.of(new SignalSource("mine", SignalKind.FILES, 1, () -> OptionalDouble.of(1))));
		run(0.1);
		assertThat(this.last).extracting(SignalReading::name).containsExactly("connections:orders", "mine");
		assertThat(this.signals.lacks())
			.containsExactly("Some signals could not be listed: java.lang.IllegalStateException.");
	}

	@Test
	void moreThanAreReadAreSaid() {
		this.more.add(() -> IntStream.range(0, 40)
			.mapToObj((i) -> new SignalSource("signal-" + i, SignalKind.FILES, 1, () -> OptionalDouble.of(1)))
			.toList());
		run(0.1);
		assertThat(this.last).hasSize(Signals.MAX_SOURCES);
		assertThat(this.signals.lacks()).containsExactly("Of 40 signals only the first 32 are read.");
	}

	@Test
	void aFailureNowAndThenLosesNothing() {
		connections((at) -> {
			if (this.random.nextInt(10) == 0) {
				throw new IllegalStateException();
			}
			return at * 60;
		});
		run(0.9);
		while (this.last.isEmpty()) {
			run(15 / 3_600.0);
		}
		assertThat(this.last.get(0).verdict()).contains(Verdict.WATCHING);
	}

	@Test
	void whatIsNotKnownIsNotTold() {
		connections((at) -> 7);
		this.sources.put("a", new SignalSource("a", SignalKind.HEAP, 1, OptionalDouble::empty));
		source("b", SignalKind.HEAP, 1, () -> Double.NaN);
		source("c", SignalKind.HEAP, 1, () -> Double.POSITIVE_INFINITY);
		assertThat(run(0.1).name()).isEqualTo("connections:orders");
		assertThat(this.last).hasSize(1);
		assertThat(this.signals.lacks()).isEmpty();
	}

	@Test
	void numbersWithoutMeasureAreSurvived() {
		source("a", SignalKind.HEAP, 1e-300, () -> 1e300);
		source("b", SignalKind.HEAP, 1, () -> -1e300);
		source("c", SignalKind.HEAP, 1, () -> (this.hours > 1) ? Double.MAX_VALUE : -Double.MAX_VALUE);
		run(3);
		assertThat(this.last).hasSize(3);
		assertThat(this.verdicts).isEmpty();
	}

	@Test
	void twoOfOneNameAreOne() {
		connections((at) -> 7);
		this.more.add(() -> List.of(this.sources.get("connections:orders")));
		run(0.1);
		assertThat(this.last).hasSize(1);
	}

	@Test
	void afterAPauseOfTheMachineNothingIsSaidToHaveGrown() {
		connections((at) -> (at < 1) ? 3 : 90);
		run(1);
		this.now = this.now.plus(Duration.ofHours(8));
		run(1);
		assertThat(this.verdicts).isEmpty();
	}

	@Test
	void aGrainOfNothingIsRefused() {
		for (double grain : new double[] { 0, -1, Double.NaN }) {
			assertThatIllegalArgumentException()
				.isThrownBy(() -> new SignalSource("heap", SignalKind.HEAP, grain, OptionalDouble::empty))
				.withMessageContaining("heap");
		}
	}

	@Test
	void thisJvmHasItsSignals() {
		List<SignalSource> own = new JvmSignals().sources();
		assertThat(own).extracting(SignalSource::name).contains("heap", "direct-buffers", "classes");
		assertThat(own).filteredOn((source) -> source.kind() == SignalKind.CLASSES)
			.singleElement()
			.satisfies((source) -> assertThat(source.value().get().orElseThrow()).isGreaterThan(500));
	}

}
