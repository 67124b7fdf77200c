// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks;

import java.time.Duration;
import java.time.Instant;

import io.github.threadleaks.lifecycle.VirtualThreadCount;
import io.github.threadleaks.settings.Words;

/**
 * Decides when a dump of virtual threads is worth its cost: when more live than at any
 * dump so far, far fewer than at the last one, or a verdict is near, about every 10 s;
 * else ever more seldom, up to 5 min; never when none live or too many do. Knows no
 * clock.
 * <p>
 * All dumps together use at most 1 % of one core in the long run; 3 s of it may be used
 * at once, so that a leak of 10,000 is found within a minute. It is apart from the share
 * of sampling, which is not to suffer from it.
 */
final class DumpPace {

	/**
	 * While the number grows, or a verdict is near: every other tick, which may come a
	 * moment early.
	 */
	static final Duration QUICK = Duration.ofSeconds(9);

	/** When all has been quiet for long, and when nobody counts. */
	static final Duration SLOW = Duration.ofMinutes(5);

	/** CPU time for dumps, as a share of one core. */
	static final double SHARE = 0.01;

	/** CPU time that may be used at once. */
	static final Duration AT_ONCE = Duration.ofSeconds(3);

	/**
	 * From so many starts a second on most that a dump shows are gone when it is read,
	 * and the number says little of those that stay: then, as when nobody counts, there
	 * is a dump every {@link #SLOW}.
	 */
	static final long RUSH = 5_000;

	/** Of a large number, less than this share more is a fluctuation. */
	private static final double FLUCTUATION = 0.05;

	/** A peak of long ago counts for less each time that it is not reached. */
	private static final double FADING = 0.9;

	private static final int SLOWER = 2;

	/** Until then nobody has to be told that nobody counts yet. */
	private static final Duration COUNTING_BEGINS = Duration.ofSeconds(30);

	private final int maxDump;

	private final int minThreads;

	private Duration interval = QUICK;

	private Instant lastLook = Instant.MIN;

	private Instant lastDump = Instant.MIN;

	private Instant rushSince = Instant.MAX;

	private boolean failing;

	private long most;

	private long lastSeen;

	private long lastKnown = -1;

	private double credit = AT_ONCE.toNanos();

	private String reason = "";

	/**
	 * Makes a pace that has seen no dump.
	 * @param maxDump {@code threadleaks.virtual-threads.max-dump}
	 * @param minThreads {@code threadleaks.detection.min-threads}: growth by less is none
	 */
	DumpPace(int maxDump, int minThreads) {
		this.maxDump = maxDump;
		this.minThreads = minThreads;
	}

	/**
	 * Whether to take a dump now. Asked at every tick.
	 * @param count the number of virtual threads
	 * @param deciding whether another dump may decide on a verdict
	 * @param now when
	 * @return whether it is time, allowed and affordable
	 */
	boolean isDue(VirtualThreadCount count, boolean deciding, Instant now) {
		this.reason = "";
		earn(now);
		boolean rush = !count.counted() || count.startedPerSecond() >= RUSH;
		if (!rush) {
			this.rushSince = Instant.MAX;
		}
		else if (this.rushSince.equals(Instant.MAX)) {
			this.rushSince = now;
		}
		this.lastKnown = count.counted() ? count.live() : this.lastKnown;
		if (!isAllowed(count, now)) {
			return false;
		}
		if (rush) {
			return isPast(latest(this.lastDump, this.rushSince), SLOW, now) && isAffordable();
		}
		Duration wait = ((hasGrown(count.live()) || hasShrunk(count.live()) || deciding) && !this.failing) ? QUICK
				: this.interval;
		return isPast(this.lastDump, wait, now) && isAffordable();
	}

	/**
	 * Whether to take a dump for the sake of platform threads: which executors they were
	 * started in. Asked after {@link #isDue}, while some of them are under suspicion. A
	 * dump costs as much for a platform thread as for a virtual one.
	 * @param count the number of virtual threads
	 * @param platform the number of platform threads
	 * @param now when
	 * @return whether there was none for long, and it is allowed and affordable
	 */
	boolean isDueForPools(VirtualThreadCount count, int platform, Instant now) {
		return count.available() && this.lastKnown >= 0 && refusal(this.lastKnown + platform, this.maxDump).isEmpty()
				&& isPast(this.lastDump, SLOW, now) && this.credit > 0;
	}

	private boolean isAllowed(VirtualThreadCount count, Instant now) {
		if (!count.available() || (count.counted() && count.live() == 0)) {
			return false;
		}
		String refusal = refusal(this.lastKnown, this.maxDump);
		boolean early = this.lastKnown < 0 && now.isBefore(this.rushSince.plus(COUNTING_BEGINS));
		this.reason = early ? "" : refusal;
		return refusal.isEmpty();
	}

	/**
	 * Why so many virtual threads are not read.
	 * @param known how many live, as far as is known; -1 if it is not
	 * @param maxDump {@code threadleaks.virtual-threads.max-dump}
	 * @return a sentence, empty if they may be read
	 */
	static String refusal(long known, int maxDump) {
		if (maxDump == 0) {
			return "Virtual threads are counted, not read: threadleaks.virtual-threads.max-dump=0.";
		}
		if (known < 0) {
			return "The number of virtual threads is not known, so they are not read.";
		}
		return (known <= maxDump) ? "" : Words.format(
				"%d virtual threads are more than threadleaks.virtual-threads.max-dump=%d: they are counted, not read.",
				known, maxDump);
	}

	private boolean isAffordable() {
		if (this.credit <= 0) {
			this.reason = Words.format("Virtual threads are read less often, to use no more than %s %% of a core.",
					SHARE * 100);
		}
		return this.credit > 0;
	}

	private void earn(Instant now) {
		if (now.isAfter(this.lastLook) && !this.lastLook.equals(Instant.MIN)) {
			this.credit = Math.min((double) AT_ONCE.toNanos(),
					this.credit + (double) Duration.between(this.lastLook, now).toNanos() * SHARE);
		}
		this.lastLook = now;
	}

	private static boolean isPast(Instant last, Duration wait, Instant now) {
		// a clock that was set back must not end all dumps
		return last.equals(Instant.MIN) || now.isBefore(last) || !now.isBefore(last.plus(wait));
	}

	private static Instant latest(Instant one, Instant other) {
		return one.isAfter(other) ? one : other;
	}

	/**
	 * Takes note of a dump.
	 * @param live virtual threads that it showed
	 * @param cost CPU time that it took
	 * @param deciding whether another dump may decide on a verdict
	 * @param now when
	 */
	void dumped(long live, Duration cost, boolean deciding, Instant now) {
		boolean grew = hasGrown(live);
		this.failing = false;
		this.most = Math.max(live, this.most);
		this.lastKnown = live;
		this.lastSeen = live;
		this.credit -= cost.toNanos();
		this.lastDump = now;
		Duration slower = this.interval.multipliedBy(SLOWER);
		this.interval = (grew || deciding) ? QUICK : (slower.compareTo(SLOW) < 0) ? slower : SLOW;
		if (this.interval.equals(SLOW)) {
			this.most = Math.max(live, Math.round(this.most * FADING));
		}
	}

	/** Whatever stood there has gone: what was told of it is to be taken back. */
	private boolean hasShrunk(long live) {
		return live * 2 <= this.lastSeen;
	}

	private boolean hasGrown(long live) {
		return live >= this.most + Math.max(this.minThreads, Math.round(this.most * FLUCTUATION));
	}

	/**
	 * Takes note of a dump that failed: it is tried again after the longest wait.
	 * @param now when
	 */
	void failed(Instant now) {
		this.lastDump = now;
		this.interval = SLOW;
		this.failing = true;
	}

	/** No virtual thread is left: the next ones are news. */
	void noneLeft() {
		this.most = 0;
		this.interval = QUICK;
	}

	/**
	 * Why there is no dump though there are virtual threads.
	 * @return a sentence, empty if none is missed
	 */
	String reason() {
		return this.reason;
	}

}
