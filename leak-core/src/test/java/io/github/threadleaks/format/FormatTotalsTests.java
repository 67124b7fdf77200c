// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.format;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.google.perftools.profiles.ProfileProto.Profile;
import io.github.threadleaks.fixture.Blocking;
import io.github.threadleaks.fixture.LeakedThreads;
import io.github.threadleaks.lifecycle.Births;
import io.github.threadleaks.redact.Redactor;
import io.github.threadleaks.sample.SamplingBudget;
import io.github.threadleaks.sample.ThreadSampler;
import io.github.threadleaks.settings.SamplingSettings;
import io.github.threadleaks.snapshot.Snapshot;
import io.github.threadleaks.snapshot.SnapshotQuery;
import io.github.threadleaks.snapshot.SnapshotTaker;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Every format tells as many threads of this JVM as the others. */
class FormatTotalsTests {

	private static final Pattern JSON = Pattern.compile("\"threads\":(\\d+),");

	private static final Pattern DOT = Pattern.compile("label=\"(\\d+) threads at");

	private final SnapshotTaker taker = new SnapshotTaker(
			new ThreadSampler(SamplingSettings.DEFAULTS, new SamplingBudget(SamplingSettings.DEFAULTS)),
			Redactor.standard(List.of()), () -> Instant.EPOCH, Births.UNRECORDED);

	@ParameterizedTest
	@ValueSource(strings = { "grouped", "full" })
	void totalsAreEqual(String detail) {
		try (LeakedThreads threads = LeakedThreads.start(12, "total-%d", Blocking.LATCH)
			.startMore(7, "total-%d", Blocking.SLEEP)) {
			Snapshot snapshot = this.taker.take(SnapshotQuery.parse(Map.of("detail", detail)));
			assertThat(snapshot.threads()).isGreaterThan(threads.ids().length);
			Profile profile = Profiles.of(snapshot);
			assertThat(Profiles.total(profile)).isEqualTo(snapshot.threads());
			assertThat(profile.getSampleList()
				.stream()
				.filter((sample) -> "total".equals(Profiles.labels(profile, sample).get("pool")))
				.mapToLong((sample) -> sample.getValue(0))
				.sum()).isEqualTo(19);
			assertThat(Snapshots.writeText(SnapshotFormat.COLLAPSED, snapshot)
				.lines()
				.mapToInt((line) -> Integer.parseInt(line.substring(line.lastIndexOf(' ') + 1)))
				.sum()).isEqualTo(snapshot.threads());
			assertThat(first(DOT, Snapshots.writeText(SnapshotFormat.DOT, snapshot))).isEqualTo(snapshot.threads());
			if (detail.equals("grouped")) {
				assertThat(first(JSON, Snapshots.writeText(SnapshotFormat.JSON, snapshot)))
					.isEqualTo(snapshot.threads());
			}
		}
	}

	@Test
	void whatIsNotToldIsSaid() {
		try (LeakedThreads threads = LeakedThreads.start(12, "total-%d", Blocking.LATCH)
			.startMore(7, "total-%d", Blocking.SLEEP)) {
			assertThat(threads.ids()).hasSize(19);
			Map<String, String> all = Map.of("name", "^total-");
			Map<String, String> top = Map.of("name", "^total-", "top", "1");
			String note = "Not all is told: 12 of 19 threads.";
			assertThat(comments(all)).hasSize(1);
			assertThat(comments(top)).contains(note);
			assertThat(dot(all)).doesNotContain("Not all");
			assertThat(dot(top)).contains(note);
		}
	}

	private List<String> comments(Map<String, String> parameters) {
		Profile profile = Profiles.of(this.taker.take(SnapshotQuery.parse(parameters)));
		return Profiles.names(profile, profile.getCommentList());
	}

	private String dot(Map<String, String> parameters) {
		return Snapshots.writeText(SnapshotFormat.DOT, this.taker.take(SnapshotQuery.parse(parameters)));
	}

	private static int first(Pattern number, String text) {
		Matcher matcher = number.matcher(text);
		assertThat(matcher.find()).as(text).isTrue();
		return Integer.parseInt(matcher.group(1));
	}

}
