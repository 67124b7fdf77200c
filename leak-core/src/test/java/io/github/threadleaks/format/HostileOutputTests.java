// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.format;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import io.github.threadleaks.redact.Corpus;
import io.github.threadleaks.redact.RedactedText;
import io.github.threadleaks.redact.Redactor;
import io.github.threadleaks.sample.ThreadKind;
import io.github.threadleaks.snapshot.SnapshotDetail;
import io.github.threadleaks.snapshot.SnapshotFrame;
import io.github.threadleaks.snapshot.ThreadSnapshot;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Whatever a thread is called, every format can be read by its reader.
 */
class HostileOutputTests {

	/** What ends a text, a line, an element or a message somewhere. */
	static Stream<String> hostile() {
		return Stream.of("", "\"", "\\", "\\\"", "\"}],\"threads\":[{", "a\nb 7", "a;b 1 2", "\r\nHTTP/1.1 200 OK\r\n",
				"\u001b[2J\u001b]0;title\u0007", "<script>alert(1)</script>", "</title><script>",
				"\"><img src=x onerror=x>", "]]><!--", "--><svg/onload=x>", "&lt;&amp;&#0;",
				"{thread=\"x\"} 1\nevil_metric 2", "\u0000\u0001\u0002\u007f\u0080", "\n\u0012\u0003abc", "\ud800",
				"x\udc00y", "\u202egnp.exe\u202c", "\u2066x\u2069", "\ufeffbom", "\ufffe\uffff", "\u2028line\u2029",
				"𝒳🧵é", "%s%n%d${jndi:ldap://x/}", "label=\"x\"];a->b", "digraph { } //", "'; DROP TABLE--",
				"x".repeat(1 << 20), "🧵".repeat(1 << 19), "\"".repeat(1 << 20), "<".repeat(1 << 20),
				"\u0000".repeat(1 << 20));
	}

	private static ThreadSnapshot full(String hostile) {
		RedactedText text = Snapshots.text(hostile);
		List<SnapshotFrame> frames = Snapshots.frames("com.acme." + hostile + ".call", hostile);
		return new ThreadSnapshot(Snapshots.TAKEN_AT, SnapshotDetail.FULL, 1, Map.of(Thread.State.BLOCKED, 1), 0,
				List.of(),
				List.of(new ThreadSnapshot.Member(7, text, ThreadKind.PLATFORM, Thread.State.BLOCKED,
						Duration.ofMinutes(1), false, frames, Optional.of(text), Optional.of(text),
						Map.of(text, text))),
				List.of(text));
	}

	private static ThreadSnapshot grouped(String hostile) {
		return Snapshots.grouped(Snapshots.group(hostile, ThreadKind.PLATFORM,
				Snapshots.frames("com.acme." + hostile + ".call", hostile),
				Snapshots.portion(Thread.State.WAITING, 3, hostile, hostile)));
	}

	@ParameterizedTest
	@MethodSource("hostile")
	void everyFormatStaysWellFormed(String hostile) {
		WellFormed.check(grouped(hostile));
		WellFormed.check(full(hostile));
		WellFormed.check(Snapshots.difference(Snapshots.change(hostile, 1, 3, Snapshots.frames(hostile),
				Snapshots.portion(Thread.State.WAITING, 2))));
	}

	@ParameterizedTest
	@EnumSource(SnapshotFormat.class)
	void aMegabyteTakesLittleRoom(SnapshotFormat format) {
		String huge = "\"<é".repeat((1 << 20) / 3);
		int empty = Snapshots.write(format, full("")).length;
		assertThat(Snapshots.write(format, full(huge)).length - empty).isLessThan(64_000);
	}

	@ParameterizedTest
	@EnumSource(SnapshotFormat.class)
	void noSecretOfTheCorpusIsInAnyFormat(SnapshotFormat format) {
		Redactor redactor = Redactor.standard(List.of());
		List<Corpus.Secret> masked = Corpus.secrets()
			.stream()
			.filter((secret) -> secret.secrets().stream().noneMatch(secret.redacted(redactor)::contains))
			.filter((secret) -> secret.secrets().stream().allMatch((part) -> part.length() > 5))
			.toList();
		assertThat(masked).hasSizeGreaterThan(200);
		for (Corpus.Secret secret : masked) {
			String written = (format == SnapshotFormat.PPROF) ? Profiles.of(snapshot(redactor, secret)).toString()
					: Snapshots.writeText(format, snapshot(redactor, secret));
			assertThat(written).as(secret.line()).doesNotContain(secret.secrets());
		}
	}

	private static ThreadSnapshot snapshot(Redactor redactor, Corpus.Secret secret) {
		RedactedText text = redactor.redact(secret.text());
		RedactedText value = redactor.label(secret.text(), secret.value());
		return new ThreadSnapshot(Snapshots.TAKEN_AT, SnapshotDetail.FULL, 1, Map.of(Thread.State.WAITING, 1), 0,
				List.of(),
				List.of(new ThreadSnapshot.Member(7, text, ThreadKind.PLATFORM, Thread.State.WAITING,
						Duration.ofMinutes(1), false, List.of(new SnapshotFrame(text, text, text, 1)),
						Optional.of(text), Optional.of(text), Map.of(text, value))),
				List.of());
	}

	@Test
	void whatIsNotWellFormedIsSeen() {
		assertThatThrownBy(() -> WellFormed.page("<!doctype html><title>x</title><p title=\"a\"b\">"))
			.isInstanceOf(AssertionError.class);
		assertThatThrownBy(() -> WellFormed.page("<!doctype html><title>x</title><script>1</script>"))
			.isInstanceOf(AssertionError.class);
		assertThatThrownBy(() -> WellFormed.harmless("\u001b[31m")).isInstanceOf(AssertionError.class);
		assertThatThrownBy(() -> WellFormed.text(new byte[] { (byte) 0xc3 })).hasMessageContaining("Input length");
	}

}
