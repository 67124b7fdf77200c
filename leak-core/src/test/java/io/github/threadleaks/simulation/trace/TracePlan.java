// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.simulation.trace;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * What is simulated; made of its id alone, so that any trace can be run again.
 *
 * @param id such as {@code healthy/17} or {@code leak/take/60/POISSON/17}, the last part
 * the seed
 * @param seed of everything in it
 * @param length how long; with a leak, how long at most since it began
 * @param healthy what is healthy in it
 * @param leak what leaks, or empty
 */
public record TracePlan(String id, long seed, Duration length, List<HealthyShape> healthy, Optional<Leaking> leak) {

	private static final String HEALTHY = "healthy";

	private static final String LEAK = "leak";

	/** A leak that is missed is waited for so many times as long as it may take. */
	private static final int PATIENCE = 4;

	/**
	 * A healthy trace.
	 * @param seed the seed
	 * @return 6 to 72 hours of several shapes
	 */
	public static TracePlan healthy(long seed) {
		Dice dice = new Dice(seed);
		Duration length = Duration.ofMinutes(Math.round(dice.magnitude(6 * 60, 72 * 60)));
		return new TracePlan(HEALTHY + "/" + seed, seed, length, some(dice, dice.between(3, 8)), Optional.empty());
	}

	/**
	 * A healthy trace of one shape.
	 * @param seed the seed
	 * @param shape the shape
	 * @return 6 to 72 hours of it
	 */
	public static TracePlan healthy(long seed, HealthyShape shape) {
		TracePlan plan = healthy(seed);
		return new TracePlan(HEALTHY + "/" + shape.name() + "/" + seed, seed, plan.length, List.of(shape), plan.leak);
	}

	/**
	 * A trace with a leak.
	 * @param seed the seed
	 * @param leak the leak
	 * @return the leak among some healthy shapes
	 */
	public static TracePlan leaking(long seed, Leaking leak) {
		Dice dice = new Dice(seed);
		String id = String.format(Locale.ROOT, "%s/%s/%s/%s/%d", LEAK, leak.shape().name(), leak.perHour(),
				leak.arrivals(), seed);
		double hours = (leak.perHour() < Target.LEAST_PER_HOUR) ? 72
				: Math.max(1, PATIENCE * Target.within(leak.perHour()).toMillis() / 3_600_000.0);
		return new TracePlan(id, seed, Duration.ofMillis(Math.round(hours * 3_600_000)), some(dice, dice.between(2, 5)),
				Optional.of(leak));
	}

	/**
	 * The plan of an id.
	 * @param id the id
	 * @return the plan
	 */
	public static TracePlan of(String id) {
		String[] parts = id.split("/");
		long seed = Long.parseLong(parts[parts.length - 1]);
		if (parts[0].equals(LEAK) && parts.length == 5) {
			return leaking(seed, new Leaking(named(LeakShape.all(), LeakShape::name, parts[1]),
					Double.parseDouble(parts[2]), Arrivals.valueOf(parts[3])));
		}
		if (!parts[0].equals(HEALTHY) || parts.length > 3) {
			throw new IllegalArgumentException("A trace is healthy/<seed>, healthy/<shape>/<seed>"
					+ " or leak/<shape>/<rate an hour>/<arrivals>/<seed>, not " + id);
		}
		return (parts.length == 2) ? healthy(seed)
				: healthy(seed, named(HealthyShape.all(), HealthyShape::name, parts[1]));
	}

	private static <T> T named(List<T> all, Function<T, String> name, String wanted) {
		return all.stream()
			.filter((shape) -> name.apply(shape).equals(wanted))
			.findFirst()
			.orElseThrow(() -> new IllegalArgumentException(
					"There is no shape " + wanted + ", but " + all.stream().map(name).toList()));
	}

	private static List<HealthyShape> some(Dice dice, int count) {
		List<HealthyShape> rest = new ArrayList<>(HealthyShape.all());
		List<HealthyShape> some = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			some.add(rest.remove(dice.between(0, rest.size() - 1)));
		}
		return some;
	}

	/**
	 * The same with another shape that is said to be healthy.
	 * @param shape the shape
	 * @return a plan whose id does not tell all
	 */
	public TracePlan with(HealthyShape shape) {
		List<HealthyShape> more = new ArrayList<>(this.healthy);
		more.add(shape);
		return new TracePlan(this.id, this.seed, this.length, more, this.leak);
	}

	@Override
	public String toString() {
		return this.id + " " + this.healthy;
	}

	@Override
	public boolean equals(Object other) {
		return other instanceof TracePlan that && this.id.equals(that.id);
	}

	@Override
	public int hashCode() {
		return Objects.hashCode(this.id);
	}

	/**
	 * A leak.
	 *
	 * @param shape what leaks
	 * @param perHour how often it leaks, on average; each time
	 * {@link LeakShape#threads()} threads
	 * @param arrivals when it leaks
	 */
	public record Leaking(LeakShape shape, double perHour, Arrivals arrivals) {
	}

}
