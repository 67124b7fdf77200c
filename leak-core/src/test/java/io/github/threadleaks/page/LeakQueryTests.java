// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.page;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.google.re2j.Pattern;
import io.github.threadleaks.group.NameMask;
import io.github.threadleaks.html.HtmlWriter;
import io.github.threadleaks.judge.Verdict;
import io.github.threadleaks.redact.RedactedText;
import io.github.threadleaks.redact.Redactor;
import io.github.threadleaks.report.Leak;
import io.github.threadleaks.sample.ThreadKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class LeakQueryTests {

	private static final Redactor REDACTOR = Redactor.standard(List.of());

	private static Leak leak(List<String> waitsAt, String... names) {
		RedactedText first = REDACTOR.redact(names[0], NameMask::mask);
		List<Leak.Family> families = Arrays.stream(names)
			.map((name) -> new Leak.Family(REDACTOR.redact(name, NameMask::mask), 7))
			.toList();
		return new Leak("3f9a1c07", Verdict.CONFIRMED, false, io.github.threadleaks.judge.Pattern.UNKNOWN, first, first,
				ThreadKind.PLATFORM, 7, 0, Instant.EPOCH, Duration.ZERO, List.of(), Map.of(), Map.of(),
				waitsAt.stream().map(REDACTOR::redact).toList(), Thread.State.WAITING, families, List.of(), List.of(),
				List.of());
	}

	/** What the query asks for as the name. */
	private static Pattern name(Leak leak) {
		String encoded = LeakQuery.of(leak).replaceFirst(".*&name=([^&]*).*", "$1");
		return Pattern.compile(decode(encoded));
	}

	private static String decode(String encoded) {
		return URLDecoder.decode(encoded, StandardCharsets.UTF_8);
	}

	@ParameterizedTest
	@ValueSource(strings = { "pool-7-thread-1", "http-nio-8080-exec-12", "job 123e4567-e89b-12d3-a456-426614174000 (x)",
			"kafka-admin-client-thread | admin-3", "a.b*c[1]$^\\{2}+?", "evictor-0a1b2c3d4e5f", "bob@example.com 3",
			"main" })
	void theNameThatWasMaskedIsFound(String name) {
		Pattern pattern = name(leak(List.of(), name));
		assertThat(pattern.matcher(REDACTOR.redact(name).toString()).find()).as(pattern.pattern()).isTrue();
		assertThat(pattern.matcher("another " + REDACTOR.redact(name)).find()).as("more than the name").isFalse();
	}

	@Test
	void aLeakOfSeveralFamiliesIsFoundByAllNamesWhereverTheyWait() {
		Leak leak = leak(List.of("a.B.take"), "pool-7-thread-1", "Connection evictor");
		assertThat(name(leak).matcher("Connection evictor").find()).isTrue();
		assertThat(name(leak).matcher("pool-9-thread-3").find()).isTrue();
		assertThat(LeakQuery.of(leak)).doesNotContain("frame=");
	}

	@Test
	void theFrameIsTheWholeMethod() {
		String query = LeakQuery.of(leak(List.of("a.B$C.take"), "pool-7-thread-1"));
		Pattern frame = Pattern.compile(decode(query.substring(query.indexOf("frame=") + 6)));
		assertThat(Stream.of("a.B$C.take(B.java:7)", "a.B$C.take").allMatch((text) -> frame.matcher(text).find()))
			.isTrue();
		assertThat(Stream.of("a.B$C.takeAll(B.java:7)", "x.a.B$C.take(B.java:7)", "aXB$C.take(B.java:7)")
			.noneMatch((text) -> frame.matcher(text).find())).isTrue();
	}

	@Test
	void oneOfManyNamesIsNotAskedFor() {
		assertThat(LeakQuery.of(leak(List.of("a.B.take"), "worker (one of many names)")))
			.isEqualTo("detail=grouped&frame=" + HtmlWriter.encode("^a\\.B\\.take([(]|$)"));
	}

	@Test
	void aPatternThatWouldBeRefusedIsLeftOut() {
		assertThat(LeakQuery.of(leak(List.of(), "x".repeat(199)))).isEqualTo("detail=grouped");
	}

}
