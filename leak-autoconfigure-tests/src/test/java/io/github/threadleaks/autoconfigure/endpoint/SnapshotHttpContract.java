// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.autoconfigure.endpoint;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

import io.github.threadleaks.sample.ThreadKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static org.mockito.ArgumentMatchers.argThat;
import static org.mockito.BDDMockito.willThrow;
import static org.mockito.Mockito.verify;

/**
 * What {@code threadsnapshot} answers, beside the report.
 */
abstract class SnapshotHttpContract extends HttpContract {

	SnapshotHttpContract(String... stack) {
		super(stack);
	}

	@ParameterizedTest
	@ValueSource(strings = { "threadsnapshot", "threadsnapshot?detail=grouped" })
	void aSnapshotIsGroupedUnlessAskedOtherwise(String path) {
		HttpResponse<String> response = application().get(path);
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
		assertThat(response.body()).isEqualTo("""
				{"takenAt":"2026-01-01T12:00:00Z","detail":"grouped","threads":2,"groups":[{"threads":2,\
				"threadName":"pool-#-thread-#","kind":"PLATFORM","states":{"WAITING":2},\
				"frames":["java.util.concurrent.LinkedBlockingQueue.take(LinkedBlockingQueue.java:435)"],\
				"waitsOn":"ConditionObject","createdAt":[],"labels":{"tenant":{"acme":2}},"oldest":"PT9M"}]}""");
	}

	@Test
	void aSummaryHasCountsOnly() {
		assertThat(application().get("threadsnapshot?detail=summary").body()).isEqualTo("""
				{"takenAt":"2026-01-01T12:00:00Z","detail":"summary","threads":2,"states":{"WAITING":2},"daemon":1}""");
	}

	@Test
	void aFullSnapshotHasEveryThread() {
		assertThat(application().get("threadsnapshot?detail=full").body()).isEqualTo("""
				{"takenAt":"2026-01-01T12:00:00Z","detail":"full","threads":[{"id":77,"name":"pool-7-thread-1",\
				"kind":"PLATFORM","state":"WAITING","age":"PT9M","daemon":true,\
				"frames":["java.util.concurrent.LinkedBlockingQueue.take(LinkedBlockingQueue.java:435)"],\
				"waitsOn":"ConditionObject@1f",\
				"labels":{}}]}""");
	}

	@Test
	void aDifferenceTellsWhatHasChanged() {
		assertThat(application().get("threadsnapshot?since=5m").body()).isEqualTo("""
				{"takenAt":"2026-01-01T12:00:00Z","detail":"grouped","since":"2026-01-01T11:55:00Z","threads":2,\
				"threadsBefore":1,"grew":[{"change":1,"before":1,"now":2,"threadName":"pool-#-thread-#",\
				"kind":"PLATFORM","states":{"WAITING":2},\
				"frames":["java.util.concurrent.LinkedBlockingQueue.take(LinkedBlockingQueue.java:435)"],\
				"waitsOn":"ConditionObject","createdAt":[],"labels":{"tenant":{"acme":2}},"oldest":"PT9M"}],\
				"shrank":[],"appeared":[],"vanished":[]}""");
		assertThat(application().get("threadsnapshot?since=5m&detail=summary").body()).isEqualTo("""
				{"takenAt":"2026-01-01T12:00:00Z","detail":"summary","since":"2026-01-01T11:55:00Z","threads":2,\
				"threadsBefore":1}""");
	}

	/** By name, and by what a client accepts. */
	static Stream<Arguments> formats() {
		return Stream.of(arguments("json", "application/json", "{\"takenAt\""),
				arguments("json", "application/vnd.spring-boot.actuator.v3+json", "{\"takenAt\""),
				arguments("text", "text/plain", "2 threads at 2026-01-01T12:00:00Z: 2 WAITING; 1 daemon.\n\n2 threads"),
				arguments("collapsed", "text/vnd.threadleaks.collapsed",
						"pool-#-thread-#;java.util.concurrent.LinkedBlockingQueue.take"),
				arguments("dot", "text/vnd.graphviz", "digraph"),
				arguments("flamegraph", "text/html", "<!DOCTYPE html>"),
				arguments("pprof", "application/octet-stream", "\u001f"));
	}

	@ParameterizedTest
	@MethodSource("formats")
	void aFormatIsServedByItsNameAndByItsType(String format, String type, String begin) {
		for (HttpResponse<String> response : List.of(application().get("threadsnapshot/" + format),
				application().get("threadsnapshot", type))) {
			assertThat(response.statusCode()).isEqualTo(200);
			assertThat(response.body()).startsWith(begin);
		}
		assertThat(application().get("threadsnapshot", type).headers().firstValue("Content-Type"))
			.hasValueSatisfying((told) -> assertThat(told).startsWith(type));
		assertThat(application().get("threadsnapshot/" + format, "*/*").statusCode()).isEqualTo(200);
	}

	@Test
	void aBrowserGetsAPageAndAProgramJson() {
		assertThat(
				application().get("threadsnapshot", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8")
					.body())
			.startsWith("<!DOCTYPE html>");
		assertThat(application().get("threadsnapshot", "application/json, text/plain, */*").body()).startsWith("{");
		assertThat(application().get("threadsnapshot", "image/png").statusCode()).isEqualTo(406);
	}

	@ParameterizedTest
	@ValueSource(strings = { "threadleaks", "threadsnapshot", "threadsnapshot/text", "threadsnapshot?top=none" })
	void nobodyStoresOrMistakesOrFramesWhatIsServed(String path) {
		HttpResponse<String> response = application().get(path);
		assertThat(response.headers().firstValue("Cache-Control")).hasValue("no-store");
		assertThat(response.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
		assertThat(response.headers().firstValue("Content-Security-Policy")).hasValue("frame-ancestors 'none'");
		assertThat(application().get("health").headers().firstValue("Content-Security-Policy")).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "json", "text", "pprof", "flamegraph" })
	void headHasTheTypeAndNoBody(String format) {
		HttpResponse<String> head = application().head("threadsnapshot/" + format);
		assertThat(head.statusCode()).isEqualTo(200);
		assertThat(head.headers().firstValue("Content-Type"))
			.isEqualTo(application().get("threadsnapshot/" + format, "*/*").headers().firstValue("Content-Type"));
		assertThat(head.body()).isEmpty();
	}

	/** The next request finds other threads, so that parts of two make no whole. */
	@ParameterizedTest
	@ValueSource(strings = { "json", "text", "collapsed" })
	void aRangeIsServedWhole(String format) {
		HttpResponse<String> whole = application().get("threadsnapshot/" + format, "*/*");
		HttpResponse<String> range = application().range("threadsnapshot/" + format, "bytes=0-9");
		assertThat(range.statusCode()).isEqualTo(200);
		assertThat(range.body()).isEqualTo(whole.body());
	}

	@Test
	void bodiesAreCompressedWhereTheServerCompresses() {
		HttpResponse<byte[]> response = compressingApplication().compressed("threadsnapshot/flamegraph");
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.headers().firstValue("Content-Encoding")).hasValue("gzip");
		assertThat(response.body()).startsWith(0x1f, 0x8b);
	}

	@ParameterizedTest
	@ValueSource(strings = { "text", "collapsed", "pprof", "dot", "flamegraph", "json" })
	void everyFormatIsBlockedByTheSamePolicy(String format) {
		HttpResponse<String> response = protectedApplication().get("threadsnapshot/" + format + "?detail=full", "*/*");
		assertThat(response.statusCode()).isEqualTo(403);
		assertThat(response.body()).contains("\"reason\":\"detail-blocked\"");
		assertThat(protectedApplication().get("threadsnapshot/" + format, "*/*").statusCode()).isEqualTo(200);
	}

	@Test
	void parametersReachTheEngine() {
		HttpResponse<String> response = application().get(
				"threadsnapshot?state=WAITING&state=blocked&name=pool&frame=take&minAge=30s&top=7&kind=virtual&label=tenant%3D");
		assertThat(response.statusCode()).isEqualTo(200);
		verify(fake().monitor()).snapshot(argThat((query) -> query.top().equals(OptionalInt.of(7))
				&& query.states().size() == 2 && query.states().contains(Thread.State.BLOCKED)
				&& query.name().orElseThrow().pattern().equals("pool")
				&& query.frame().orElseThrow().pattern().equals("take") && query.minAge().toSeconds() == 30
				&& query.kind().equals(Optional.of(ThreadKind.VIRTUAL))
				&& query.label().orElseThrow().pattern().equals("tenant=")));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					detail | everything | be one of summary, grouped, full
					state  | SLEEPING   | be one or more of RUNNABLE, BLOCKED, WAITING, TIMED_WAITING, separated by commas
					name   | (          | be an RE2 pattern (no look-around, no back-references, at most 200 characters when repetitions are written out, no letters beyond U+1C80 with (?i))
					frame  | (?=x)      | be an RE2 pattern (no look-around, no back-references, at most 200 characters when repetitions are written out, no letters beyond U+1C80 with (?i))
					minAge | soon       | be a duration such as 30s, 10m, 2h, 1d or PT30S, at most 36500d
					kind   | carrier    | be platform or virtual
					label  | *          | be an RE2 pattern (no look-around, no back-references, at most 200 characters when repetitions are written out, no letters beyond U+1C80 with (?i))
					since  | -5m        | be a duration such as 30s, 10m, 2h, 1d or PT30S, at most 36500d
					top    | 0          | be a whole number from 1 to 100000""")
	void aBadParameterIsNamedWithItsValueAndWhatIsAllowed(String parameter, String value, String allowed) {
		String encoded = URLEncoder.encode(value, StandardCharsets.UTF_8);
		assertProblem(application().get("threadsnapshot?" + parameter + "=" + encoded), 400, """
				{"type":"about:blank","title":"Bad Request","status":400,"detail":"Parameter '%s' must %s, not '%s'.",\
				"reason":"bad-parameter","parameter":"%s"}""".formatted(parameter, allowed, value, parameter));
	}

	@Test
	void aProtectedProfileBlocksTheFullSnapshotAndSaysWhatToDoInstead() {
		assertProblem(protectedApplication().get("threadsnapshot?detail=full"), 403, """
				{"type":"about:blank","title":"Forbidden","status":403,"detail":"detail=full is not served here. \
				Use detail=grouped: it has the same stacks, without the names and ids of single threads. \
				The property threadleaks.snapshot.max-detail sets the limit.","reason":"detail-blocked"}""");
	}

	@ParameterizedTest
	@ValueSource(strings = { "threadsnapshot", "threadsnapshot?detail=grouped", "threadsnapshot?detail=summary",
			"threadleaks", "threadleaks/3f9a1c07" })
	void aProtectedProfileLeavesTheRestOpen(String path) {
		assertThat(protectedApplication().get(path).statusCode()).isEqualTo(200);
	}

	@Test
	void aFailedSnapshotGivesNothingAway() {
		willThrow(new OutOfMemoryError("password=hunter2")).given(fake().monitor())
			.snapshot(argThat((query) -> query != null && query.top().equals(OptionalInt.of(503))));
		assertProblem(application().get("threadsnapshot?top=503"), 503, """
				{"type":"about:blank","title":"Service Unavailable","status":503,"detail":"The snapshot could not be \
				taken. Try again, or use detail=summary: it needs the least memory. The threadleaks endpoint goes on \
				answering.","reason":"snapshot-failed"}""");
	}

	@Test
	void anUnknownFormatIsNotFound() {
		assertProblem(application().get("threadsnapshot/nosuch"), 404, """
				{"type":"about:blank","title":"Not Found","status":404,"detail":"There is no such format. Use one of \
				pprof, dot, collapsed, text, flamegraph, json.","reason":"unknown-format"}""");
	}

}
