// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.judge;

import java.time.Duration;

import io.github.threadleaks.group.FamilySample;
import io.github.threadleaks.group.Grouper;
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
	 * application. More than twice the pools that are spoken of, because an application
	 * makes a handful of its executors when they are first needed.
	 */
	SCATTERED(2.4, Duration.ofSeconds(5), Duration.ofSeconds(15)),

	/**
	 * Threads that have waited without using CPU, and none of which came back.
	 */
	STALLED(2.2, Duration.ofSeconds(5), Duration.ofSeconds(45)),

	/**
	 * Threads of no pool that start and do not end, whatever they do: for some minutes
	 * sessions look so too.
	 */
	UNBOUNDED(2.2, Duration.ofSeconds(10), Duration.ofSeconds(120)),

	/**
	 * Threads that live on and become ever more, while others of the same name come and
	 * go.
	 */
	LASTING(2.2, Duration.ZERO, Duration.ofMinutes(10)),

	/**
	 * Idle workers of pools that are kept, and become ever more, while others of the same
	 * name end at once.
	 */
	KEPT(2.4, Duration.ofSeconds(5), Duration.ofMinutes(10));

	/** Of those that came, at most this share has left: who leaks does not come back. */
	private static final double MAX_RETURNED = 0.05;

	/**
	 * The share where many have come, some of which may be others than those that leak.
	 */
	private static final double MAX_RETURNED_OF_MANY = 0.1;

	private static final int MANY = 40;

	/**
	 * A pool has seldom more workers than this: more members a pool are a large pool that
	 * fills.
	 */
	private static final int MAX_WORKERS_OF_POOL = 64;

	/** At most this share of stalled members may have used CPU since the last sample. */
	private static final double MAX_RESTLESS = 0.2;

	/** Said of all when it is true of so many. */
	static final double NEARLY_ALL = 0.8;

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

	/**
	 * A thread or a pool that is made for a task and ended is seldom needed for so long,
	 * and no deployment takes so long to start its threads.
	 */
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

	/**
	 * So many times {@code threadleaks.detection.min-threads} own threads, when they come
	 * quickly: a job may start a dozen, and sessions come one by one.
	 */
	private static final double QUICK_OWN_THREADS = 3.6;

	/** And so many times pools: a deployment may make a dozen executors at once. */
	private static final double QUICK_POOLS = 3.2;

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
		if (growth.window().compareTo(TASK) < 0) {
			return NONE;
		}
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

	/**
	 * The shape of a family of idle workers of which some come and go, by those that do
	 * not go at once.
	 * @param line all threads of its name and entry
	 * @param kept growth of those of the line that have lived for a short time
	 * @param whole all that have come and left since it began
	 * @param minThreads {@code threadleaks.detection.min-threads}
	 * @return the shape
	 */
	static Shape ofKept(FamilyTrend line, Growth.Sustained kept, Growth.Sustained whole, int minThreads) {
		boolean isNews = kept.to() - line.mostKeptBefore(kept.since()) >= minThreads;
		return (kept.window().compareTo(TASK) >= 0 && !noneReturn(whole) && isNews && scattered(kept)
				&& noneReturn(kept)) ? KEPT : NONE;
	}

	/**
	 * What alone is counted of a family that comes and goes.
	 * @return the age from which members are counted, 0 if all are
	 */
	Duration age() {
		return switch (this) {
			case LASTING -> Grouper.AGED;
			case KEPT -> Grouper.KEPT;
			case NONE, SCATTERED, STALLED, UNBOUNDED -> Duration.ZERO;
		};
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

	/**
	 * Whether pools stay that come: not where many come and go, and not as long as more
	 * workers leave than one would expect beside so many new pools.
	 */
	private static boolean outlasts(FamilyTrend line, Growth.Sustained growth) {
		return noneReturn(growth.left(), growth.owners())
				&& (line.returned() < COMES_AND_GOES || growth.window().compareTo(CHURN) >= 0);
	}

	private static boolean isNewPools(FamilyTrend trend, Growth.Sustained growth, int minThreads) {
		return trend.now().owners() - trend.mostPoolsBefore(growth.since()) >= minThreads;
	}

	private static boolean growsToo(FamilyTrend line, Growth.Sustained growth) {
		SizePoint before = line.at(growth.since());
		return line.now().threads() - before.threads() >= growth.gained() * POOL_GROWS_TOO;
	}

	static boolean noneReturn(Growth.Sustained growth) {
		return noneReturn(growth.left(), growth.arrived());
	}

	private static boolean noneReturn(long left, long arrived) {
		return left == 0 || left < arrived * ((arrived < MANY) ? MAX_RETURNED : MAX_RETURNED_OF_MANY);
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
		double quickness = Math.log(SLOW.toMillis() / (double) Math.max(1, growth.window().toMillis()))
				/ Math.log(SLOW.toMillis() / (double) QUICK.toMillis());
		double share = Math.max(0, Math.min(1, quickness));
		boolean pools = family.role() != Role.OWN_THREAD && family.site().idle();
		double more = pools ? QUICK_POOLS - this.gain
				: (family.role() == Role.OWN_THREAD && !burns(family)) ? QUICK_OWN_THREADS - this.gain : 0;
		return (pools ? growth.owners() : growth.gained()) >= (this.gain + share * more) * minThreads;
	}

	/**
	 * Whether nearly all run all the time, in code of their own: sessions wait, these do
	 * not.
	 */
	private static boolean burns(FamilySample family) {
		return family.state() == Thread.State.RUNNABLE && family.site().api().isEmpty()
				&& family.restless() >= family.threads() * NEARLY_ALL;
	}

	/** Whether it does not matter where members are: they leak whatever they do. */
	boolean anywhere() {
		return this == UNBOUNDED || this == LASTING || this == KEPT;
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
