// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.detection;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import io.github.threadleaks.simulation.trace.Arrivals;
import io.github.threadleaks.simulation.trace.LeakShape;
import io.github.threadleaks.simulation.trace.Trace;
import io.github.threadleaks.simulation.trace.TraceObserver;
import io.github.threadleaks.simulation.trace.TracePlan;
import io.github.threadleaks.simulation.trace.TraceResult;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Days of simulated services: nobody healthy is accused, and every shape of leak is found
 * in time. The benchmark runs a hundred times as many.
 */
@Tag("traces")
class TraceTests {

	private static final int HEALTHY_HOURS = 300;

	private static final double EACH_MINUTE = 60;

	/** Hidden behind names of which no mask sees that they are random. */
	private static final Set<String> SLOWER = Set.of("random-names");

	/** Those of which at least so many hours are made. */
	private static List<TracePlan> healthy(long firstSeed) {
		Duration[] total = { Duration.ZERO };
		return LongStream.iterate(firstSeed, (seed) -> seed + 1).mapToObj(TracePlan::healthy).takeWhile((plan) -> {
			boolean more = total[0].toHours() < HEALTHY_HOURS;
			total[0] = total[0].plus(plan.length());
			return more;
		}).toList();
	}

	private static List<TraceResult> run(List<TracePlan> plans, boolean births) {
		return plans.parallelStream().map((plan) -> Trace.run(plan, TraceObserver.NONE, births)).toList();
	}

	private static List<String> falseAlarms(List<TraceResult> results) {
		return results.stream()
			.flatMap((result) -> result.falseAlarms().stream().map((alarm) -> result.plan().id() + " " + alarm))
			.toList();
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void nobodyHealthyIsAccusedInDays(boolean births) {
		List<TraceResult> results = run(healthy(1), births);
		assertThat(falseAlarms(results)).isEmpty();
		assertThat(results).allSatisfy((result) -> {
			assertThat(result.signals().suspected()).as(result.plan().id()).isEmpty();
			assertThat(result.signals().together()).as(result.plan().id()).isEmpty();
		});
	}

	static Stream<Arguments> leaks() {
		return LeakShape.all().stream().flatMap((shape) -> Stream.of(arguments(shape, true), arguments(shape, false)));
	}

	@ParameterizedTest
	@MethodSource("leaks")
	void everyShapeOfLeakIsFoundInTime(LeakShape shape, boolean births) {
		TraceResult result = Trace.run(
				TracePlan.leaking(1, new TracePlan.Leaking(shape, EACH_MINUTE, Arrivals.REGULAR)), TraceObserver.NONE,
				births);
		if (SLOWER.contains(shape.name())) {
			assertThat(result.found().orElseThrow().after()).isLessThan(Duration.ofMinutes(30));
		}
		else {
			assertThat(result.isInTime()).as(result.toString()).isTrue();
		}
		assertThat(result.falseAlarms()).isEmpty();
	}

	/** One a second, of which nine are shut down for each that is not. */
	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void anExecutorThatIsKeptAmongOthersIsFoundWithinAMinute(boolean births) {
		TraceResult result = Trace.run(TracePlan.of("leak/churn-keeps-one/3600.0/REGULAR/713469005"),
				TraceObserver.NONE, births);
		assertThat(result.isInTime()).as(result.toString()).isTrue();
		assertThat(result.falseAlarms()).isEmpty();
	}

	/**
	 * Where load does not hide them, within ten minutes of the leak; nothing else is
	 * told.
	 */
	@Test
	void connectionsThatLeakedThreadsHoldAreTold() {
		List<TracePlan> plans = LeakShape.all()
			.stream()
			.filter((shape) -> shape.threads() == 1 && !SLOWER.contains(shape.name()))
			.map((shape) -> TracePlan.leaking(2, new TracePlan.Leaking(shape, 600, Arrivals.POISSON)))
			.toList();
		List<String> told = plans.parallelStream()
			.map(Trace::holdingConnections)
			.flatMap((result) -> result.signals().together().stream().limit(1))
			.toList();
		assertThat(told).hasSizeGreaterThan(plans.size() / 2)
			.allMatch((sentence) -> sentence.contains("connections:orders")
					&& sentence.endsWith("the connections are held by the leaked threads."));
	}

	/** What is silent about everything would pass as well. */
	@Test
	void leaksPlantedAmongTheHealthyAreAccused() {
		List<TracePlan> planted = healthy(1).stream()
			.limit(4)
			.map((plan) -> plan.with(LeakShape.all().get(0).disguised(EACH_MINUTE)))
			.toList();
		assertThat(run(planted, true)).allSatisfy((result) -> assertThat(result.falseAlarms()).isNotEmpty());
	}

	@Test
	void theSameIdIsTheSameTrace() {
		TracePlan plan = TracePlan.of("leak/take/60.0/POISSON/17");
		assertThat(plan.id()).isEqualTo("leak/take/60.0/POISSON/17");
		assertThat(Trace.run(plan, TraceObserver.NONE, true)).isEqualTo(Trace.run(plan, TraceObserver.NONE, true));
		assertThat(Set.of(TracePlan.of("healthy/3"), TracePlan.healthy(4)))
			.containsExactlyInAnyOrder(TracePlan.healthy(3), TracePlan.of("healthy/4"));
	}

}
