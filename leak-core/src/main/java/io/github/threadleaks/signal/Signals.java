// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.signal;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Supplier;

import io.github.threadleaks.judge.Verdict;
import io.github.threadleaks.settings.DetectionSettings;
import io.github.threadleaks.trend.Growth;
import io.github.threadleaks.trend.ValueTrends;

/**
 * Reads the signals at every third sample, and remembers whether they grow.
 */
public final class Signals {

	/** Sources beyond are not read: pools of connections are rarely more than a few. */
	static final int MAX_SOURCES = 32;

	/** To count 10,000 open files takes a millisecond; nothing here is in a hurry. */
	static final int EVERY = 3;

	/** What has grown for less may be a cache that fills. */
	static final Duration SUSPECTED_AFTER = Duration.ofMinutes(30);

	private final Supplier<List<SignalSource>> sources;

	private final ValueTrends trends;

	private int tick;

	private List<SignalReading> last = List.of();

	/**
	 * Makes a reader that has read nothing yet.
	 * @param sources what to read; asked again each time, as pools come and go
	 * @param settings when growth counts
	 * @param interval the time between samples
	 */
	public Signals(Supplier<List<SignalSource>> sources, DetectionSettings settings, Duration interval) {
		this.sources = sources;
		this.trends = new ValueTrends(settings, interval.multipliedBy(EVERY));
	}

	/**
	 * Takes note of a sample.
	 * @param at when it was taken
	 * @return the last reading of each signal that is known, in the order of the sources
	 */
	public List<SignalReading> sampled(Instant at) {
		if (this.tick++ % EVERY == 0) {
			this.last = read(at);
		}
		return this.last;
	}

	private List<SignalReading> read(Instant at) {
		Map<SignalSource, Double> read = new LinkedHashMap<>();
		Map<String, Integer> grains = new HashMap<>();
		this.sources.get().stream().limit(MAX_SOURCES).forEach((source) -> {
			OptionalDouble value = source.value().get();
			if (value.isPresent() && Double.isFinite(value.getAsDouble())) {
				read.put(source, value.getAsDouble());
				grains.put(source.name(), (int) Math.round(value.getAsDouble() / source.grain()));
			}
		});
		Map<String, Growth> growths = this.trends.remember(at, grains);
		return read.entrySet()
			.stream()
			.map((entry) -> reading(entry.getKey(), entry.getValue(), growths.get(entry.getKey().name()), at))
			.toList();
	}

	private static SignalReading reading(SignalSource source, double value, Growth growth, Instant at) {
		if (!(growth instanceof Growth.Sustained sustained)) {
			return new SignalReading(source.name(), source.kind(), value, 0, Optional.empty(), Optional.empty());
		}
		Verdict verdict = (Duration.between(sustained.since(), at).compareTo(SUSPECTED_AFTER) >= 0) ? Verdict.SUSPECTED
				: Verdict.WATCHING;
		return new SignalReading(source.name(), source.kind(), value, sustained.pace().perHour() * source.grain(),
				Optional.of(sustained.since()), Optional.of(verdict));
	}

}
