// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.judge;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;

import io.github.threadleaks.group.FamilyKey;
import io.github.threadleaks.group.FamilySample;
import io.github.threadleaks.sample.OldCollections;
import io.github.threadleaks.trend.FamilyTrend;
import io.github.threadleaks.trend.Growth;
import io.github.threadleaks.trend.Pace;
import io.github.threadleaks.trend.SizePoint;
import org.jspecify.annotations.Nullable;

/**
 * What the judge remembers of a family that has grown: the hysteresis. A verdict rises
 * with the time for which samples agree, and falls only when the family shrinks back, or
 * when a suspicion has stood still for long.
 */
final class Suspect {

	/** Samples without growth after which a family that was only watched is forgotten. */
	private static final int WATCH_FOR = 12;

	/** Samples for which a family must have shrunk back. */
	private static final int RESOLVED_AFTER = 2;

	/**
	 * Of what had leaked, so much may remain in a leak that is resolved: stragglers, and
	 * what came beside the leak and stays, such as a client of the application's own.
	 */
	private static final double REMAINDER = 0.2;

	private static final int MIN_REMAINDER = 2;

	/**
	 * A suspicion is taken back when nothing has grown for so many times as long as it
	 * had grown before: a leak that follows the load comes again sooner.
	 */
	private static final int STOPPED_TIMES = 3;

	/** And for at least so long. */
	private static final Duration STOPPED_FOR = Duration.ofMinutes(10);

	/**
	 * A collection so many samples before its threads are seen to be gone is the cause.
	 */
	private static final int COLLECTED_WITHIN = 1;

	private static final int MAX_HISTORY = 240;

	final FamilyKey key;

	final String id;

	final Kinship kinship;

	private final int from;

	private Instant since;

	private final long collectionsBefore;

	private Verdict verdict = Verdict.WATCHING;

	private Pattern pattern = Pattern.UNKNOWN;

	private List<Evidence> evidence = List.of();

	private List<SizePoint> history = List.of();

	private FamilySample family;

	private Pace pace = Pace.NONE;

	private OldCollections collections;

	private Instant now;

	private Instant grewAt;

	private Duration agreedFor = Duration.ZERO;

	private boolean agreed;

	private int peak;

	private int sinceCollection = COLLECTED_WITHIN + 1;

	private boolean collected;

	private int quiet;

	private int shrunk;

	Suspect(Reading reading, Growth.Sustained growth, OldCollections collections, Instant now) {
		FamilyTrend trend = reading.trend();
		this.key = trend.now().key();
		this.id = id(List.of(this.key));
		this.family = trend.now();
		this.kinship = Kinship.of(this.family);
		this.from = !reading.shape().age().isZero() ? trend.at(growth.since()).threads() : growth.from();
		this.since = growth.since();
		this.collectionsBefore = collections.count();
		this.collections = collections;
		this.now = now;
		this.grewAt = now;
	}

	/** Stable over samples and restarts: the key has neither ids nor addresses. */
	static String id(List<FamilyKey> keys) {
		try {
			byte[] hash = MessageDigest.getInstance("SHA-256").digest(keys.toString().getBytes(StandardCharsets.UTF_8));
			return HexFormat.of().formatHex(hash, 0, 4);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java platform has SHA-256", ex);
		}
	}

	/**
	 * Takes note of this sample.
	 * @param reading what it says of the family, or null if it is gone
	 * @param at when it was taken
	 * @param collectionsNow old and full collections until then
	 */
	void observe(@Nullable Reading reading, Instant at, OldCollections collectionsNow) {
		if (at.isBefore(this.now)) {
			setBack(Duration.between(this.now, at));
		}
		Duration passed = Duration.between(this.now, at);
		int before = this.family.threads();
		this.now = at;
		this.sinceCollection = collectionsNow.isAfter(this.collections) ? 0 : this.sinceCollection + 1;
		this.collections = collectionsNow;
		if (reading == null) {
			this.family = this.family.ofSize(0);
			agree(Shape.NONE, passed);
			standsStill();
		}
		else {
			this.family = reading.trend().now();
			this.peak = Math.max(this.peak, this.family.threads());
			agree(reading.shape(), passed);
			reading.growth().ifPresentOrElse((growth) -> grows(growth, reading.shape()), this::standsStill);
			this.history = reading.trend().history(this.since, MAX_HISTORY);
		}
		boolean many = before - this.family.threads() >= Math.max(MIN_REMAINDER, (this.peak - this.from) / 2);
		this.collected = (many && this.sinceCollection <= COLLECTED_WITHIN && EvidenceWriter.endsByGc(this.pattern))
				|| (this.collected && before >= this.family.threads());
		this.shrunk = isBack() ? this.shrunk + 1 : 0;
	}

	/** The clock was set back: what has lasted for some time has still lasted for it. */
	private void setBack(Duration step) {
		this.now = this.now.plus(step);
		this.since = this.since.plus(step);
		this.grewAt = this.grewAt.plus(step);
	}

	private void agree(Shape shape, Duration passed) {
		if (shape == Shape.NONE) {
			this.agreedFor = this.agreedFor.minus(passed).isNegative() ? Duration.ZERO : this.agreedFor.minus(passed);
		}
		else if (this.agreed) {
			this.agreedFor = this.agreedFor.plus(passed);
		}
		this.agreed = shape != Shape.NONE;
	}

	private void grows(Growth.Sustained growth, Shape shape) {
		this.pace = growth.pace();
		this.quiet = 0;
		this.grewAt = this.now;
		this.pattern = Patterns.of(this.family);
		this.evidence = EvidenceWriter.of(this.family, growth, shape, this.pattern,
				this.collections.count() - this.collectionsBefore);
	}

	private void standsStill() {
		this.pace = Pace.NONE;
		this.quiet++;
	}

	private boolean isBack() {
		double remainder = Math.max(MIN_REMAINDER, (this.peak - this.from) * REMAINDER);
		return this.family.threads() <= this.from + remainder;
	}

	FamilySample family() {
		return this.family;
	}

	Instant since() {
		return this.since;
	}

	/**
	 * The verdict that this sample suggests.
	 * @param reading what it says of the family
	 * @param warmingUp whether the JVM is still young
	 * @return the verdict
	 */
	Verdict suggests(Reading reading, boolean warmingUp) {
		return reading.enough() ? reading.shape().verdict(this.agreedFor, warmingUp) : Verdict.WATCHING;
	}

	Verdict verdict() {
		return this.verdict;
	}

	void rise(Verdict verdict) {
		this.verdict = verdict;
	}

	boolean accused() {
		return this.verdict.atLeast(Verdict.SUSPECTED);
	}

	/**
	 * Whether there is nothing left to say of it.
	 * @return whether it has shrunk back, or has stopped while it was but suspected
	 */
	boolean isOver() {
		return this.shrunk >= RESOLVED_AFTER || (accused() ? hasStopped() : this.quiet >= WATCH_FOR);
	}

	private boolean hasStopped() {
		Duration still = Duration.between(this.grewAt, this.now);
		Duration grew = Duration.between(this.since, this.grewAt);
		return this.verdict == Verdict.SUSPECTED && still.compareTo(STOPPED_FOR) >= 0
				&& still.compareTo(grew.multipliedBy(STOPPED_TIMES)) >= 0;
	}

	Finding finding() {
		return new Finding(this.id, this.verdict, this.pattern, List.of(this.family), this.family.threads(), this.from,
				this.pace, this.since, this.evidence, this.history, Ending.NONE);
	}

	/** A resolved leak is told with the size that it had. */
	Finding resolved() {
		Ending ending = (this.shrunk < RESOLVED_AFTER) ? Ending.STOPPED
				: this.collected ? Ending.COLLECTED : Ending.SHRANK;
		return new Finding(this.id, Verdict.RESOLVED, this.pattern, List.of(this.family), this.family.threads(),
				this.peak, Pace.NONE, this.since, this.evidence, this.history, ending);
	}

}
