// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.simulation.trace;

import io.github.threadleaks.lifecycle.CreationSite;
import io.github.threadleaks.simulation.SimulatedBirths;
import io.github.threadleaks.simulation.Wait;

/**
 * Where a script is played.
 *
 * @param jvm the JVM
 * @param dice this script's own chance
 * @param load how busy the service is
 * @param origin what its threads are told as when they are accused
 * @param site the code that starts its threads
 */
record Scene(TraceJvm jvm, Dice dice, Load load, String origin, CreationSite site) {

	Scene(TraceJvm jvm, Dice dice, Load load, String origin) {
		this(jvm, dice, load, origin, SimulatedBirths.site("com.acme." + origin.replaceAll("\\W", "") + ".start"));
	}

	/** The same, with other code that starts threads. */
	Scene elsewhere() {
		return new Scene(this.jvm, this.dice, this.load, this.origin,
				SimulatedBirths.site("com.acme.Module" + next("module") + ".start"));
	}

	/** Starts a thread that waits on an object of its own. */
	TracedThread start(String name, Wait wait) {
		return start(name, wait, this.jvm.newLock());
	}

	TracedThread start(String name, Wait wait, int lock) {
		return this.jvm.start(name, wait, lock, this, false);
	}

	/** Starts a thread that will never end. */
	TracedThread leak(String name, Wait wait, int lock) {
		return this.jvm.start(name, wait, lock, this, true);
	}

	TracedThread leak(String name, Wait wait) {
		return leak(name, wait, this.jvm.newLock());
	}

	int next(String kind) {
		return this.jvm.next(kind);
	}

	/** A name with the next number of its kind in it. */
	String named(String prefix) {
		return prefix + next(prefix);
	}

	void after(double seconds, Runnable action) {
		this.jvm.after(seconds, action);
	}

	/** Does something again and again, about so often. */
	void every(double seconds, Runnable action) {
		this.jvm.after(seconds * this.dice.between(0.8, 1.2), () -> {
			action.run();
			every(seconds, action);
		});
	}

	/** Does something at random moments, on average so often while the load is full. */
	void atRandom(double meanSeconds, Runnable action) {
		this.jvm.after(this.dice.exponential(meanSeconds), () -> {
			if (this.dice.chance(loadNow())) {
				action.run();
			}
			atRandom(meanSeconds, action);
		});
	}

	/** Does something so many times, from a moment on, with pauses between. */
	void times(int count, double firstAfter, double pause, Runnable action) {
		double at = firstAfter;
		for (int i = 0; i < count; i++) {
			this.jvm.after(at, action);
			at += this.dice.exponential(pause);
		}
	}

	/** At some time in the first hours, or while the service starts. */
	double sometime() {
		return this.dice.chance(0.3) ? this.dice.between(1.0, 60.0) : this.dice.magnitude(60, 30_000);
	}

	double loadNow() {
		return this.load.at(this.jvm.now());
	}

}
