// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.report;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.github.threadleaks.signal.SignalKind;
import io.github.threadleaks.signal.SignalReading;
import io.github.threadleaks.signal.Signals;

/**
 * Tells which signals have grown with a leak: began with it, gained as it gained, and
 * have never given anything back. A pool of connections has an end, and may have come to
 * it.
 */
final class Companions {

	/**
	 * What begins together is not seen to rise at the same sample: the one may need more
	 * of it than the other to be above what it was.
	 */
	private static final Duration APART = Duration.ofMinutes(2);

	/** The time is looked at at so many instants. */
	private static final int INSTANTS = 16;

	/** Who has so much of the gain has nearly all of it. */
	private static final double NEARLY_ALL = 0.9;

	/**
	 * Of what was gained, the shares that both had at an instant may differ by so much; a
	 * heap is seen in steps only, one for each old collection.
	 */
	private static final double SHARES_APART = 0.35;

	/** The same, for what is not known from before the leak. */
	private static final double SHARES_CLOSE = 0.2;

	/** The number of connections is that of threads, give or take this share. */
	private static final double ONE_FOR_EACH = 0.25;

	/** Fewer may be as many by chance. */
	private static final int MANY = 8;

	/** What grew before the leak did grows by itself: from this share of its pace on. */
	private static final double GREW_BEFORE = 0.5;

	/** Each leaked thread holds one of it, and perhaps not each. */
	private static final double FEWEST = 0.5;

	/** What was told is told on while this share of its gain is there. */
	private static final double STILL = 0.7;

	/** What was reached before, in the hours of a day, is no news. */
	private static final Duration DAY = Duration.ofDays(1);

	/** Three minutes by default: load comes and goes faster than that. */
	private static final int LAGS = 4;

	/** Less than a service needs to come to its load. */
	private static final Duration QUICK = Duration.ofMinutes(15);

	/**
	 * A service that starts fills its caches and comes to its load: without this, 5 of
	 * 150 simulated leaks were told to be in company that they were not in.
	 */
	private static final Duration KNOWN_BEFORE = Duration.ofMinutes(20);

	/** What was gained when it was first told, in grains. */
	private final Map<Pair, Integer> told = new HashMap<>();

	/**
	 * Those that have grown with a leak.
	 * @param leak the leak
	 * @param signals all signals
	 * @param now the last sample
	 * @return some of them, in their order
	 */
	List<SignalReading> of(Leak leak, List<SignalReading> signals, Instant now) {
		return signals.stream().filter((signal) -> grewWith(leak, signal, now)).toList();
	}

	/** Forgets other leaks. */
	void retain(List<Leak> leaks) {
		Set<String> ids = leaks.stream().map(Leak::id).collect(Collectors.toSet());
		this.told.keySet().removeIf((pair) -> !ids.contains(pair.leak));
	}

	private boolean grewWith(Leak leak, SignalReading signal, Instant now) {
		Pair pair = new Pair(leak.id(), signal.name());
		Instant begin = leak.since().minus(APART);
		int base = signal.past().peak(begin.minus(DAY), begin);
		int gained = signal.past().at(now) - base;
		Integer before = this.told.get(pair);
		if (before != null && gained >= before * STILL) {
			return true;
		}
		if (gained < Signals.LEAST_GRAINS || leak.history().isEmpty() || !lasts(leak, signal, now)
				|| grewBefore(leak, signal, gained, now) || !inStep(leak, signal, base, now)) {
			this.told.remove(pair);
			return false;
		}
		this.told.put(pair, gained);
		return true;
	}

	/**
	 * Whether it has been seen to grow for as long as it takes to tell load from leak.
	 */
	private static boolean lasts(Leak leak, SignalReading signal, Instant now) {
		Duration least = signal.past().lag().multipliedBy(LAGS);
		return Duration.between(leak.since(), now).compareTo(least) >= 0;
	}

	/**
	 * Whether it is known for long enough that it did not grow before. Who leaks
	 * connections is soon out of them, so these need not be known for as long.
	 */
	private static boolean isKnownBefore(Leak leak, SignalReading signal, Instant now) {
		Duration since = Duration.between(leak.since(), now);
		Duration before = Duration.between(signal.past().begin(), leak.since());
		boolean quick = signal.kind() == SignalKind.CONNECTIONS && since.compareTo(QUICK) <= 0;
		return before.compareTo(quick ? signal.past().lag().multipliedBy(LAGS) : KNOWN_BEFORE) >= 0;
	}

	private static boolean grewBefore(Leak leak, SignalReading signal, int gained, Instant now) {
		Instant since = leak.since().minus(APART);
		Duration time = Duration.between(leak.since(), now);
		Instant from = since.minus(time);
		Instant begin = from.isBefore(signal.past().begin()) ? signal.past().begin() : from;
		double share = Duration.between(begin, since).toMillis() / (double) Math.max(1, time.toMillis());
		int before = signal.past().at(since) - signal.past().at(begin);
		return before >= 2 && before > gained * share * GREW_BEFORE;
	}

	private static boolean inStep(Leak leak, SignalReading signal, int base, Instant now) {
		Duration step = Duration.between(leak.since(), now).dividedBy(INSTANTS - 1);
		List<Instant> instants = IntStream.range(0, INSTANTS)
			.mapToObj((i) -> leak.since().plus(step.multipliedBy(i)))
			.toList();
		int[] held = signal.past().heldSince(instants);
		int[] threads = instants.stream().mapToInt((at) -> gained(leak, at.minus(signal.past().lag()))).toArray();
		int gain = held[INSTANTS - 1] - base;
		if (gain < Signals.LEAST_GRAINS) {
			return false;
		}
		int full = 0;
		while (held[full] - base < gain * NEARLY_ALL) {
			full++;
		}
		boolean known = isKnownBefore(leak, signal, now);
		if ((!known && !isOneForEach(signal, gain, threads[full]))
				|| !isOfTheThreads(signal, gain, threads[full], threads[Math.max(0, full - 1)])
				|| (full < INSTANTS * NEARLY_ALL - 1 && signal.kind() != SignalKind.CONNECTIONS)) {
			return false;
		}
		for (int i = 0; i < full; i++) {
			double ofSignal = Math.max(0, held[i] - base) / (double) (held[full] - base);
			double ofThreads = threads[i] / (double) Math.max(1, threads[full]);
			if (Math.abs(ofSignal - ofThreads) > (known ? SHARES_APART : SHARES_CLOSE)) {
				return false;
			}
		}
		return true;
	}

	/** Whether each thread has a connection: that happens by no other cause. */
	private static boolean isOneForEach(SignalReading signal, int gain, int threads) {
		return signal.kind() == SignalKind.CONNECTIONS && gain >= MANY
				&& Math.abs(gain - threads) <= ONE_FOR_EACH * threads;
	}

	/**
	 * Whether as many were gained as threads may hold. Bytes and classes of a thread may
	 * be any number.
	 */
	private static boolean isOfTheThreads(SignalReading signal, int gain, int threads, int threadsBefore) {
		double most = switch (signal.kind()) {
			case CONNECTIONS, SESSIONS -> 4;
			case FILES -> 50;
			case HEAP, DIRECT_BUFFERS, CLASSES -> Double.POSITIVE_INFINITY;
		};
		double fewest = Double.isInfinite(most) ? 0 : FEWEST;
		double number = gain * signal.grain();
		return number <= most * Math.max(1, threads) && number >= fewest * threadsBefore;
	}

	private static int gained(Leak leak, Instant at) {
		int first = leak.history().get(0).threads();
		int then = first;
		for (Leak.Size size : leak.history()) {
			if (size.at().isAfter(at)) {
				break;
			}
			then = size.threads();
		}
		return then - first;
	}

	private record Pair(String leak, String signal) {
	}

}
