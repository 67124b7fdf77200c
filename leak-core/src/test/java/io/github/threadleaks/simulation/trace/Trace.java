// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.simulation.trace;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.github.threadleaks.ThreadLeakDetector;
import io.github.threadleaks.lifecycle.Births;
import io.github.threadleaks.redact.Redactor;
import io.github.threadleaks.report.SignalWriter;
import io.github.threadleaks.report.ThreadLeakReport;
import io.github.threadleaks.settings.ThreadLeakSettings;
import io.github.threadleaks.signal.Signals;

/**
 * One trace, run through a real detector with its default settings.
 */
public final class Trace {

	/** After the leak is found it is watched for so long, to see what else is told. */
	private static final Duration AFTERWARDS = Duration.ofMinutes(10);

	/** The others look once a minute when the detector has done its work. */
	private static final int TICKS_A_MINUTE = 12;

	/** A pause of the JVM, or a sampler that was not scheduled. */
	private static final double LATE = 0.0005;

	private final TracePlan plan;

	private final TraceObserver observer;

	private final Dice dice;

	private final Verdicts verdicts;

	private final List<Disturbance> disturbances;

	private TraceJvm jvm;

	private final boolean births;

	private final boolean held;

	private final SignalVerdicts signalVerdicts = new SignalVerdicts();

	private final SignalWriter signalWriter = new SignalWriter(Redactor.standard(List.of()));

	/** Of its own, so that signals leave the threads as they are. */
	private final Dice signalDice;

	private TraceSignals sources;

	private Signals signals;

	private ThreadLeakDetector detector;

	private long before;

	private Trace(TracePlan plan, TraceObserver observer, boolean births, boolean held) {
		this.plan = plan;
		this.births = births;
		this.held = held;
		this.observer = observer;
		this.dice = new Dice(plan.seed() * 31 + 7);
		this.verdicts = new Verdicts(plan);
		this.disturbances = plan.leak().isPresent() ? List.of()
				: Disturbance.some(this.dice.another(), plan.length().toMillis());
		this.jvm = Stage.set(plan, this.dice.another());
		this.detector = detector();
		this.signalDice = new Dice(plan.seed() * 31 + 13);
		this.sources = new TraceSignals(this.jvm, this.signalDice.another(), held);
		this.signals = signals();
	}

	/**
	 * Runs a trace.
	 * @param plan what to simulate
	 * @param observer looks at the same threads
	 * @param births whether the detector is told of births
	 * @return what the detector said
	 */
	public static TraceResult run(TracePlan plan, TraceObserver observer, boolean births) {
		return new Trace(plan, observer, births, false).run();
	}

	/**
	 * Runs a trace in which each leaked thread holds a connection.
	 * @param plan what to simulate
	 * @return what the detector said
	 */
	public static TraceResult holdingConnections(TracePlan plan) {
		return new Trace(plan, TraceObserver.NONE, true, true).run();
	}

	private Signals signals() {
		return new Signals(this.sources, List.of(), ThreadLeakSettings.DEFAULTS.detection(), TraceJvm.INTERVAL);
	}

	private ThreadLeakDetector detector() {
		return new ThreadLeakDetector(ThreadLeakSettings.DEFAULTS, Redactor.standard(List.of()), List::of,
				this.births ? this.jvm.births() : Births.UNRECORDED);
	}

	private TraceResult run() {
		List<Disturbance> next = new ArrayList<>(this.disturbances);
		long length = this.plan.length().toMillis();
		boolean more = true;
		while (this.verdicts.waitedFor(elapsed()) < length && !isDone()) {
			while (!next.isEmpty() && next.get(0).at() <= elapsed()) {
				disturb(next.remove(0));
			}
			this.jvm.pass(this.dice.chance(LATE) ? TraceJvm.INTERVAL.multipliedBy(this.dice.between(2, 12))
					: TraceJvm.INTERVAL);
			ThreadLeakReport report = this.detector.detect(this.jvm.sample(), (ids) -> this.jvm.at(ids));
			this.verdicts.judge(elapsed(), this.jvm, report);
			this.signalVerdicts.judge(this.signalWriter.write(this.signals.sampled(this.jvm.clock()), report));
			more = this.observer.observe(Duration.ofMillis(this.jvm.now()), this.jvm);
		}
		TraceResult result = this.verdicts.result(elapsed(), this.signalVerdicts.told());
		while (more && this.plan.leak().isPresent()) {
			this.jvm.pass(TraceJvm.INTERVAL.multipliedBy(TICKS_A_MINUTE));
			this.jvm.sample();
			more = this.observer.observe(Duration.ofMillis(this.jvm.now()), this.jvm);
		}
		return result;
	}

	private long elapsed() {
		return this.before + this.jvm.now();
	}

	private boolean isDone() {
		return this.verdicts.foundFor(elapsed()).compareTo(AFTERWARDS) > 0;
	}

	private void disturb(Disturbance disturbance) {
		switch (disturbance.kind()) {
			case CLOCK_JUMPS -> this.jvm.clockJumps(disturbance.jump());
			case NEW_DETECTOR -> {
				this.detector = detector();
				this.signals = signals();
				this.verdicts.forget();
			}
			case NEW_JVM -> {
				this.before = elapsed();
				this.jvm = Stage.set(this.plan, this.dice.another());
				this.detector = detector();
				this.sources = new TraceSignals(this.jvm, this.signalDice.another(), this.held);
				this.signals = signals();
				this.verdicts.forget();
			}
		}
	}

}
