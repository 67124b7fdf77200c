// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.sample;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class DumpReaderTests {

	private static final int MANY = 1_000;

	private static final String PARKED = """
			"java.base\\/java.lang.VirtualThread.park(VirtualThread.java:742)",
			"java.base\\/java.util.concurrent.locks.LockSupport.park(LockSupport.java:221)",
			"java.base\\/java.util.concurrent.CompletableFuture.get(CompletableFuture.java:2093)",
			"app\\/\\/com.acme.Orders$$Lambda\\/0x00007f01.call(Unknown Source)",
			"com.acme.Orders.lambda$price$0(Orders.java:9)",
			"java.base\\/java.util.concurrent.FutureTask.run(FutureTask.java:328)",
			"java.base\\/java.util.concurrent.ThreadPerTaskExecutor$ThreadBoundFuture.run(ThreadPerTaskExecutor.java:323)",
			"java.base\\/java.lang.VirtualThread.run(VirtualThread.java:460)"
			""";

	/** As JDK 25 writes it. */
	private static final String STRINGS = """
			{ "threadDump": { "processId": "17", "time": "2026-01-01T00:00:00Z", "runtimeVersion": "25.0.3+9",
			  "threadContainers": [
			   { "container": "<root>", "parent": null, "owner": null,
			     "threads": [
			       { "tid": "3", "time": "2026-01-01T00:00:00Z", "name": "main", "state": "RUNNABLE",
			         "stack": [ "com.acme.App.main(App.java:3)" ] },
			       { "tid": "30", "virtual": true, "name": "blocked", "state": "BLOCKED",
			         "blockedOn": "java.lang.Object@7e0b37bc", "carrier": "23",
			         "stack": [ "com.acme.App.run(App.java:16)", "java.base\\/java.lang.VirtualThread.run(VirtualThread.java:460)" ],
			         "monitorsOwned": [ { "depth": 4, "locks": [ "java.lang.Object@1", null ] } ] } ],
			     "threadCount": "2" },
			   { "container": "java.util.concurrent.ThreadPerTaskExecutor@504bae78", "parent": "<root>", "owner": "3",
			     "threads": [
			       { "tid": "22", "virtual": true, "name": "", "state": "WAITING",
			         "parkBlocker": { "object": "java.util.concurrent.CompletableFuture$Signaller@f59ebb3d", "owner": "3" },
			         "stack": [ %s ] } ],
			     "threadCount": "1" } ] } }
			"""
		.formatted(PARKED);

	private final DumpReader reader = new DumpReader(48);

	private DumpReader.Content read(String json) throws IOException {
		return this.reader.read(new StringReader(json), MANY);
	}

	private static DumpedThread thread(DumpReader.Content content, long id) {
		return content.threads().stream().filter((thread) -> thread.id() == id).findFirst().orElseThrow();
	}

	@Test
	void readsWhatJdk25Writes() throws IOException {
		DumpReader.Content content = read(STRINGS);
		assertThat(content.threads()).extracting(DumpedThread::id).containsExactly(3L, 30L, 22L);
		assertThat(content.threads()).extracting(DumpedThread::virtual).containsExactly(false, true, true);
		assertThat(content.whole()).isTrue();
		assertThat(content.cut()).isFalse();
		DumpedThread parked = thread(content, 22);
		assertThat(parked.state()).isEqualTo(Thread.State.WAITING);
		assertThat(parked.container()).isEqualTo("java.util.concurrent.ThreadPerTaskExecutor@504bae78");
		assertThat(parked.lock())
			.isEqualTo(new WaitLock("java.util.concurrent.CompletableFuture$Signaller", 0xf59ebb3d, 3));
		assertThat(parked.entry()).hasToString("com.acme.Orders.lambda$price$0(Orders.java:9)");
		assertThat(parked.stack().frames()).hasSize(8)
			.extracting(Frame::toString)
			.contains("java.lang.VirtualThread.park(VirtualThread.java:742)",
					"com.acme.Orders$$Lambda.call(Unknown Source)");
		DumpedThread blocked = thread(content, 30);
		assertThat(blocked.state()).isEqualTo(Thread.State.BLOCKED);
		assertThat(blocked.lock()).isEqualTo(new WaitLock("java.lang.Object", 0x7e0b37bc, -1));
		assertThat(blocked.entry().site()).isEqualTo("com.acme.App.run");
	}

	@Test
	void readsNumbersAsNumbers() throws IOException {
		String numbers = STRINGS.replaceAll("\"(tid|threadCount|owner|carrier|processId)\": \"(\\d+)\"", "\"$1\": $2");
		assertThat(numbers).contains("\"tid\": 22").contains("\"threadCount\": 1");
		assertThat(read(numbers)).isEqualTo(read(STRINGS));
	}

	/** Without kind, state and locks. */
	@Test
	void readsWhatJdk21Writes() throws IOException {
		DumpReader.Content content = read("""
				{ "threadDump": { "threadContainers": [ { "container": "<root>", "parent": null, "owner": null,
				  "threads": [
				    { "tid": "1", "name": "main", "stack": [ "com.acme.App.main(App.java:3)" ] },
				    { "tid": "2", "name": "", "stack": [ %s ] },
				    { "tid": "3", "name": "", "stack": [
				      "java.base\\/java.lang.VirtualThread.parkNanos(VirtualThread.java:631)",
				      "java.base\\/java.lang.Thread.sleep(Thread.java:509)", "com.acme.A.run(A.java:1)",
				      "java.base\\/java.lang.VirtualThread.run(VirtualThread.java:309)" ] },
				    { "tid": "4", "name": "", "stack": [ "com.acme.A.spin(A.java:1)",
				      "java.base\\/java.lang.VirtualThread.run(VirtualThread.java:309)" ] } ],
				  "threadCount": "4" } ] } }
				""".formatted(PARKED));
		assertThat(content.threads()).extracting(DumpedThread::virtual).containsExactly(false, true, true, true);
		assertThat(content.threads()).extracting(DumpedThread::state)
			.endsWith(Thread.State.WAITING, Thread.State.TIMED_WAITING, Thread.State.RUNNABLE);
		assertThat(content.threads()).extracting(DumpedThread::lock).containsOnly(WaitLock.NONE);
	}

	@Test
	void equalStacksAreOne() throws IOException {
		ThreadStack first = thread(read(STRINGS), 22).stack();
		assertThat(thread(read(STRINGS), 22).stack()).isSameAs(first);
	}

	@Test
	void whatIsCountedAndNotListedIsMissing() throws IOException {
		assertThat(read(STRINGS.replace("\"threadCount\": \"2\"", "\"threadCount\": \"1000\"")).whole()).isFalse();
	}

	@Test
	void stopsAtTheLimitAndSaysSo() throws IOException {
		DumpReader.Content content = this.reader.read(new StringReader(STRINGS), 1);
		assertThat(content.cut()).isTrue();
		assertThat(content.threads().stream().filter(DumpedThread::virtual)).extracting(DumpedThread::id)
			.containsExactly(30L);
		assertThat(this.reader.read(new StringReader(STRINGS), 2).cut()).isFalse();
	}

	@Test
	void unknownAndMisshapenFieldsAreSkipped() throws IOException {
		String odd = STRINGS
			.replace("\"name\": \"blocked\"",
					"\"later\": { \"a\": [ 1, { \"b\": [] } ] }, \"labels\": [], \"name\": [ {} ]")
			.replace("\"state\": \"BLOCKED\"", "\"state\": \"DOZING\"")
			.replace("@7e0b37bc", "@an object")
			.replace("\"com.acme.App.run(App.java:16)\"", "\"no frame\", 17, { \"f\": \"g\" }");
		DumpedThread thread = thread(read(odd), 30);
		assertThat(thread.name()).isEmpty();
		assertThat(thread.state()).isEqualTo(Thread.State.RUNNABLE);
		assertThat(thread.lock()).isEqualTo(WaitLock.NONE);
		assertThat(thread.stack().frames()).hasSize(2).startsWith(Frame.UNKNOWN);
		assertThat(thread(read(odd), 22).state()).isEqualTo(Thread.State.WAITING);
	}

	@Test
	void hostileNamesComeThroughAndLongOnesAreCut() throws IOException {
		assertThat(
				thread(read(STRINGS.replace("\"blocked\"", "\"\\\"}]\\n\\u001b\\t\\\\ \\ud83d\\ude00\"")), 30).name())
			.isEqualTo("\"}]\n\u001b\t\\ \ud83d\ude00");
		String huge = STRINGS.replace("\"blocked\"", "\"" + "x".repeat(3_000_000) + "\"");
		assertThat(thread(read(huge), 30).name()).hasSize(JsonPull.MAX_TEXT);
	}

	@Test
	void aDumpThatEndsAnywhereIsRefused() {
		String whole = STRINGS.strip();
		for (int end = 1; end < whole.length(); end++) {
			String part = whole.substring(0, end);
			assertThatExceptionOfType(MalformedDumpException.class).isThrownBy(() -> read(part));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "}", "]", ":", "{]]", "\"\\u12", "\"\\", "<html>" })
	void whatIsNoJsonIsRefused(String text) {
		assertThatExceptionOfType(MalformedDumpException.class).isThrownBy(() -> read(text));
	}

	@Test
	void deepNestingIsRefused() {
		assertThatExceptionOfType(MalformedDumpException.class).isThrownBy(() -> read("[".repeat(100_000)));
		assertThatExceptionOfType(MalformedDumpException.class)
			.isThrownBy(() -> read(STRINGS.replace("\"blocked\"", "{\"a\":".repeat(100_000))));
	}

	@Test
	void anEmptyTextHasNoThreads() throws IOException {
		assertThat(read("").threads()).isEmpty();
		assertThat(read("{}").threads()).isEmpty();
		assertThat(read("{ \"threadContainers\": 3 }").threads()).isEmpty();
	}

	/** Ends, and throws nothing else than what is stated. */
	@Test
	void whateverComesIsReadOrRefused() {
		Random random = new Random(42);
		int refused = 0;
		for (int i = 0; i < 20_000; i++) {
			byte[] bytes = (i % 4 == 0) ? new byte[random.nextInt(300)] : STRINGS.getBytes(StandardCharsets.UTF_8);
			if (i % 4 == 0) {
				random.nextBytes(bytes);
			}
			else {
				damage(bytes, random);
			}
			try {
				List<DumpedThread> threads = this.reader
					.read(new InputStreamReader(new ByteArrayInputStream(bytes), StandardCharsets.UTF_8), MANY)
					.threads();
				assertThat(threads).hasSizeLessThan(4);
			}
			catch (MalformedDumpException ex) {
				refused++;
			}
			catch (IOException ex) {
				throw new AssertionError(ex);
			}
		}
		assertThat(refused).isBetween(2_000, 18_000);
	}

	private static void damage(byte[] bytes, Random random) {
		String marks = "{}[]\":,\\ 0ntu@.(/";
		for (int n = 1 + random.nextInt(3); n > 0; n--) {
			bytes[random.nextInt(bytes.length)] = (byte) (random.nextBoolean()
					? marks.charAt(random.nextInt(marks.length())) : random.nextInt(256));
		}
	}

}
