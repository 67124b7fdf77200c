// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.sample;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;

import io.github.threadleaks.settings.SamplingSettings;

/**
 * Keeps sampling within its share of one core: a token bucket, filled by time and emptied
 * by the CPU time that ticks use. It holds what accrues in {@link #BURST}, so that one
 * dear tick (thousands of starts at once, a cold JVM) does not delay the next; in the
 * long run the interval stretches rather than exceed the share.
 */
public final class SamplingBudget {

	/** Time whose budget may be used at once. */
	static final Duration BURST = Duration.ofMinutes(3);

	/** However poor, a sample is taken so many intervals after the last. */
	static final int MAX_STRETCH = 12;

	/** The share that is told is that of about so long. */
	private static final Duration SHARE_OVER = Duration.ofMinutes(5);

	private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();

	private final boolean cpuTime = this.threads.isCurrentThreadCpuTimeSupported()
			&& this.threads.isThreadCpuTimeEnabled();

	private final double share;

	private final Duration interval;

	private double tokens;

	private long began;

	private long beganCpu;

	private double usedShare;

	private boolean first = true;

	/**
	 * Makes a budget that nothing was taken from yet.
	 * @param settings interval and share
	 */
	public SamplingBudget(SamplingSettings settings) {
		this.interval = settings.interval();
		this.share = settings.maxCpuShare();
		this.tokens = BURST.toNanos() * this.share;
	}

	/**
	 * Marks the begin of a tick, on the thread that runs it.
	 */
	public void begin() {
		long now = System.nanoTime();
		if (!this.first) {
			this.tokens = Math.min(BURST.toNanos() * this.share, this.tokens + (now - this.began) * this.share);
		}
		this.beganCpu = cpuNow();
		double elapsed = this.first ? 0 : now - this.began;
		this.usedShare *= Math.exp(-elapsed / SHARE_OVER.toNanos());
		this.began = now;
		this.first = false;
	}

	/**
	 * Whether the tick that runs may go on with work that can wait.
	 * @return whether there is budget left
	 */
	boolean affordable() {
		return this.tokens > cpuNow() - this.beganCpu;
	}

	/**
	 * Marks the end of a tick.
	 * @return the CPU time that it used (elapsed time where the JVM does not tell)
	 */
	public Duration end() {
		long used = cpuNow() - this.beganCpu;
		this.tokens -= used;
		this.usedShare += (double) used / SHARE_OVER.toNanos();
		return Duration.ofNanos(used);
	}

	/**
	 * Time until the next tick may begin, from the begin of the last.
	 * @return the interval, or up to 12 of them while the budget is overdrawn
	 */
	public Duration nextInterval() {
		double missing = Math.max(0, -this.tokens / this.share);
		double capped = Math.min(missing, (double) this.interval.toNanos() * MAX_STRETCH);
		return (capped > this.interval.toNanos()) ? Duration.ofNanos((long) capped) : this.interval;
	}

	/**
	 * Share of one core used over the last minutes.
	 * @return 0 to 1
	 */
	public double cpuShare() {
		return this.usedShare;
	}

	private long cpuNow() {
		return this.cpuTime ? this.threads.getCurrentThreadCpuTime() : System.nanoTime();
	}

}
