// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;

import io.github.threadleaks.ThreadLeakDetector;
import io.github.threadleaks.judge.FreshLook;
import io.github.threadleaks.judge.Verdict;
import io.github.threadleaks.redact.RedactedText;
import io.github.threadleaks.redact.Redactor;
import io.github.threadleaks.report.Leak;
import io.github.threadleaks.report.ThreadLeakReport;
import io.github.threadleaks.sample.ThreadLimit;
import io.github.threadleaks.settings.ThreadLeakSettings;

/**
 * A JVM that exists in samples only, watched by a real detector.
 */
public final class Simulation {

	private final Duration interval;

	private final SimulatedJvm jvm;

	private final ThreadLeakDetector detector;

	private FreshLook freshLook;

	private Supplier<List<ThreadLimit>> limits = List::of;

	private ThreadLeakReport report;

	private final Map<String, Verdict> accusations = new LinkedHashMap<>();

	private final Set<RedactedText> watched = new LinkedHashSet<>();

	private Simulation(ThreadLeakSettings settings) {
		this.interval = settings.sampling().interval();
		this.jvm = new SimulatedJvm(this.interval);
		this.freshLook = this.jvm::at;
		this.detector = new ThreadLeakDetector(settings, Redactor.standard(List.of()), () -> this.limits.get(),
				this.jvm.births());
		this.report = ThreadLeakReport.beforeFirstSample(this.interval);
	}

	/**
	 * Begins with no thread.
	 * @param settings the settings; samples are an interval apart
	 * @return the simulation
	 */
	public static Simulation of(ThreadLeakSettings settings) {
		return new Simulation(settings);
	}

	/**
	 * Threads of a kind, none so far.
	 * @param nameFormat their names, such as {@code pool-%d-thread-1}
	 * @param wait what they do
	 * @return the threads, all waiting on one object
	 */
	public Population threads(String nameFormat, Wait wait) {
		return this.jvm.threads(nameFormat, wait);
	}

	/**
	 * Does something before each sample from now on.
	 * @param action what to do
	 * @return this
	 */
	public Simulation eachTick(Runnable action) {
		this.jvm.eachTick(action);
		return this;
	}

	/**
	 * Takes samples.
	 * @param time for so long
	 * @return this
	 */
	public Simulation run(Duration time) {
		for (long i = time.dividedBy(this.interval); i > 0; i--) {
			tick();
		}
		return this;
	}

	/**
	 * Takes samples until an open leak is as wanted.
	 * @param wanted what it is to be
	 * @param limit for so long at most
	 * @return the leak
	 */
	public Leak runUntil(Predicate<Leak> wanted, Duration limit) {
		Instant end = time().plus(limit);
		while (time().isBefore(end)) {
			tick();
			Optional<Leak> found = this.report.leaks().stream().filter(wanted).findFirst();
			if (found.isPresent()) {
				return found.get();
			}
		}
		throw new AssertionError("No such leak within " + limit + ", but " + this.report.leaks());
	}

	private void tick() {
		this.report = this.detector.detect(this.jvm.next(), this.freshLook);
		for (Leak leak : this.report.leaks()) {
			this.watched.add(leak.threadName());
			if (leak.verdict().atLeast(Verdict.SUSPECTED)) {
				this.accusations.put(leak.summary().toString(), leak.verdict());
			}
		}
	}

	/**
	 * Says whether the sampler has captured all that stands still.
	 * @param captured whether it has
	 * @return this
	 */
	public Simulation complete(boolean captured) {
		this.jvm.complete(captured);
		return this;
	}

	/**
	 * Lets the sampler give up above a number of threads.
	 * @param threads the number
	 * @return this
	 */
	public Simulation readingAtMost(int threads) {
		this.jvm.readAtMost(threads);
		return this;
	}

	/**
	 * Runs an old garbage collection before the next sample.
	 * @return this
	 */
	public Simulation collectGarbage() {
		this.jvm.collectGarbage();
		return this;
	}

	/**
	 * Lets time pass without a sample, forwards or backwards.
	 * @param time how long
	 * @return this
	 */
	public Simulation passUnseen(Duration time) {
		this.jvm.pass(time);
		return this;
	}

	/**
	 * Makes threads wait for each other in a circle.
	 * @param one some threads
	 * @param other as many others
	 */
	public void deadlock(Population one, Population other) {
		this.jvm.deadlock(one, other);
	}

	/** Ends all deadlocks. */
	public void endDeadlocks() {
		this.jvm.endDeadlocks();
	}

	/**
	 * Whoever is looked at afresh is seen so.
	 * @param look the look
	 */
	public void freshLook(FreshLook look) {
		this.freshLook = look;
	}

	/**
	 * Limits the number of threads from now on.
	 * @param read tells the limits when asked
	 * @return this
	 */
	public Simulation limitedBy(Supplier<List<ThreadLimit>> read) {
		this.limits = read;
		return this;
	}

	/**
	 * The report on the last sample.
	 * @return the report
	 */
	public ThreadLeakReport report() {
		return this.report;
	}

	/**
	 * The leak that is accused.
	 * @return the one open leak that is at least suspected
	 */
	public Leak accused() {
		List<Leak> accused = this.report.leaks()
			.stream()
			.filter((leak) -> leak.verdict().atLeast(Verdict.SUSPECTED))
			.toList();
		if (accused.size() != 1) {
			throw new AssertionError("Not one leak is accused, but " + accused);
		}
		return accused.get(0);
	}

	/**
	 * Whoever was accused so far.
	 * @return the verdicts above {@link Verdict#WATCHING}, by their summaries
	 */
	public Map<String, Verdict> accusations() {
		return this.accusations;
	}

	/**
	 * Whoever was watched or accused so far.
	 * @return their masked names
	 */
	public Set<RedactedText> watched() {
		return this.watched;
	}

	/**
	 * What a recorder tells of births.
	 * @return nothing but what was said
	 */
	public SimulatedBirths births() {
		return this.jvm.births();
	}

	/**
	 * The simulated time.
	 * @return that of the last sample
	 */
	public Instant time() {
		return this.jvm.now();
	}

}
