// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.simulation.trace;

import java.util.List;
import java.util.OptionalDouble;
import java.util.function.DoubleSupplier;

import io.github.threadleaks.signal.SignalKind;
import io.github.threadleaks.signal.SignalSource;
import io.github.threadleaks.signal.SignalSources;

/**
 * What else of a simulated service may be looked at. All of it is healthy: a heap whose
 * caches fill for hours and which is seen at old collections only, connections and files
 * that follow the load, sessions that follow it later, classes that load while the
 * service starts and when something is first used, buffers that a pool keeps. If wanted,
 * each leaked thread holds a connection besides.
 */
final class TraceSignals implements SignalSources {

	private static final double HEAP = 4e9;

	private final TraceJvm jvm;

	private final Dice dice;

	private final Load load;

	private final boolean held;

	private final int pool;

	private final double use;

	private final double cache;

	private final double fills;

	private final double collects;

	private final double loads;

	private final double classes;

	private final double lateClasses;

	private final double late;

	private final double sessionsAtMost;

	private double sessions;

	private double buffers;

	private double heap;

	private double collectedAt = -1;

	private double steppedAt;

	private final List<SignalSource> sources = List.of(source("heap", SignalKind.HEAP, HEAP / 100, this::heap),
			source("open-files", SignalKind.FILES, 4, this::files),
			source("direct-buffers", SignalKind.DIRECT_BUFFERS, 1 << 20, this::buffers),
			source("classes", SignalKind.CLASSES, 100, this::classes),
			source("connections:orders", SignalKind.CONNECTIONS, 1, this::connections),
			source("sessions", SignalKind.SESSIONS, 4, this::sessions));

	TraceSignals(TraceJvm jvm, Dice dice, boolean held) {
		this.jvm = jvm;
		this.dice = dice;
		this.held = held;
		this.load = Load.of(dice.another());
		// a pool that is full anyway tells nothing of who holds it
		this.pool = held ? dice.between(40, 100) : dice.between(5, 60);
		this.use = held ? dice.between(0.02, 0.3) : dice.between(0.05, 1.2);
		this.cache = HEAP * dice.between(0.02, 0.7);
		this.fills = dice.magnitude(60, 5 * 3_600);
		this.collects = dice.magnitude(20, 3 * 3_600);
		this.loads = dice.magnitude(20, 1_800);
		this.classes = dice.magnitude(1_000, 20_000);
		this.late = dice.magnitude(600, 60_000);
		this.lateClasses = dice.magnitude(50, 3_000);
		this.sessionsAtMost = dice.magnitude(5, 5_000);
	}

	@Override
	public List<SignalSource> sources() {
		step();
		return this.sources;
	}

	private static SignalSource source(String name, SignalKind kind, double grain, DoubleSupplier value) {
		return new SignalSource(name, kind, grain, () -> OptionalDouble.of(Math.floor(value.getAsDouble())));
	}

	private double seconds() {
		return this.jvm.now() / 1000.0;
	}

	private double loadNow() {
		return this.load.at(this.jvm.now());
	}

	/** What lasts: sessions live for half an hour, and buffers are kept. */
	private void step() {
		double passed = seconds() - this.steppedAt;
		this.steppedAt = seconds();
		this.sessions += (this.sessionsAtMost * loadNow() - this.sessions) * Math.min(1, passed / 1_800);
		this.buffers = Math.max(this.buffers, loadNow() * this.pool * this.dice.between(0.5, 1.0) * (1 << 20));
		if (this.collectedAt < 0 || seconds() - this.collectedAt > this.collects) {
			this.collectedAt = seconds();
			this.heap = HEAP * 0.1 + this.cache * (1 - Math.exp(-3 * seconds() / this.fills)) + this.sessions * 40_000
					+ HEAP * 0.02 * loadNow() * this.dice.between(0.0, 1.0);
		}
	}

	private double heap() {
		return this.heap;
	}

	private double connections() {
		double used = this.dice.poisson(this.pool * this.use * loadNow());
		return Math.min(this.pool, used + (this.held ? this.jvm.leaked() : 0));
	}

	private double files() {
		return 80 + this.pool + this.sessions / 10 + this.dice.poisson(1 + 30 * loadNow());
	}

	private double buffers() {
		return this.buffers;
	}

	private double classes() {
		return 4_000 + this.classes * Math.min(1, seconds() / this.loads)
				+ ((seconds() > this.late) ? this.lateClasses : 0);
	}

	private double sessions() {
		return this.sessions;
	}

}
