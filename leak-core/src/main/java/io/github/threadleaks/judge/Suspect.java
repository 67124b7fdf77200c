// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.judge;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;

import io.github.threadleaks.group.FamilyKey;
import io.github.threadleaks.group.FamilySample;
import io.github.threadleaks.trend.FamilyTrend;
import io.github.threadleaks.trend.Growth;
import io.github.threadleaks.trend.Pace;
import io.github.threadleaks.trend.SizePoint;
import org.jspecify.annotations.Nullable;

/**
 * What the judge remembers of a family that has grown: the hysteresis. A verdict rises
 * with the samples that agree and falls only when the family shrinks back.
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

	private static final int MAX_HISTORY = 240;

	final FamilyKey key;

	final String id;

	private final int from;

	private final Instant since;

	private Verdict verdict = Verdict.WATCHING;

	private Pattern pattern = Pattern.UNKNOWN;

	private List<Evidence> evidence = List.of();

	private List<SizePoint> history = List.of();

	private FamilySample family;

	private Pace pace = Pace.NONE;

	private int peak;

	private int agreed;

	private int quiet;

	private int shrunk;

	Suspect(FamilyTrend trend, Growth.Sustained growth) {
		this.key = trend.now().key();
		this.id = id(List.of(this.key));
		this.family = trend.now();
		this.from = growth.from();
		this.since = growth.since();
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
	 * @param trend the family, or null if it is gone
	 * @param shape its shape now
	 */
	void observe(@Nullable FamilyTrend trend, Shape shape) {
		if (trend == null) {
			this.family = this.family.ofSize(0);
			this.pace = Pace.NONE;
			this.quiet++;
			this.agreed = 0;
			this.shrunk++;
			return;
		}
		this.family = trend.now();
		this.peak = Math.max(this.peak, this.family.threads());
		this.agreed = (shape == Shape.NONE) ? Math.max(0, this.agreed - 1) : this.agreed + 1;
		this.shrunk = isBack() ? this.shrunk + 1 : 0;
		if (trend.growth() instanceof Growth.Sustained growth) {
			this.pace = new Pace(growth.perHour(), growth.perHour(), growth.perHour());
			this.quiet = 0;
			this.evidence = EvidenceWriter.of(this.family, growth);
			this.pattern = Patterns.of(this.family);
		}
		else {
			this.pace = Pace.NONE;
			this.quiet++;
		}
		this.history = trend.history(this.since, MAX_HISTORY);
	}

	private boolean isBack() {
		double remainder = Math.max(MIN_REMAINDER, (this.peak - this.from) * REMAINDER);
		return this.family.threads() <= this.from + remainder;
	}

	int agreed() {
		return this.agreed;
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

	boolean isResolved() {
		return accused() && this.shrunk >= RESOLVED_AFTER;
	}

	boolean isForgotten() {
		return !accused() && (this.quiet >= WATCH_FOR || this.shrunk >= RESOLVED_AFTER);
	}

	Finding finding() {
		return new Finding(this.id, this.verdict, this.pattern, List.of(this.family), this.family.threads(), this.from,
				this.pace, this.since, this.evidence, this.history);
	}

	/** A resolved leak is told with the size that it had. */
	Finding resolved() {
		return new Finding(this.id, Verdict.RESOLVED, this.pattern, List.of(this.family), this.family.threads(),
				this.peak, Pace.NONE, this.since, this.evidence, this.history);
	}

}
