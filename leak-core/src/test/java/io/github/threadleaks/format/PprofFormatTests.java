// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.format;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.google.perftools.profiles.ProfileProto;
import com.google.perftools.profiles.ProfileProto.Profile;
import com.google.perftools.profiles.ProfileProto.Sample;
import com.google.perftools.profiles.ProfileProto.ValueType;
import com.google.protobuf.Message;
import io.github.threadleaks.sample.ThreadKind;
import io.github.threadleaks.snapshot.ThreadSnapshot;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PprofFormatTests {

	private static final String TAKE = "java.util.concurrent.LinkedBlockingQueue.take(LinkedBlockingQueue.java:435)";

	private static final String RUN = "java.lang.Thread.run(Thread.java:840)";

	private static Profile twoGroups() {
		return Profiles.of(Snapshots.grouped(Snapshots.waiting("pool-#-thread-#", 7, TAKE, RUN),
				Snapshots.waiting("http-nio-#-exec-#", 3, "com.acme.Orders.export(Orders.java:42)",
						"com.acme.Orders.export(Orders.java:17)", RUN)));
	}

	@Test
	void whatItMeasuresIsThreads() {
		Profile profile = twoGroups();
		ValueType threads = profile.getSampleTypeList().get(0);
		assertThat(profile.getSampleTypeCount()).isOne();
		assertThat(Profiles.text(profile, threads.getType())).isEqualTo("threads");
		assertThat(Profiles.text(profile, threads.getUnit())).isEqualTo("count");
		assertThat(profile.getPeriodType()).isEqualTo(threads);
		assertThat(profile.getPeriod()).isOne();
		assertThat(Profiles.text(profile, profile.getDefaultSampleType())).isEqualTo("threads");
		assertThat(profile.getTimeNanos()).isEqualTo(Snapshots.TAKEN_AT.getEpochSecond() * 1_000_000_000);
		assertThat(profile.getDurationNanos()).isZero();
		assertThat(Profiles.names(profile, profile.getCommentList()))
			.containsExactly("Threads at 2026-01-01T00:05:00Z, redacted.");
		assertThat(profile.getDropFrames()).isZero();
		assertThat(profile.getKeepFrames()).isZero();
		assertThat(profile.getDocUrl()).isZero();
	}

	@Test
	void textsFunctionsAndLocationsAreTheirsOnce() {
		Profile profile = twoGroups();
		assertThat(profile.getStringTable(0)).isEmpty();
		assertThat(profile.getStringTableList()).doesNotHaveDuplicates();
		assertThat(profile.getMappingList()).containsExactly(ProfileProto.Mapping.newBuilder()
			.setId(1)
			.setFilename(profile.getStringTableList().indexOf("jvm"))
			.setHasFunctions(true)
			.setHasFilenames(true)
			.setHasLineNumbers(true)
			.build());
		assertThat(profile.getFunctionList()).hasSize(3).allSatisfy((function) -> {
			assertThat(function.getSystemName()).isEqualTo(function.getName());
			assertThat(function.getStartLine()).isZero();
		});
		assertThat(profile.getFunctionList()).extracting(ProfileProto.Function::getId).containsExactly(1L, 2L, 3L);
		assertThat(profile.getLocationList()).hasSize(4).allSatisfy((location) -> {
			assertThat(location.getMappingId()).isOne();
			assertThat(location.getAddress()).isZero();
			assertThat(location.getLineCount()).isOne();
			assertThat(location.getIsFolded()).isFalse();
		});
		assertThat(profile.getLocationList()).extracting(ProfileProto.Location::getId).containsExactly(1L, 2L, 3L, 4L);
	}

	@Test
	void samplesAreStacksWithLabels() {
		Profile profile = twoGroups();
		assertThat(profile.getSampleList()).hasSize(2);
		Sample pool = profile.getSample(0);
		assertThat(pool.getValueList()).containsExactly(7L);
		assertThat(Profiles.stack(profile, pool)).containsExactly(
				"java.util.concurrent.LinkedBlockingQueue.take LinkedBlockingQueue.java:435",
				"java.lang.Thread.run Thread.java:840");
		assertThat(Profiles.labels(profile, pool))
			.isEqualTo(Map.of("state", "WAITING", "thread", "pool-#-thread-#", "pool", "pool-#"));
		Sample http = profile.getSample(1);
		assertThat(http.getValueList()).containsExactly(3L);
		assertThat(Profiles.stack(profile, http)).containsExactly("com.acme.Orders.export Orders.java:42",
				"com.acme.Orders.export Orders.java:17", "java.lang.Thread.run Thread.java:840");
		assertThat(Profiles.labels(profile, http)).containsEntry("pool", "http-nio-#");
		assertThat(http.getLabelList()).allMatch((label) -> label.getNum() == 0 && label.getNumUnit() == 0);
	}

	/** A wrong number of a field would be read as another field, or as none. */
	@Test
	void everyFieldIsKnownToTheFormat() {
		List<Message> messages = new ArrayList<>(List.of(twoGroups()));
		for (int i = 0; i < messages.size(); i++) {
			messages.get(i).getAllFields().values().forEach((value) -> {
				Stream<?> values = (value instanceof List<?> list) ? list.stream() : Stream.of(value);
				values.filter(Message.class::isInstance).map(Message.class::cast).forEach(messages::add);
			});
		}
		assertThat(messages).hasSizeGreaterThan(20).allMatch((message) -> message.getUnknownFields().asMap().isEmpty());
	}

	@Test
	void whatStacksAndNamesLackIsSaid() {
		Profile profile = Profiles.of(Snapshots.grouped(Snapshots.group("", ThreadKind.VIRTUAL, List.of(),
				Snapshots.portion(Thread.State.RUNNABLE, 2, "tenant", ""))));
		assertThat(profile.getSampleList()).singleElement().satisfies((sample) -> {
			assertThat(Profiles.stack(profile, sample)).containsExactly("(no stack) :0");
			assertThat(Profiles.labels(profile, sample)).isEqualTo(Map.of("state", "RUNNABLE", "thread", "(no name)",
					"pool", "(no name)", "kind", "virtual", "tenant", "(empty)"));
		});
	}

	@Test
	void labelsOfTheProgramHideNoneOfOurs() {
		Profile profile = Profiles.of(Snapshots.grouped(Snapshots.group("main", ThreadKind.PLATFORM,
				Snapshots.frames(RUN), Snapshots.portion(Thread.State.RUNNABLE, 1, "state", "CA", "label.state", "NY",
						"pool", "swimming", "label.x", "y", "http.route", "POST /orders"))));
		assertThat(Profiles.labels(profile, profile.getSample(0)))
			.isEqualTo(Map.of("state", "RUNNABLE", "thread", "main", "pool", "main", "label.state", "CA",
					"label.label.state", "NY", "label.pool", "swimming", "label.x", "y", "http.route", "POST /orders"));
	}

	@Test
	void whatIsAlikeInAllThatIsToldIsOneSample() {
		ThreadSnapshot snapshot = Snapshots.full(List.of("same", "same", "other", "same"),
				List.of(Snapshots.frames(TAKE, RUN), Snapshots.frames(TAKE, RUN)));
		Profile profile = Profiles.of(snapshot);
		assertThat(profile.getSampleList()).extracting((sample) -> sample.getValue(0)).containsExactly(3L, 1L);
		assertThat(Profiles.total(profile)).isEqualTo(snapshot.threads());
	}

	@Test
	void aDifferenceHasSigns() {
		Profile profile = Profiles.of(Snapshots.difference(
				Snapshots.change("pool-#-thread-#", 4, 9, Snapshots.frames(TAKE, RUN),
						Snapshots.portion(Thread.State.WAITING, 6), Snapshots.portion(Thread.State.RUNNABLE, -1)),
				Snapshots.change("gone", 2, 0, Snapshots.frames(RUN), Snapshots.portion(Thread.State.WAITING, -2))));
		assertThat(profile.getSampleList()).extracting((sample) -> sample.getValue(0)).containsExactly(6L, -1L, -2L);
		assertThat(profile.getSampleList()).extracting((sample) -> Profiles.labels(profile, sample).get("state"))
			.containsExactly("WAITING", "RUNNABLE", "WAITING");
		assertThat(profile.getTimeNanos()).isEqualTo(Snapshots.TAKEN_AT.getEpochSecond() * 1_000_000_000);
		assertThat(profile.getDurationNanos()).isEqualTo(Duration.ofMinutes(5).toNanos());
		assertThat(Profiles.names(profile, profile.getCommentList())).containsExactly(
				"Threads at 2026-01-01T00:05:00Z less those at 2026-01-01T00:00:00Z, redacted.",
				"Half of it is missing.");
	}

	@Test
	void changesThatCancelEachOtherAreNotTold() {
		Profile profile = Profiles.of(Snapshots.difference(
				Snapshots.change("same", 1, 3, Snapshots.frames(RUN), Snapshots.portion(Thread.State.WAITING, 2)),
				Snapshots.change("same", 2, 0, Snapshots.frames(RUN), Snapshots.portion(Thread.State.WAITING, -2))));
		assertThat(profile.getSampleList()).isEmpty();
		assertThat(profile.getSampleTypeCount()).isOne();
	}

	@Test
	void hostileTextsAreReadBackAsTheyAre() {
		List<String> hostile = Snapshots.hostileTexts(1_000);
		ThreadSnapshot snapshot = Snapshots.grouped(IntStream.range(0, hostile.size())
			.mapToObj((i) -> Snapshots.group(hostile.get(i), ThreadKind.PLATFORM,
					List.of(Snapshots.frame("com.acme.Numbered.call" + i + "(Numbered.java:" + (i + 1) + ")")),
					Snapshots.portion(Thread.State.WAITING, i + 1, "key", hostile.get(hostile.size() - 1 - i))))
			.toArray(ThreadSnapshot.Group[]::new));
		Profile profile = Profiles.of(snapshot);
		assertThat(profile.getSampleCount()).isEqualTo(1_000);
		for (int i = 0; i < hostile.size(); i++) {
			Sample sample = profile.getSample(i);
			Map<String, String> labels = Profiles.labels(profile, sample);
			assertThat(sample.getValue(0)).isEqualTo(i + 1);
			assertThat(labels.get("thread")).isEqualTo(orElse(Snapshots.text(hostile.get(i)).toString(), "(no name)"));
			assertThat(labels.get("key"))
				.isEqualTo(orElse(Snapshots.text(hostile.get(hostile.size() - 1 - i)).toString(), "(empty)"));
			assertThat(Profiles.stack(profile, sample))
				.containsExactly("com.acme.Numbered.call" + i + " Numbered.java:" + (i + 1));
		}
	}

	private static String orElse(String text, String word) {
		return text.isEmpty() ? word : text;
	}

	/** By pieces that do not grow with the number of threads. */
	@Test
	void tenThousandThreadsAreLessThan100Kilobytes() {
		Iterator<byte[]> pieces = PprofFormat.pieces(Snapshots.tenThousand());
		List<Integer> sizes = new ArrayList<>();
		pieces.forEachRemaining((piece) -> sizes.add(piece.length));
		assertThat(sizes.stream().mapToInt(Integer::intValue).sum()).isLessThan(100_000);
		// the compressor holds back up to some 30 KB
		assertThat(sizes).hasSizeGreaterThan(3).allMatch((size) -> size > 0 && size < 65_536);
		assertThat(Profiles.total(Profiles.of(Snapshots.tenThousand()))).isEqualTo(10_000);
	}

	@Test
	void whoOpensItHasNotReadTheThreadsYet() throws IOException {
		int[] read = { 0 };
		Iterator<String> source = new LateIterator<>(() -> {
			read[0]++;
			return List.of("a", "b").iterator();
		});
		assertThat(read[0]).isZero();
		assertThat(source.next()).isEqualTo("a");
		assertThat(source.next()).isEqualTo("b");
		assertThat(source.hasNext()).isFalse();
		assertThat(read[0]).isOne();
		try (InputStream stream = SnapshotFormat.PPROF.open(Snapshots.grouped())) {
			assertThat(Objects.checkIndex(stream.read(), 256)).isEqualTo(0x1f);
		}
	}

}
