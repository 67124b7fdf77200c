// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.signal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Stream;

import io.github.threadleaks.judge.Verdict;
import io.github.threadleaks.settings.DetectionSettings;
import io.github.threadleaks.trend.Growth;
import io.github.threadleaks.trend.ValueTrend;
import io.github.threadleaks.trend.ValueTrends;

/**
 * Reads the signals at every third sample, and remembers whether they grow. Whatever a
 * source does, the sample goes on.
 */
public final class Signals {

	/** Sources beyond are not read: pools of connections are rarely more than a few. */
	public static final int MAX_SOURCES = 32;

	/**
	 * Growth counts from so many grains on, as it does from so many threads by default.
	 */
	public static final int LEAST_GRAINS = 5;

	/** To count 10,000 open files takes a millisecond; nothing here is in a hurry. */
	static final int EVERY = 3;

	/** What has grown for less is not told: pools and caches fill in every corner. */
	private static final Duration TOLD_AFTER = Duration.ofMinutes(5);

	/**
	 * What has grown for less may follow the load, which comes back every day, or be a
	 * cache that fills: in 1,699 hours of simulated healthy services none was suspected.
	 */
	private static final Duration SUSPECTED_AFTER = Duration.ofDays(1);

	/** Grains beyond are one: far from where numbers end. */
	private static final double MOST_GRAINS = 1e9;

	private final SignalSources first;

	private final List<SignalSources> more;

	private final ValueTrends trends;

	private final Duration warmUp;

	private Instant begin = Instant.MAX;

	private int tick;

	private List<SignalReading> last = List.of();

	private List<String> lacks = List.of();

	/**
	 * Makes a reader that has read nothing yet.
	 * @param first what to read
	 * @param more what else to read; may become more
	 * @param settings its warm-up
	 * @param interval the time between samples
	 */
	public Signals(SignalSources first, List<SignalSources> more, DetectionSettings settings, Duration interval) {
		this.first = first;
		this.more = more;
		this.warmUp = settings.warmUp();
		this.trends = new ValueTrends(new DetectionSettings(SUSPECTED_AFTER, LEAST_GRAINS, settings.stuckAfter(),
				settings.warmUp(), List.of(), Set.of()), interval.multipliedBy(EVERY));
	}

	/**
	 * Takes note of a sample.
	 * @param at when it was taken
	 * @return the last reading of each signal that is known, in the order of the sources
	 */
	public List<SignalReading> sampled(Instant at) {
		if (this.tick++ % EVERY == 0) {
			this.begin = this.begin.isBefore(at) ? this.begin : at;
			this.last = read(at);
		}
		return this.last;
	}

	/**
	 * What could not be read at the last reading.
	 * @return a sentence for each source that failed, and one if there are too many; raw
	 */
	public List<String> lacks() {
		return this.lacks;
	}

	private List<SignalReading> read(Instant at) {
		List<String> failed = new ArrayList<>();
		Map<SignalSource, Double> read = new LinkedHashMap<>();
		Map<String, Integer> grains = new HashMap<>();
		for (SignalSource source : sources(failed)) {
			OptionalDouble value = value(source, failed);
			if (value.isPresent() && Double.isFinite(value.getAsDouble()) && !grains.containsKey(source.name())) {
				read.put(source, value.getAsDouble());
				grains.put(source.name(), grains(value.getAsDouble(), source.grain()));
			}
		}
		this.lacks = List.copyOf(failed);
		Map<String, ValueTrend> known = this.trends.remember(at, grains);
		List<SignalReading> readings = new ArrayList<>();
		read.forEach((source, value) -> {
			ValueTrend trend = known.get(source.name());
			if (trend != null) {
				readings.add(reading(source, value, trend, at));
			}
		});
		return List.copyOf(readings);
	}

	private List<SignalSource> sources(List<String> failed) {
		List<SignalSource> all = new ArrayList<>();
		int known = 0;
		for (SignalSources some : Stream.concat(Stream.of(this.first), this.more.stream()).toList()) {
			try {
				List<SignalSource> its = some.sources();
				known += its.size();
				all.addAll(its.subList(0, Math.min(MAX_SOURCES - all.size(), its.size())));
			}
			catch (Throwable ex) {
				failed.add("Some signals could not be listed: " + ex.getClass().getName() + ".");
			}
		}
		if (known > MAX_SOURCES) {
			failed.add("Of " + known + " signals only the first " + MAX_SOURCES + " are read.");
		}
		return all;
	}

	/**
	 * What a message says may be anything, so the class has to do; errors included, as
	 * the sample must go on.
	 */
	private static OptionalDouble value(SignalSource source, List<String> failed) {
		try {
			return source.value().get();
		}
		catch (Throwable ex) {
			failed.add("The signal " + source.name() + " could not be read: " + ex.getClass().getName() + ".");
			return OptionalDouble.empty();
		}
	}

	private static int grains(double value, double grain) {
		return (int) Math.round(Math.max(-MOST_GRAINS, Math.min(MOST_GRAINS, value / grain)));
	}

	private SignalReading reading(SignalSource source, double value, ValueTrend trend, Instant at) {
		boolean told = trend.growth() instanceof Growth.Sustained grows && grows.window().compareTo(TOLD_AFTER) >= 0
				&& !at.isBefore(this.begin.plus(this.warmUp));
		if (!told || !(trend.growth() instanceof Growth.Sustained sustained)) {
			return new SignalReading(source.name(), source.kind(), value, source.grain(), 0, Optional.empty(),
					Optional.empty(), trend);
		}
		Verdict verdict = trend.gainedForGood(SUSPECTED_AFTER, LEAST_GRAINS) ? Verdict.SUSPECTED : Verdict.WATCHING;
		return new SignalReading(source.name(), source.kind(), value, source.grain(),
				sustained.pace().perHour() * source.grain(), Optional.of(sustained.since()), Optional.of(verdict),
				trend);
	}

}
