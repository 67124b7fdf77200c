// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.lifecycle;

import java.time.Duration;
import java.util.List;

import io.github.threadleaks.settings.LifecycleSettings;
import org.awaitility.Awaitility;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A recorder that records, and waits for what is told late.
 */
final class Recording implements AutoCloseable {

	static {
		// events come a second late, and later on a busy machine
		Awaitility.setDefaultTimeout(Duration.ofSeconds(60));
		// a thread of Awaitility's is one that a request may seem to have started
		Awaitility.pollInSameThread();
	}

	private final ThreadContexts contexts = new ThreadContexts(System::nanoTime);

	private final BirthRecorder recorder;

	private Recording(List<String> packages) {
		this.recorder = new BirthRecorder(new LifecycleSettings(true, packages), System::nanoTime, this.contexts);
	}

	static Recording start(String... packages) {
		Recording recording = new Recording(List.of(packages));
		recording.recorder.start();
		assertThat(recording.recorder.degraded()).isEmpty();
		return recording;
	}

	BirthRecorder recorder() {
		return this.recorder;
	}

	ThreadContexts contexts() {
		return this.contexts;
	}

	/** The origin of a live thread, when it has been told. */
	Origin origin(Thread thread) {
		Awaitility.await()
			.atMost(Duration.ofSeconds(30))
			.pollDelay(Duration.ZERO)
			.until(() -> this.recorder.origin(thread.getId()).knowledge() != Origin.Knowledge.AWAITED);
		return this.recorder.origin(thread.getId());
	}

	@Override
	public void close() {
		this.recorder.close();
	}

}
