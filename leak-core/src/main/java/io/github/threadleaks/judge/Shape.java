// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.judge;

import java.time.Duration;

import io.github.threadleaks.group.FamilySample;
import io.github.threadleaks.group.Role;
import io.github.threadleaks.trend.FamilyTrend;
import io.github.threadleaks.trend.Growth;
import io.github.threadleaks.trend.SizePoint;

/**
 * What kind of growth it is, which says how soon it is more than a ramp-up. The stranger
 * a shape is to a healthy JVM, the fewer threads and the less time it takes; the numbers
 * were set by the traces of the detection benchmark.
 */
enum Shape {

	/** None: a bounded pool that fills, a burst, a ramp-up. */
	NONE(0, Duration.ZERO, Duration.ZERO),

	/**
	 * Workers of ever more pools: nothing healthy grows so after the start of the
	 * application. Twice the threads that are spoken of, because an application makes a
	 * handful of its executors when they are first needed.
	 */
	SCATTERED(2.4, Duration.ZERO, Duration.ofSeconds(10)),

	/**
	 * Threads that have waited without using CPU, and none of which came back.
	 */
	STALLED(2.2, Duration.ofSeconds(5), Duration.ofSeconds(45)),

	/**
	 * Threads of no pool that start and do not end, whatever they do: for some minutes
	 * sessions look so too.
	 */
	UNBOUNDED(2.2, Duration.ofSeconds(25), Duration.ofSeconds(150)),

	/**
	 * Threads that live on and become ever more, while others of the same name come and
	 * go.
	 */
	LASTING(2.2, Duration.ZERO, Duration.ofMinutes(10));

	/**
	 * Of those that came, at most this share has left: a leak that is cleaned now and
	 * then stays above it.
	 */
	private static final double MAX_RETURNED = 0.05;

	/**
	 * A pool has seldom more workers than this: more members a pool are a large pool that
	 * fills.
	 */
	private static final int MAX_WORKERS_OF_POOL = 64;

	/** At most this share of stalled members may have used CPU since the last sample. */
	private static final double MAX_RESTLESS = 0.2;

	/**
	 * Of all that ever came, so many have left: the threads of this family do end, as
	 * sessions do, and a size that it has had before is no news.
	 */
	private static final double COMES_AND_GOES = 0.3;

	/**
	 * Of what stands in a task, at least this share must have been added to the pool: a
	 * pool that does not grow does not leak threads, however many of them are held.
	 */
	private static final double POOL_GROWS_TOO = 0.5;

	/** A pool that is made for a task and shut down is seldom needed for so long. */
	private static final Duration TASK = Duration.ofSeconds(40);

	/** Where pools come and go, what has come and not yet gone in so long is no leak. */
	private static final Duration CHURN = Duration.ofMinutes(2);

	/** Own threads that last are looked at for so long: sessions end within. */
	private static final Duration OWN_THREADS_LAST = Duration.ofMinutes(30);

	/** Workers of pools that last are looked at for so long. */
	private static final Duration WORKERS_LAST = Duration.ofMinutes(5);

	/** Growth within so long is quick, and needs more threads to be believed. */
	private static final Duration QUICK = Duration.ofMinutes(2);

	/** From then on growth is slow. */
	private static final Duration SLOW = Duration.ofMinutes(20);

	/** Of what was gained, at least this share in each half of the time. */
	static final double SHARE_OF_HALF = 0.25;

	/**
	 * So many times {@code threadleaks.detection.min-threads} own threads, when they come
	 * quickly: a job may start a dozen, and sessions come one by one.
	 */
	private static final double QUICK_OWN_THREADS = 3.8;

	/** A JVM that starts grows in every corner. */
	private static final Duration WARM_UP_LONGER = Duration.ofSeconds(5);

	private final double gain;

	private final Duration suspectAfter;

	private final Duration confirmAfter;

	Shape(double gain, Duration suspectAfter, Duration confirmAfter) {
		this.gain = gain;
		this.suspectAfter = suspectAfter;
		this.confirmAfter = confirmAfter;
	}

	/**
	 * The shape of a family's growth.
	 * @param trend the family
	 * @param line all threads of its name and entry
	 * @param growth its growth
	 * @param minThreads {@code threadleaks.detection.min-threads}
	 * @return the shape
	 */
	static Shape of(FamilyTrend trend, FamilyTrend line, Growth.Sustained growth, int minThreads) {
		if (!noneReturn(growth)) {
			return NONE;
		}
		FamilySample family = trend.now();
		if (family.role() == Role.OWN_THREAD) {
			return isNews(trend, growth, minThreads) ? ownThreads(family, minThreads) : NONE;
		}
		if (family.site().idle()) {
			return (outlasts(line, growth) && scattered(growth) && isNewPools(trend, growth, minThreads)) ? SCATTERED
					: NONE;
		}
		return (family.role() == Role.POOL_WORKER && growsToo(line, growth) && stalled(family, minThreads)) ? STALLED
				: NONE;
	}

	/**
	 * The shape of a family of which many come and go, by those that stay.
	 * @param trend the family
	 * @param line all threads of its name and entry
	 * @param lasting growth of those of the line that have lived for long
	 * @return the shape
	 */
	static Shape ofLasting(FamilyTrend trend, FamilyTrend line, Growth.Sustained lasting) {
		FamilySample family = trend.now();
		boolean unbounded = switch (family.role()) {
			case OWN_THREAD -> lasting.window().compareTo(OWN_THREADS_LAST) >= 0;
			case POOL_WORKER -> (lasting.window().compareTo(WORKERS_LAST) >= 0)
					&& (family.site().idle() ? scattered(lasting) : growsToo(line, lasting));
			case REQUEST_WORKER -> false;
		};
		return (unbounded && noneReturn(lasting)) ? LASTING : NONE;
	}

	private static Shape ownThreads(FamilySample family, int minThreads) {
		return stalled(family, minThreads) ? STALLED : UNBOUNDED;
	}

	private static boolean stalled(FamilySample family, int minThreads) {
		return family.rested() >= minThreads && family.restless() <= family.threads() * MAX_RESTLESS;
	}

	private static boolean isNews(FamilyTrend trend, Growth.Sustained growth, int minThreads) {
		return trend.returned() < COMES_AND_GOES || growth.to() - trend.peakBefore(growth.since()) >= minThreads;
	}

	private static boolean outlasts(FamilyTrend line, Growth.Sustained growth) {
		return growth.window().compareTo((line.returned() < COMES_AND_GOES) ? TASK : CHURN) >= 0;
	}

	private static boolean isNewPools(FamilyTrend trend, Growth.Sustained growth, int minThreads) {
		return trend.now().owners() - trend.mostPoolsBefore(growth.since()) >= minThreads;
	}

	private static boolean growsToo(FamilyTrend line, Growth.Sustained growth) {
		SizePoint before = line.at(growth.since());
		return line.now().threads() - before.threads() >= growth.gained() * POOL_GROWS_TOO;
	}

	static boolean noneReturn(Growth.Sustained growth) {
		return growth.returned() <= MAX_RETURNED;
	}

	static boolean scattered(Growth.Sustained growth) {
		return growth.owners() * MAX_WORKERS_OF_POOL >= growth.gained();
	}

	/**
	 * Whether enough has grown to be sure. Quick growth must be larger: between 2 and 20
	 * minutes the factor falls with the logarithm of the time.
	 * @param family the family
	 * @param growth its growth
	 * @param minThreads {@code threadleaks.detection.min-threads}
	 * @return whether it is
	 */
	boolean isEnough(FamilySample family, Growth.Sustained growth, int minThreads) {
		double quickness = Math.log(SLOW.toSeconds() / Math.max(1.0, (double) growth.window().toSeconds()))
				/ Math.log(SLOW.toSeconds() / (double) QUICK.toSeconds());
		double share = Math.max(0, Math.min(1, quickness));
		double more = (family.role() == Role.OWN_THREAD) ? QUICK_OWN_THREADS - this.gain : 0;
		boolean pools = family.role() != Role.OWN_THREAD && family.site().idle();
		return (pools ? growth.owners() : growth.gained()) >= (this.gain + share * more) * minThreads;
	}

	/**
	 * The verdict on a family that has had this shape for so long.
	 * @param agreedFor how long samples have agreed on it
	 * @param warmingUp whether the JVM is still young, and all takes longer
	 * @return the verdict
	 */
	Verdict verdict(Duration agreedFor, boolean warmingUp) {
		Duration needed = warmingUp ? WARM_UP_LONGER : Duration.ZERO;
		if (this == NONE || agreedFor.compareTo(this.suspectAfter.plus(needed)) < 0) {
			return Verdict.WATCHING;
		}
		return (agreedFor.compareTo(this.confirmAfter.plus(needed)) < 0) ? Verdict.SUSPECTED : Verdict.CONFIRMED;
	}

}
