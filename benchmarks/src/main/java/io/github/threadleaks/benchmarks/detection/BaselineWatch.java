// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.benchmarks.detection;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import io.github.threadleaks.sample.SampledThread;
import io.github.threadleaks.sample.ThreadStack;
import io.github.threadleaks.simulation.trace.TraceJvm;
import io.github.threadleaks.simulation.trace.TraceObserver;
import org.jspecify.annotations.Nullable;

/**
 * Applies the rules of today to the threads of a trace, once a minute.
 */
final class BaselineWatch implements TraceObserver {

	static final List<Baseline> ALL = List.of(Baseline.above(500), Baseline.manifold(), Baseline.grown(),
			Baseline.alike(100), Baseline.alike(1_000), Baseline.alike(10_000));

	private static final Duration MINUTE_10 = Duration.ofMinutes(10);

	private static final Duration HOUR = Duration.ofHours(1);

	/** All rules have had their chance at so many leaked threads, or after a day. */
	private static final int ENOUGH = 10_500;

	private static final Duration DAY = Duration.ofDays(1);

	private final TreeMap<Duration, Integer> lastHour = new TreeMap<>();

	private final boolean[] alarmed = new boolean[ALL.size()];

	private final List<Alarm> alarms = new ArrayList<>();

	private @Nullable TraceJvm jvm;

	private @Nullable Integer atMinute10;

	private @Nullable Duration began;

	private Duration lastLook = Duration.ZERO;

	@Override
	@SuppressWarnings("ReferenceEquality") // the same JVM, or another after a restart
	public boolean observe(Duration uptime, TraceJvm current) {
		if (this.jvm != current) {
			this.jvm = current;
			this.atMinute10 = null;
			this.lastHour.clear();
			this.lastLook = Duration.ZERO;
		}
		if (this.began == null && current.leaked() > 0) {
			this.began = uptime;
		}
		if (uptime.minus(this.lastLook).toSeconds() >= 60) {
			this.lastLook = uptime;
			look(uptime, current);
		}
		Duration leaking = (this.began != null) ? uptime.minus(this.began) : Duration.ZERO;
		return current.leaked() < ENOUGH && leaking.compareTo(DAY) < 0;
	}

	private void look(Duration uptime, TraceJvm current) {
		int threads = current.threads().size();
		if (this.atMinute10 == null && uptime.compareTo(MINUTE_10) >= 0) {
			this.atMinute10 = threads;
		}
		this.lastHour.put(uptime, threads);
		this.lastHour.headMap(uptime.minus(HOUR)).clear();
		Duration first = this.lastHour.firstKey();
		Optional<Integer> anHourAgo = (uptime.minus(first).compareTo(HOUR.minusMinutes(2)) >= 0)
				? Optional.of(this.lastHour.firstEntry().getValue()) : Optional.empty();
		Baseline.Counts counts = new Baseline.Counts(threads, Optional.ofNullable(this.atMinute10), anHourAgo,
				mostAlike(current.threads()));
		for (int i = 0; i < this.alarmed.length; i++) {
			boolean alarms = ALL.get(i).rule().alarms(counts);
			if (alarms && !this.alarmed[i]) {
				this.alarms
					.add(new Alarm(ALL.get(i), Optional.ofNullable(this.began).map(uptime::minus), current.leaked()));
			}
			this.alarmed[i] = alarms;
		}
	}

	private static int mostAlike(List<SampledThread> threads) {
		Map<ThreadStack, Integer> sizes = new HashMap<>();
		threads.forEach((thread) -> sizes.merge(thread.stack(), 1, Integer::sum));
		return sizes.values().stream().mapToInt(Integer::intValue).max().orElse(0);
	}

	/** The alarms, each told when it began. */
	List<Alarm> alarms() {
		return this.alarms;
	}

	/**
	 * An alarm.
	 *
	 * @param rule who raised it
	 * @param after since the first leak, if there was one
	 * @param leaked how many had leaked
	 */
	record Alarm(Baseline rule, Optional<Duration> after, int leaked) {
	}

}
