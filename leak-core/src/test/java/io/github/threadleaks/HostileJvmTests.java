// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import io.github.threadleaks.fixture.ChildJvm;
import io.github.threadleaks.fixture.ExecutorLeakProgram;
import io.github.threadleaks.fixture.FullHeapProgram;
import io.github.threadleaks.fixture.NoMoreThreadsProgram;
import io.github.threadleaks.fixture.VirtualThreadProgram;
import io.github.threadleaks.fixture.VirtualThreadRushProgram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

class HostileJvmTests {

	@Test
	void aJvmWithoutTheJdksOwnManagementFindsAnExecutorLeak() {
		assertThat(new ChildJvm().options("--limit-modules", "java.base,java.management,java.logging")
			.run(ExecutorLeakProgram.class)).contains("Management bean: sun.management.ThreadImpl")
			.contains("Degraded: []")
			.contains("Found: CONFIRMED EXECUTOR_NOT_SHUT_DOWN 60");
	}

	@Test
	void aFullHeapIsSurvived() {
		assertThat(new ChildJvm().options("-Xmx24m").run(FullHeapProgram.class))
			.contains("Answered while the heap was full: true")
			.contains("Sampled again: true");
	}

	/** The limit counts all threads of a user and not those of root, so: of nobody. */
	@Test
	void aJvmThatCanStartNoMoreThreadsIsSampledOn(@TempDir Path directory) throws IOException {
		assumeThat(Path.of("/usr/bin/setpriv")).as("to run as a user with a limit").isExecutable();
		assumeThat(System.getProperty("user.name")).as("only root may become nobody").isEqualTo("root");
		directory.toFile().setExecutable(true, false);
		assertThat(Files.isReadable(directory)).isTrue();
		ChildJvm jvm = new ChildJvm().readableBelow(directory)
			.launchedBy("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "bash", "-c",
					"ulimit -u 200; exec \"$@\"", "limited");
		assertThat(jvm.run(NoMoreThreadsProgram.class)).contains("No more threads: true")
			.contains("Sampled on: true")
			.contains("Snapshot: true")
			.contains("Nearest limit: ulimit -u of 200")
			.contains("Failures: 0");
	}

	@Test
	@EnabledForJreRange(min = JRE.JAVA_21, disabledReason = "virtual threads came with JDK 21")
	void virtualThreadsAreToldInAJvmThatTracksThem() {
		assertThat(new ChildJvm().run(VirtualThreadProgram.class)).contains("Alone: 3")
			.contains("In the executor: 3")
			.contains("Whole: true")
			.contains("Lacks: []");
	}

	@Test
	@EnabledForJreRange(min = JRE.JAVA_21, disabledReason = "virtual threads came with JDK 21")
	void virtualThreadsThatTheJvmKeepsToItselfAreSaidToBeMissing() {
		assertThat(new ChildJvm().options("-Djdk.trackAllThreads=false").run(VirtualThreadProgram.class))
			.contains("Alone: 0")
			.contains("In the executor: 3")
			.contains("Whole: false")
			.contains("Lacks: [Virtual threads that were not started by an executor are not listed by this JVM");
	}

	@Test
	@EnabledForJreRange(min = JRE.JAVA_21, disabledReason = "virtual threads came with JDK 21")
	void withoutADirectoryForTemporaryFilesVirtualThreadsAreNotReadAndItSaysSo() {
		assertThat(new ChildJvm().options("-Djava.io.tmpdir=/nowhere").run(VirtualThreadProgram.class))
			.contains("Failure: Virtual threads could not be read (NoSuchFileException):"
					+ " the directory for temporary files must be writable.");
	}

	@Test
	@EnabledForJreRange(min = JRE.JAVA_21, disabledReason = "virtual threads came with JDK 21")
	void aRushOfShortLivedVirtualThreadsIsNeitherAccusedNorRead(@TempDir Path directory) {
		assertThat(new ChildJvm().options("-Djava.io.tmpdir=" + directory).run(VirtualThreadRushProgram.class))
			.doesNotContain("Alarm")
			.contains("Leaks: [][]")
			.contains("Degraded: [Virtual threads are not counted: ")
			.contains("Failures: 0")
			.contains("Dumps: 0");
	}

}
