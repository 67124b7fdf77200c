// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.trend;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.github.threadleaks.group.FamilyKey;
import io.github.threadleaks.group.FamilySample;
import io.github.threadleaks.group.GroupedSample;
import io.github.threadleaks.group.Grouper;
import io.github.threadleaks.sample.SampledThread;
import io.github.threadleaks.settings.DetectionSettings;
import org.jspecify.annotations.Nullable;

/**
 * Remembers the families and lines of all samples so far, within bounds: at most
 * {@link #MAX_FAMILIES} of them, each as a {@link Series}.
 */
public final class History {

	/** Beyond, the smallest and youngest families are forgotten first. */
	static final int MAX_FAMILIES = 4_000;

	private final Map<FamilyKey, Past> pasts = new HashMap<>();

	private final GrowthTest growthTest;

	private final SampleTimes times;

	private long[] lastIds = new long[64];

	private @Nullable FamilyKey[] lastKeys = new FamilyKey[64];

	private int[] seenAt = new int[64];

	private long[] bornAt = new long[64];

	/** Who was born until then had lived for so long at the last sample. */
	private long keptBefore = Long.MIN_VALUE;

	private long agedBefore = Long.MIN_VALUE;

	private int tick;

	private boolean skipped;

	/**
	 * Makes an empty memory.
	 * @param settings when growth counts
	 * @param interval the time between samples
	 */
	public History(DetectionSettings settings, Duration interval) {
		this.growthTest = new GrowthTest(settings);
		this.times = new SampleTimes(interval);
	}

	/**
	 * Remembers a sample.
	 * @param grouped the sample, later than those before
	 * @return what is known now
	 */
	public Trends remember(GroupedSample grouped) {
		Instant at = grouped.at();
		Instant before = last(this.times.instants());
		Instant begin = this.times.add(at);
		if (begin.equals(at)) {
			this.pasts.clear();
			Arrays.fill(this.lastKeys, null);
		}
		this.tick++;
		if (grouped.moved() || this.skipped || begin.equals(at)) {
			countArrivals(grouped);
			this.skipped = false;
		}
		this.keptBefore = at.minus(Grouper.KEPT).toEpochMilli();
		this.agedBefore = at.minus(Grouper.AGED).toEpochMilli();
		Instant growsFrom = this.growthTest.begin(begin, at);
		Map<FamilyKey, FamilyTrend> trends = new HashMap<>();
		grouped.families().forEach((key, family) -> {
			Past past = this.pasts.computeIfAbsent(key, (unused) -> new Past());
			// a family that is not of the first sample was empty at the one before
			Series series = past.update(family, at, begin.equals(at) ? null : before);
			trends.put(key, new FamilyTrend(family, series, this.growthTest, this.times.instants(), growsFrom));
		});
		forgetVanished(grouped);
		return new Trends(grouped, trends, Duration.between(begin, at));
	}

	/**
	 * Takes note that there was a sample which tells nothing of families.
	 * @param at when
	 */
	public void skip(Instant at) {
		this.times.skip(at);
		this.skipped = true;
	}

	private static @Nullable Instant last(List<Instant> instants) {
		return instants.isEmpty() ? null : instants.get(instants.size() - 1);
	}

	@SuppressWarnings("ReferenceEquality")
	private void countArrivals(GroupedSample grouped) {
		List<SampledThread> threads = grouped.sample().threads();
		for (int i = 0; i < threads.size(); i++) {
			SampledThread thread = threads.get(i);
			int slot = thread.slot();
			if (slot >= this.lastIds.length) {
				grow(slot + 1);
			}
			boolean sameThread = this.lastIds[slot] == thread.id();
			FamilyKey before = sameThread ? this.lastKeys[slot] : null;
			FamilyKey after = grouped.keys()[i];
			if (!sameThread) {
				bury(slot);
				this.lastIds[slot] = thread.id();
				this.bornAt[slot] = thread.firstSeen().toEpochMilli();
			}
			// nearly always the same object, and records compare slowly
			if (after != null && after != before && !after.equals(before)) {
				moved(before, after, slot);
			}
			this.lastKeys[slot] = after;
			this.seenAt[slot] = this.tick;
		}
		for (int slot = 0; slot < this.lastIds.length; slot++) {
			if (this.seenAt[slot] != this.tick) {
				bury(slot);
				this.lastIds[slot] = 0;
			}
		}
	}

	private void moved(@Nullable FamilyKey before, FamilyKey after, int slot) {
		past(after).arrived++;
		if (before != null) {
			past(before).leaves(isKept(slot), isAged(slot));
		}
		if (before == null || !before.line().equals(after.line())) {
			past(after.line()).arrived++;
			if (before != null) {
				past(before.line()).leaves(isKept(slot), isAged(slot));
			}
		}
	}

	private void bury(int slot) {
		FamilyKey key = this.lastKeys[slot];
		if (key != null) {
			past(key).leaves(isKept(slot), isAged(slot));
			past(key.line()).leaves(isKept(slot), isAged(slot));
			this.lastKeys[slot] = null;
		}
	}

	private boolean isKept(int slot) {
		return this.bornAt[slot] <= this.keptBefore;
	}

	private boolean isAged(int slot) {
		return this.bornAt[slot] <= this.agedBefore;
	}

	private Past past(FamilyKey key) {
		return this.pasts.computeIfAbsent(key, (unused) -> new Past());
	}

	private void grow(int needed) {
		int size = Math.max(needed, this.lastIds.length * 2);
		this.lastIds = Arrays.copyOf(this.lastIds, size);
		this.lastKeys = Arrays.copyOf(this.lastKeys, size);
		this.seenAt = Arrays.copyOf(this.seenAt, size);
		this.bornAt = Arrays.copyOf(this.bornAt, size);
	}

	private void forgetVanished(GroupedSample grouped) {
		this.pasts.keySet().retainAll(grouped.families().keySet());
		if (this.pasts.size() > MAX_FAMILIES) {
			this.pasts.entrySet()
				.stream()
				.sorted(Comparator.comparingInt((entry) -> entry.getValue().size()))
				.limit(this.pasts.size() - MAX_FAMILIES)
				.map(Map.Entry::getKey)
				.toList()
				.forEach(this.pasts::remove);
		}
	}

	/** What is remembered of one family. */
	private static final class Past {

		private long arrived;

		private long left;

		private long keptLeft;

		private long agedLeft;

		private @Nullable Series series;

		void leaves(boolean kept, boolean aged) {
			this.left++;
			this.keptLeft += kept ? 1 : 0;
			this.agedLeft += aged ? 1 : 0;
		}

		Series update(FamilySample family, Instant at, @Nullable Instant emptyAt) {
			SizePoint point = new SizePoint(at, family.threads(), family.owners(), this.arrived, this.left,
					family.kept(), this.keptLeft, family.aged(), this.agedLeft);
			Series known = this.series;
			if (known == null) {
				known = new Series((emptyAt != null) ? SizePoint.of(emptyAt, 0) : point);
				this.series = known;
			}
			known.add(point);
			return known;
		}

		int size() {
			return (this.series != null) ? this.series.last().threads() : 0;
		}

	}

}
