// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.format;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.github.threadleaks.fixture.Blocking;
import io.github.threadleaks.fixture.ExternalTool;
import io.github.threadleaks.fixture.LeakedThreads;
import io.github.threadleaks.lifecycle.Births;
import io.github.threadleaks.redact.Redactor;
import io.github.threadleaks.sample.SamplingBudget;
import io.github.threadleaks.sample.ThreadKind;
import io.github.threadleaks.sample.ThreadSampler;
import io.github.threadleaks.sample.VirtualLook;
import io.github.threadleaks.settings.SamplingSettings;
import io.github.threadleaks.snapshot.Snapshot;
import io.github.threadleaks.snapshot.SnapshotDifference;
import io.github.threadleaks.snapshot.SnapshotHistory;
import io.github.threadleaks.snapshot.SnapshotQuery;
import io.github.threadleaks.snapshot.SnapshotTaker;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What {@code go tool pprof} makes of our profiles. */
class GoPprofTests {

	private static final Pattern TOTAL = Pattern.compile("of (-?\\d+) total");

	@TempDir
	private Path folder;

	private ExternalTool go;

	@BeforeEach
	void findGo() {
		this.go = new ExternalTool("go", "golang-go", this.folder);
	}

	private Path profile(Snapshot snapshot) throws IOException {
		return Files.write(Files.createTempFile(this.folder, "threads", ".pb.gz"),
				Snapshots.write(SnapshotFormat.PPROF, snapshot));
	}

	private String pprof(Object... arguments) {
		return this.go.run(Stream.concat(Stream.of("tool", "pprof"), List.of(arguments).stream()).toArray());
	}

	private static long total(String top) {
		Matcher total = TOTAL.matcher(top);
		assertThat(total.find()).as(top).isTrue();
		return Long.parseLong(total.group(1));
	}

	private static Snapshot mixed() {
		return Snapshots.grouped(
				Snapshots.group("pool-#-thread-#", ThreadKind.PLATFORM,
						Snapshots.frames("java.util.concurrent.LinkedBlockingQueue.take(LinkedBlockingQueue.java:435)",
								"java.lang.Thread.run(Thread.java:840)"),
						Snapshots.portion(Thread.State.WAITING, 312), Snapshots.portion(Thread.State.RUNNABLE, 4)),
				Snapshots.group("orders-#", ThreadKind.PLATFORM,
						Snapshots.frames("com.acme.Orders.<init>(Orders.java:42)",
								"com.acme.Orders$Export.lambda$run$0(Orders.java:17)",
								"java.lang.Thread.run(Thread.java:840)"),
						Snapshots.portion(Thread.State.BLOCKED, 20, "http.route", "POST /orders")),
				Snapshots.group("", ThreadKind.VIRTUAL, List.of(), Snapshots.portion(Thread.State.RUNNABLE, 9)));
	}

	@Test
	void topCountsEveryThreadOnce() throws IOException {
		String top = pprof("-top", profile(mixed()));
		assertThat(top).contains("File: jvm", "Type: threads", "Time: ");
		assertThat(total(top)).isEqualTo(312 + 4 + 20 + 9);
		assertThat(top)
			.containsPattern("\\n +316 +91.59% .* 316 +91.59% +java.util.concurrent.LinkedBlockingQueue.take")
			.containsPattern("\\n +20 .* 20 +5.80% +com.acme.Orders.<init>")
			.containsPattern("\\n +9 +2.61% .* 9 +2.61% +\\(no stack\\)")
			.containsPattern("\\n +0 .* 336 +97.39% +java.lang.Thread.run");
	}

	@Test
	void linesAreKnown() throws IOException {
		assertThat(pprof("-lines", "-top", profile(mixed()))).contains("com.acme.Orders.<init> Orders.java:42",
				"java.lang.Thread.run Thread.java:840");
	}

	@Test
	void tracesAreStacksWithLabels() throws IOException {
		String traces = pprof("-traces", profile(mixed()));
		assertThat(traces).containsPattern(
				" +pool: +orders\\n +state: +BLOCKED\\n +thread: +orders-#\\nhttp\\.route: +POST /orders\\n"
						+ " +20 +com\\.acme\\.Orders\\.<init>\\n +com\\.acme\\.Orders\\$Export\\.lambda\\$run\\$0\\n"
						+ " +java\\.lang\\.Thread\\.run\\n")
			.containsPattern(
					"kind: +virtual\\n +pool: +\\(no name\\)\\n +state: +RUNNABLE\\n +thread: +\\(no name\\)\\n"
							+ " +9 +\\(no stack\\)\\n");
	}

	@Test
	void tagsAreCounted() throws IOException {
		assertThat(pprof("-tags", profile(mixed()))).containsPattern("http.route: Total 20")
			.containsPattern("kind: Total 9")
			.containsPattern("pool: Total 345")
			.containsPattern("state: Total 345.0\\n +312.0 \\(90.43%\\): WAITING\\n +20.0 \\( 5.80%\\): BLOCKED\\n"
					+ " +13.0 \\( 3.77%\\): RUNNABLE")
			.containsPattern("thread: Total 345.0\\n +316.0 \\(91.59%\\): pool-#-thread-#");
		assertThat(total(pprof("-tagfocus", "state=BLOCKED", "-top", profile(mixed())))).isEqualTo(345);
		assertThat(pprof("-tagfocus", "state=BLOCKED", "-top", profile(mixed())))
			.contains("accounting for 20, 5.80% of 345");
	}

	@Test
	void graphsAndCommentsAreThere() throws IOException {
		assertThat(pprof("-dot", profile(mixed()))).startsWith("digraph")
			.contains("LinkedBlockingQueue", "316 (91.59%)");
		assertThat(pprof("-comments", profile(mixed()))).contains("Threads at 2026-01-01T00:05:00Z, redacted.");
	}

	@Test
	void hostileTextsDoNoHarm() throws IOException {
		List<String> hostile = Snapshots.hostileTexts(500);
		Snapshot snapshot = Snapshots.full(hostile,
				hostile.stream()
					.map((text) -> List.of(Snapshots.frame("com.acme." + text + ".call"),
							Snapshots.frame("java.lang.Thread.run(Thread.java:840)")))
					.toList());
		Path profile = profile(snapshot);
		assertThat(total(pprof("-top", profile))).isEqualTo(500);
		assertThat(pprof("-raw", profile)).contains("thread:[");
		pprof("-dot", profile);
	}

	@Test
	void noChangeIsNoError() throws IOException {
		assertThat(pprof("-top", profile(Snapshots.difference()))).contains("Type: threads");
	}

	/**
	 * The difference that we keep is that which pprof makes of two profiles: a whole one
	 * taken then, and one now.
	 */
	@Test
	void theDifferenceIsThatOfTwoProfiles() throws IOException {
		Instant[] now = { Snapshots.SINCE };
		ThreadSampler sampler = new ThreadSampler(SamplingSettings.DEFAULTS,
				new SamplingBudget(SamplingSettings.DEFAULTS));
		SnapshotHistory history = new SnapshotHistory(8, Births.UNRECORDED);
		SnapshotTaker taker = new SnapshotTaker(sampler, (instant) -> VirtualLook.NONE, Redactor.standard(List.of()),
				() -> now[0], Births.UNRECORDED, history);
		try (LeakedThreads threads = LeakedThreads.start(3, "profiled-a-%d", Blocking.LATCH)
			.startMore(2, "profiled-b-%d", Blocking.QUEUE_TAKE)
			.startMore(4, "profiled-c-%d", Blocking.SLEEP)) {
			await().until(() -> {
				now[0] = now[0].plusSeconds(1);
				history.offer(sampler.sample(now[0]));
				return !history.states().isEmpty();
			});
			SnapshotQuery query = SnapshotQuery.parse(Map.of("name", "^profiled"));
			Snapshot before = taker.take(query);
			threads.startMore(5, "profiled-a-%d", Blocking.LATCH).startMore(2, "profiled-d-%d", Blocking.SLEEP);
			threads.end(3);
			threads.end(5);
			threads.end(6);
			now[0] = now[0].plusSeconds(300);
			Snapshot after = taker.take(query);
			SnapshotDifference difference = (SnapshotDifference) taker
				.take(SnapshotQuery.parse(Map.of("name", "^profiled", "since", "5m")));
			assertThat(before.threads()).isEqualTo(9);
			assertThat(after.threads()).isEqualTo(13);
			String kept = pprof("-traces", profile(difference));
			String made = pprof("-traces", "-base", profile(before), profile(after));
			assertThat(traces(kept)).isEqualTo(traces(made)).isNotEmpty();
			assertThat(traces(kept).values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(4);
			// 7 have come and 3 are gone
			assertThat(pprof("-top", profile(difference))).contains("Duration: 300s, Total samples = 10",
					"Showing nodes accounting for 4, 40.00% of 10 total");
			assertThat(pprof("-top", "-diff_base", profile(before), profile(after)))
				.contains("Showing nodes accounting for 4, 44.44% of 9 total");
		}
	}

	/** The count by the rest of each block, whatever their order. */
	private static Map<String, Integer> traces(String report) {
		Map<String, Integer> counts = new TreeMap<>();
		Pattern count = Pattern.compile("(?m)^ +(-?\\d+)  ");
		for (String block : report.split("-----------\\+-+\\n")) {
			Matcher matcher = count.matcher(block);
			if (matcher.find()) {
				counts.merge(matcher.replaceFirst("").replaceAll(" +", " "), Integer.parseInt(matcher.group(1)),
						Integer::sum);
			}
		}
		return counts;
	}

}
