// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.format;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.github.threadleaks.redact.RedactedText;
import io.github.threadleaks.sample.ThreadKind;
import io.github.threadleaks.snapshot.Snapshot;
import io.github.threadleaks.snapshot.SnapshotDifference;
import io.github.threadleaks.snapshot.StackCount;

/**
 * A snapshot as a profile of pprof: numbers of threads by stack, with labels. The numbers
 * of the fields are those of
 * https://github.com/google/pprof/blob/main/proto/profile.proto.
 */
final class PprofFormat {

	private static final int SAMPLE_TYPE = 1;

	private static final int SAMPLE = 2;

	private static final int MAPPING = 3;

	private static final int TIME_NANOS = 9;

	private static final int DURATION_NANOS = 10;

	private static final int PERIOD_TYPE = 11;

	private static final int PERIOD = 12;

	private static final int COMMENT = 13;

	private static final int DEFAULT_SAMPLE_TYPE = 14;

	private final ProtoWriter out = new ProtoWriter();

	private final PprofTables tables = new PprofTables(this.out);

	private final List<long[]> stacks = new ArrayList<>();

	private PprofFormat() {
	}

	static Iterator<byte[]> pieces(Snapshot snapshot) {
		return new GzippedPieces(new LateIterator<>(() -> new PprofFormat().plain(snapshot)));
	}

	private Iterator<byte[]> plain(Snapshot snapshot) {
		Map<Alike, Integer> samples = merge(snapshot.stacks());
		int told = samples.values().stream().mapToInt(Integer::intValue).sum();
		return Stream
			.concat(Stream.of(snapshot).map((each) -> head(each, told)),
					samples.entrySet()
						.stream()
						.filter((sample) -> sample.getValue() != 0)
						.map((sample) -> sample(sample.getKey(), sample.getValue())))
			.iterator();
	}

	/** Readers would show two samples that differ in nothing. */
	private Map<Alike, Integer> merge(Stream<StackCount> counts) {
		StackNumbers numbers = new StackNumbers();
		Map<Alike, Integer> samples = new LinkedHashMap<>();
		counts.forEachOrdered((count) -> {
			int stack = numbers.of(count.frames());
			if (stack == this.stacks.size()) {
				this.stacks.add(this.tables.stack(count.frames()));
			}
			samples.merge(new Alike(count.threadName(), count.kind(), count.state(), count.labels(), stack),
					count.threads(), Integer::sum);
		});
		return samples;
	}

	private byte[] head(Snapshot snapshot, int told) {
		this.out.message(SAMPLE_TYPE, threads());
		this.out.message(MAPPING,
				new ProtoWriter().number(1, PprofTables.MAPPING)
					.number(5, this.tables.text("jvm"))
					.number(7, 1)
					.number(8, 1)
					.number(9, 1));
		this.out.number(TIME_NANOS, nanos(snapshot.takenAt()))
			.message(PERIOD_TYPE, threads())
			.number(PERIOD, 1)
			.number(DEFAULT_SAMPLE_TYPE, this.tables.text("threads"));
		if (snapshot instanceof SnapshotDifference difference) {
			this.out.number(DURATION_NANOS,
					Math.max(0, Duration.between(difference.since(), difference.takenAt()).toNanos()));
		}
		this.out.packed(COMMENT, comments(snapshot, told).mapToLong(this.tables::text).toArray());
		return this.out.take();
	}

	private ProtoWriter threads() {
		return new ProtoWriter().number(1, this.tables.text("threads")).number(2, this.tables.text("count"));
	}

	private static Stream<String> comments(Snapshot snapshot, int told) {
		String what = (snapshot instanceof SnapshotDifference difference)
				? "Threads at " + difference.takenAt() + " less those at " + difference.since() + ", redacted."
				: "Threads at " + snapshot.takenAt() + ", redacted.";
		return Stream.concat(Stream.of(what), FormatWords.missing(snapshot, told));
	}

	private static long nanos(Instant instant) {
		return Duration.between(Instant.EPOCH, instant).toNanos();
	}

	private byte[] sample(Alike threads, long count) {
		ProtoWriter sample = new ProtoWriter().packed(1, this.stacks.get(threads.stack())).packed(2, count);
		PprofLabels.of(threads.threadName(), threads.kind(), threads.state(), threads.labels())
			.forEach((label, value) -> sample.message(3,
					new ProtoWriter().number(1, this.tables.text(label)).number(2, this.tables.text(value))));
		return this.out.message(SAMPLE, sample).take();
	}

	private record Alike(RedactedText threadName, ThreadKind kind, Thread.State state,
			Map<RedactedText, RedactedText> labels, int stack) {
	}

}
