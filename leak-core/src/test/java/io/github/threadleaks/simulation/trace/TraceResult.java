// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.simulation.trace;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import io.github.threadleaks.judge.Pattern;
import io.github.threadleaks.judge.Verdict;

/**
 * What the detector said of a trace.
 *
 * @param plan the trace
 * @param watched how long it was watched
 * @param falseAlarms who was accused and is healthy
 * @param leakBegan when it first leaked, if it did
 * @param found the leak, if it was found
 * @param told most leaks that were told at once for the one that there is
 * @param signals what was told of signals
 */
public record TraceResult(TracePlan plan, Duration watched, List<FalseAlarm> falseAlarms, Optional<Duration> leakBegan,
		Optional<Found> found, int told, SignalsTold signals) {

	/**
	 * Who was accused and is healthy.
	 *
	 * @param after when, since the trace began
	 * @param shape the name of its shape
	 * @param verdict the verdict
	 * @param summary what was told
	 */
	public record FalseAlarm(Duration after, String shape, Verdict verdict, String summary) {
	}

	/**
	 * The leak that is there.
	 *
	 * @param after when it was first accused, since it first leaked
	 * @param threads how many had leaked by then
	 * @param inFirstMinute how many had leaked after a minute
	 * @param pattern what it was told as
	 * @param rightPattern whether it is that
	 * @param summary what was told
	 */
	public record Found(Duration after, int threads, int inFirstMinute, Pattern pattern, boolean rightPattern,
			String summary) {
	}

	/**
	 * What was told of signals, all of which are healthy, but for connections that leaked
	 * threads hold where that is wanted.
	 *
	 * @param suspected those that were suspected while nothing grew together
	 * @param together what was said to grow together
	 */
	public record SignalsTold(List<String> suspected, List<String> together) {
	}

	/**
	 * Whether the leak was found as soon as it is to be.
	 * @return whether time and threads are within {@link Target}
	 */
	public boolean withinTarget() {
		return isInTime()
				&& this.found.orElseThrow().threads <= Math.max(Target.THREADS, this.found.orElseThrow().inFirstMinute);
	}

	/**
	 * Whether the leak was found in time.
	 * @return whether the time is within {@link Target}
	 */
	public boolean isInTime() {
		return this.found.isPresent() && this.plan.leak()
			.filter((leak) -> this.found.get().after.compareTo(Target.within(leak.perHour())) <= 0)
			.isPresent();
	}

}
