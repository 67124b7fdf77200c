// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.lifecycle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.github.threadleaks.fixture.ChildJvm;
import io.github.threadleaks.fixture.RecorderProgram;
import io.github.threadleaks.settings.LifecycleSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * Without Flight Recorder everything else works, and it is said why.
 */
class NoFlightRecorderTests {

	private static void assertThatItGoesOn(String output) {
		assertThat(output).contains("Found: true").contains("Origin: UNRECORDED").contains("Failures: 0");
	}

	@Test
	void withItNothingIsDegraded() {
		assertThat(new ChildJvm().run(RecorderProgram.class)).contains("Found: true")
			.contains("Origin: AWAITED")
			.contains("Failures: 0")
			.contains("Degraded: []");
	}

	@Test
	void aRuntimeWithoutTheModule() {
		String output = new ChildJvm().options("--limit-modules", "java.base,java.management,java.logging")
			.run(RecorderProgram.class);
		assertThatItGoesOn(output);
		assertThat(output).contains("Degraded: [This Java runtime has no usable module jdk.jfr (NoClassDefFoundError),"
				+ " so it is not known which code starts threads."
				+ " Use a HotSpot runtime with it (jlink --add-modules jdk.jfr).]");
	}

	@Test
	void aLinkedImageWithoutTheModule(@TempDir Path directory) throws IOException, InterruptedException {
		Path jlink = Path.of(System.getProperty("java.home"), "bin", "jlink");
		assumeThat(jlink).as("to link an image").isExecutable();
		Path image = directory.resolve("image");
		Path log = directory.resolve("jlink.txt");
		Process process = new ProcessBuilder(jlink.toString(), "--add-modules",
				"java.base,java.management,java.logging", "--output", image.toString())
			.redirectErrorStream(true)
			.redirectOutput(log.toFile())
			.start();
		assertThat(process.waitFor()).as(Files.readString(log)).isZero();
		String output = new ChildJvm().javaHome(image).run(RecorderProgram.class);
		assertThatItGoesOn(output);
		assertThat(output).contains("no usable module jdk.jfr");
	}

	@Test
	void aTemporaryDirectoryThatCannotBeWrittenTo(@TempDir Path directory) throws IOException {
		// a directory without permission would not stop root
		Path file = Files.createFile(directory.resolve("file"));
		String output = new ChildJvm().options("-Djava.io.tmpdir=" + file.resolve("below")).run(RecorderProgram.class);
		assertThatItGoesOn(output);
		assertThat(output).contains("Degraded: [Flight Recorder could not start (")
			.contains("It needs a java.io.tmpdir that can be written to.]");
	}

	@Test
	void whoDoesNotWantItIsNotToldOfIt() {
		try (BirthRecorder recorder = new BirthRecorder(new LifecycleSettings(false, List.of()), System::nanoTime)) {
			recorder.start();
			assertThat(recorder.degraded()).isEmpty();
			assertThat(recorder.origin(Thread.currentThread().getId())).isSameAs(Origin.UNRECORDED);
			assertThat(recorder.virtualThreads()).isEqualTo(VirtualThreadCount.NONE);
		}
	}

}
