// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.lifecycle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import io.github.threadleaks.fixture.Blocking;
import io.github.threadleaks.fixture.ChildJvm;
import io.github.threadleaks.fixture.LeakedThreads;
import io.github.threadleaks.fixture.UserRecordingProgram;
import jdk.jfr.EventType;
import jdk.jfr.FlightRecorder;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import jdk.jfr.consumer.RecordingStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * The stream of a real Flight Recorder: what it leaves to others, and what of it is left.
 */
class BirthRecorderTests {

	private static void startAndEnd(String name, int count) {
		try (LeakedThreads threads = LeakedThreads.start(count, name, Blocking.LATCH)) {
			assertThat(threads.threads()).hasSize(count);
		}
	}

	private static long births(List<RecordedEvent> events, String name) {
		return events.stream()
			.filter((event) -> event.getEventType().getName().equals("jdk.ThreadStart"))
			.filter((event) -> name.equals(event.getThread("thread").getJavaName()))
			.count();
	}

	@Test
	void aRecordingOfSomebodyElseIsComplete(@TempDir Path directory) throws IOException {
		try (jdk.jfr.Recording users = new jdk.jfr.Recording()) {
			users.enable("jdk.ThreadStart").withoutStackTrace();
			users.start();
			startAndEnd("before", 20);
			try (Recording recording = Recording.start()) {
				startAndEnd("while", 20);
				Awaitility.await().until(() -> recording.recorder().totals().ended() >= 20);
			}
			startAndEnd("after", 20);
			users.stop();
			Path file = directory.resolve("users.jfr");
			users.dump(file);
			List<RecordedEvent> events = RecordingFile.readAllEvents(file);
			for (String phase : List.of("before", "while", "after")) {
				assertThat(births(events, phase)).as(phase).isEqualTo(20);
			}
		}
	}

	@Test
	void aStreamOfSomebodyElseGoesOn() {
		List<String> heard = Collections.synchronizedList(new ArrayList<>());
		try (RecordingStream users = new RecordingStream()) {
			users.enable("jdk.ThreadStart").withoutStackTrace();
			users.onEvent("jdk.ThreadStart", (event) -> heard.add(event.getThread("thread").getJavaName()));
			users.startAsync();
			try (Recording recording = Recording.start()) {
				startAndEnd("while", 20);
				Awaitility.await().until(() -> recording.recorder().totals().ended() >= 20);
			}
			startAndEnd("after", 20);
			Awaitility.await().until(() -> Collections.frequency(heard, "after") == 20);
			assertThat(Collections.frequency(heard, "while")).isEqualTo(20);
		}
	}

	@Test
	void aRecordingOfJcmdIsComplete() {
		assumeThat(Path.of(System.getProperty("java.home"), "bin", "jcmd")).isExecutable();
		assertThat(new ChildJvm().run(UserRecordingProgram.class)).contains("Check while: true")
			.contains("Check after: true")
			.contains("Recorded before: true")
			.contains("Recorded while: true")
			.contains("Recorded after: true");
	}

	/**
	 * The numbers of the threads that read an event stream, but for those that were there
	 * before: one of another test may be about to end.
	 */
	private static List<Long> streams(Collection<Long> before) {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> thread.getName().startsWith("JFR Event Stream"))
			.map(Thread::getId)
			.filter((id) -> !before.contains(id))
			.toList();
	}

	@Test
	void nothingIsLeftAfterItWasClosed() throws IOException {
		List<Long> before = streams(Set.of());
		int recordings = FlightRecorder.getFlightRecorder().getRecordings().size();
		Recording recording = Recording.start();
		Path repository = Path.of(System.getProperty("jdk.jfr.repository"));
		startAndEnd("some", 20);
		Awaitility.await().until(() -> recording.recorder().totals().ended() >= 20);
		assertThat(chunks(repository)).isPositive();
		assertThat(streams(before)).hasSize(1);
		recording.close();
		recording.close();
		Awaitility.await().until(() -> streams(before).isEmpty());
		assertThat(FlightRecorder.getFlightRecorder().getRecordings()).hasSize(recordings);
		assertThat(chunks(repository)).isZero();
		assertThat(FlightRecorder.getFlightRecorder().getEventTypes()).extracting(EventType::getName)
			.contains("jdk.ThreadStart")
			.doesNotContain(ClockEvent.NAME);
		recording.recorder().start();
		assertThat(streams(before)).isEmpty();
		assertThat(recording.recorder().degraded()).isEmpty();
	}

	private static long chunks(Path repository) throws IOException {
		try (Stream<Path> files = Files.walk(repository)) {
			return files.filter((file) -> file.toString().endsWith(".jfr")).count();
		}
	}

	@Test
	void twoRecordersDoNotDisturbEachOther() {
		try (Recording first = Recording.start()) {
			try (Recording second = Recording.start()) {
				startAndEnd("both", 5);
				Awaitility.await().until(() -> second.recorder().totals().ended() >= 5);
			}
			try (LeakedThreads threads = LeakedThreads.start(1, "one", Blocking.LATCH)) {
				assertThat(first.origin(threads.threads().get(0)).knowledge()).isEqualTo(Origin.Knowledge.RECORDED);
				// only the clock's progress tells that a birth will not be told any more
				Awaitility.await().until(() -> first.recorder().origin(Long.MAX_VALUE).equals(Origin.UNRECORDED));
			}
		}
	}

	@Test
	void aStreamThatIsStoppedByOthersIsSaid() {
		try (Recording recording = Recording.start()) {
			FlightRecorder.getFlightRecorder().getRecordings().forEach(jdk.jfr.Recording::close);
			Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> !recording.recorder().degraded().isEmpty());
			assertThat(recording.recorder().degraded()).singleElement()
				.asString()
				.containsAnyOf("Flight Recorder's stream has ended: ", "Flight Recorder has told nothing for 20 s: ");
			assertThat(recording.recorder().origin(Long.MAX_VALUE)).isSameAs(Origin.UNRECORDED);
		}
	}

	@Test
	void threadsAreOlderThanTheRecordingOrNew() {
		try (LeakedThreads threads = LeakedThreads.start(2, "old-%d", Blocking.LATCH);
				Recording recording = Recording.start()) {
			Thread old = threads.threads().get(0);
			assertThat(recording.origin(old)).isSameAs(Origin.EARLIER);
			threads.startMore(1, "new-%d", Blocking.LATCH);
			assertThat(recording.origin(threads.threads().get(2)).knowledge()).isEqualTo(Origin.Knowledge.RECORDED);
		}
	}

	@Test
	void lifetimesAreTold() {
		List<Long> lifetimes = Collections.synchronizedList(new ArrayList<>());
		try (Recording recording = Recording.start()) {
			recording.recorder().addLifetimeListener(lifetimes::add);
			startAndEnd("some", 7);
			Awaitility.await().until(() -> recording.recorder().totals().lifetimes() >= 7);
			LifecycleTotals totals = recording.recorder().totals();
			assertThat(totals.started()).isGreaterThanOrEqualTo(totals.lifetimes());
			assertThat(totals.longest()).isPositive().isLessThanOrEqualTo(totals.lifetime());
			assertThat(lifetimes).hasSizeGreaterThanOrEqualTo(7).allMatch((lifetime) -> lifetime >= 0);
			assertThat(lifetimes.stream().mapToLong(Long::longValue).max()).hasValue(totals.longest().toNanos());
		}
	}

}
