// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.benchmarks.detection;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

import io.github.threadleaks.judge.Verdict;
import io.github.threadleaks.simulation.trace.Arrivals;
import io.github.threadleaks.simulation.trace.HealthyShape;
import io.github.threadleaks.simulation.trace.LeakShape;
import io.github.threadleaks.simulation.trace.Target;
import io.github.threadleaks.simulation.trace.TracePlan;
import io.github.threadleaks.simulation.trace.TraceResult;

/**
 * The tables of the simulated services.
 */
final class TraceReport {

	private static final long HOURS = 10_000;

	private static final long SEED = 1;

	private static final double[] BY_SHAPE = { 3_600, 60, 3 };

	private final List<Watched> healthy;

	private final List<Watched> leaking;

	private TraceReport(List<Watched> healthy, List<Watched> leaking) {
		this.healthy = healthy;
		this.leaking = leaking.stream().filter(Watched::leaks).toList();
	}

	static void print(Options options) {
		boolean births = options.has("births");
		Optional<String> single = options.text("trace");
		if (single.isPresent()) {
			Explanation.print(Watched.run(TracePlan.of(single.get()), births));
			return;
		}
		long began = System.nanoTime();
		long seed = options.number("seed", SEED);
		String only = options.text("only").orElse("");
		List<Arrivals> arrivals = options.text("arrivals")
			.map((name) -> List.of(Arrivals.valueOf(name)))
			.orElseGet(() -> List.of(Arrivals.values()));
		boolean onlyHealthy = TraceRuns.isHealthyShape(only);
		TraceRuns runs = new TraceRuns(seed);
		List<Watched> healthy = (only.isEmpty() || onlyHealthy)
				? TraceRuns.run(runs.healthy(options.number("hours", HOURS), only), births) : List.of();
		Table.title("## Simulated services");
		Table.line("Seed " + seed + "; the healthy traces took " + took(began) + " on "
				+ Runtime.getRuntime().availableProcessors() + " cores; births are "
				+ (births ? "told." : "not told."));
		new TraceReport(healthy, List.of()).printHealthy();
		long beganToLeak = System.nanoTime();
		List<Watched> leaking = onlyHealthy ? List.of() : TraceRuns.run(runs.leaking(only, arrivals), births);
		Table.line("Those with a leak took " + took(beganToLeak) + ".");
		TraceReport report = new TraceReport(healthy, leaking);
		report.printBeside();
		report.printRates();
		report.printShapes();
		report.printBaselines();
		SignalTable.print(healthy, leaking, onlyHealthy);
		if (options.has("explain")) {
			Stream.concat(healthy.stream(), leaking.stream()).forEach(Explanation::print);
		}
	}

	private static String took(long began) {
		return Table.time(Duration.ofNanos(System.nanoTime() - began));
	}

	private void printHealthy() {
		Table.head("healthy shape", "why it is none", "traces", "hours", "false alarms", "confirmed", "the worst");
		List<String> names = new ArrayList<>(HealthyShape.all().stream().map(HealthyShape::name).toList());
		for (HealthyShape shape : HealthyShape.all()) {
			List<Watched> with = this.healthy.stream()
				.filter((watched) -> watched.result().plan().healthy().contains(shape))
				.toList();
			printHealthy(shape.name(), shape.reason(), with);
		}
		this.healthy.stream()
			.flatMap((watched) -> watched.result().falseAlarms().stream())
			.map(TraceResult.FalseAlarm::shape)
			.distinct()
			.filter((name) -> !names.contains(name))
			.forEach((name) -> printHealthy(name, "", this.healthy));
		long all = this.healthy.stream().mapToLong((watched) -> watched.result().falseAlarms().size()).sum();
		Table.row("all", "", this.healthy.size(), Table.number(Math.rint(hours(this.healthy))), all, "", "");
	}

	private void printBeside() {
		Table.title("Beside a leak (" + Table.number(Math.rint(hours(this.leaking))) + " hours), "
				+ this.leaking.stream().mapToLong((watched) -> watched.result().falseAlarms().size()).sum()
				+ " healthy families were accused, in "
				+ this.leaking.stream().filter((watched) -> !watched.result().falseAlarms().isEmpty()).count() + " of "
				+ this.leaking.size() + " traces.");
	}

	private void printHealthy(String name, String reason, List<Watched> with) {
		List<Alarm> alarms = Stream.concat(this.healthy.stream(), this.leaking.stream())
			.flatMap((watched) -> watched.result()
				.falseAlarms()
				.stream()
				.filter((alarm) -> alarm.shape().equals(name))
				.map((alarm) -> new Alarm(watched, alarm)))
			.toList();
		List<Alarm> ofHealthy = alarms.stream().filter((alarm) -> !alarm.watched.leaks()).toList();
		Optional<Alarm> worst = ofHealthy.stream()
			.max((one, other) -> one.alarm.verdict().compareTo(other.alarm.verdict()));
		Table.row(name, reason, with.size(), Table.number(Math.rint(hours(with))), ofHealthy.size(),
				ofHealthy.stream().filter((alarm) -> alarm.alarm.verdict().atLeast(Verdict.CONFIRMED)).count(),
				worst.map((alarm) -> "`" + alarm.watched.result().plan().id() + "` " + alarm.alarm.summary())
					.orElse(""));
	}

	private static double hours(List<Watched> some) {
		return some.stream().mapToDouble(Watched::hours).sum();
	}

	private void printRates() {
		Table.head("leaks an hour", "arrivals", "traces", "found", "time: median / 95 % / max", "threads: median / max",
				"uses: median / max", "target", "in time", "in time and threads");
		for (double perHour : rates()) {
			for (Arrivals arrivals : Arrivals.values()) {
				printRate(perHour, arrivals.name(), (leak) -> leak.perHour() == perHour && leak.arrivals() == arrivals);
			}
		}
		for (double perHour : rates()) {
			printRate(perHour, "all", (leak) -> leak.perHour() == perHour);
		}
		printRate(Target.LEAST_PER_HOUR, "all, this rate and faster", TraceRuns::isPromised);
	}

	private List<Double> rates() {
		return this.leaking.stream().map((watched) -> watched.leak().perHour()).distinct().sorted().toList();
	}

	private void printRate(double perHour, String arrivals, Predicate<TracePlan.Leaking> which) {
		List<Watched> traces = this.leaking.stream().filter((watched) -> which.test(watched.leak())).toList();
		if (traces.isEmpty()) {
			return;
		}
		boolean promised = perHour >= Target.LEAST_PER_HOUR;
		Table.row(Table.number(perHour), arrivals, traces.size(),
				Table.share(traces.stream().filter(Watched::isFound).count(), traces.size()),
				Table.times(found(traces).map(TraceResult.Found::after)),
				Table.counts(found(traces).map(TraceResult.Found::threads)),
				Table.counts(traces.stream().flatMap((watched) -> watched.usesWhenFound().stream())),
				promised ? Table.time(Target.within(perHour)) : "none",
				Table.share(traces.stream().filter((watched) -> watched.result().isInTime()).count(), traces.size()),
				Table.share(traces.stream().filter((watched) -> watched.result().withinTarget()).count(),
						traces.size()));
	}

	private static Stream<TraceResult.Found> found(List<Watched> traces) {
		return traces.stream().flatMap((watched) -> watched.result().found().stream());
	}

	private void printShapes() {
		Table.head("leak", "at 3,600 an hour: found, median time", "at 60", "at 3", "right pattern",
				"told as more than one", "not found, of all from 3 an hour on");
		for (LeakShape shape : LeakShape.all()) {
			List<Watched> traces = this.leaking.stream()
				.filter((watched) -> watched.leak().shape().equals(shape) && TraceRuns.isPromised(watched.leak()))
				.toList();
			List<Object> cells = new ArrayList<>(List.of(shape.name()));
			for (double perHour : BY_SHAPE) {
				List<Watched> ofRate = traces.stream()
					.filter((watched) -> watched.leak().perHour() == perHour)
					.toList();
				cells.add(Table.share(found(ofRate).count(), ofRate.size()) + ", "
						+ Table.times(found(ofRate).map(TraceResult.Found::after)).replaceFirst(" /.*", ""));
			}
			cells
				.add(Table.share(found(traces).filter(TraceResult.Found::rightPattern).count(), found(traces).count()));
			cells.add(Table.share(traces.stream().filter((watched) -> watched.result().told() > 1).count(),
					found(traces).count()));
			cells.add(traces.stream().filter((watched) -> !watched.isFound()).count() + " of " + traces.size());
			Table.row(cells.toArray());
		}
	}

	private void printBaselines() {
		List<Watched> promised = this.leaking.stream()
			.filter((watched) -> TraceRuns.isPromised(watched.leak()))
			.toList();
		double thousands = Math.max(hours(this.healthy), 1) / 1_000;
		Table.head("rule", "found", "in time and threads", "false alarms in 1,000 healthy hours",
				"time: median / 95 % / max", "threads: median / max");
		Table.row("threadleaks", Table.share(found(promised).count(), promised.size()),
				Table.share(promised.stream().filter((watched) -> watched.result().withinTarget()).count(),
						promised.size()),
				Table.number(this.healthy.stream().mapToLong((watched) -> watched.result().falseAlarms().size()).sum()
						/ thousands),
				Table.times(found(promised).map(TraceResult.Found::after)),
				Table.counts(found(promised).map(TraceResult.Found::threads)));
		for (Baseline rule : BaselineWatch.ALL) {
			List<BaselineWatch.Alarm> found = promised.stream()
				.flatMap((watched) -> watched.firstAlarm(rule).stream())
				.toList();
			long good = promised.stream().filter((watched) -> isWithinTarget(watched, rule)).count();
			long wrong = this.healthy.stream()
				.flatMap((watched) -> watched.alarms().stream())
				.filter((alarm) -> alarm.rule().equals(rule))
				.count();
			Table.row(rule.name(), Table.share(found.size(), promised.size()), Table.share(good, promised.size()),
					Table.number(wrong / thousands),
					Table.times(found.stream().flatMap((alarm) -> alarm.after().stream())),
					Table.counts(found.stream().map(BaselineWatch.Alarm::leaked)));
		}
	}

	private static boolean isWithinTarget(Watched watched, Baseline rule) {
		double perHour = watched.leak().perHour();
		double inFirstMinute = perHour / 60 * watched.leak().shape().threads();
		return watched.firstAlarm(rule)
			.filter((alarm) -> alarm.after().orElseThrow().compareTo(Target.within(perHour)) <= 0
					&& alarm.leaked() <= Math.max(Target.THREADS, inFirstMinute))
			.isPresent();
	}

	/** A false alarm and where it was raised. */
	private record Alarm(Watched watched, TraceResult.FalseAlarm alarm) {
	}

}
