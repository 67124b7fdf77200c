// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks;

import java.lang.ref.WeakReference;
import java.net.URLClassLoader;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

import io.github.threadleaks.fixture.ThrowawayTask;
import io.github.threadleaks.redact.Redactor;
import io.github.threadleaks.sample.SampledThread;
import io.github.threadleaks.sample.SamplingBudget;
import io.github.threadleaks.sample.ThreadSample;
import io.github.threadleaks.sample.ThreadSampler;
import io.github.threadleaks.settings.DetectionSettings;
import io.github.threadleaks.settings.SamplingSettings;
import io.github.threadleaks.settings.ThreadLeakSettings;
import io.github.threadleaks.snapshot.SnapshotQuery;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ClassLoaderReleaseTests {

	private static final ThreadLeakSettings SETTINGS = new ThreadLeakSettings(
			new SamplingSettings(Duration.ofSeconds(1), 1, 48, 50_000), DetectionSettings.DEFAULTS);

	private final ThreadSampler sampler = new ThreadSampler(SETTINGS.sampling(),
			new SamplingBudget(SETTINGS.sampling()));

	@Test
	void aClassLoaderWhoseThreadWasCapturedCanGo() throws Exception {
		try (ThreadLeakMonitor monitor = ThreadLeakMonitor.create(SETTINGS, Redactor.standard(List.of()),
				InstantSource.system())) {
			monitor.start();
			WeakReference<ClassLoader> loader = runAndCapture(monitor);
			Awaitility.await().pollInterval(Duration.ofMillis(50)).until(() -> {
				System.gc();
				return loader.get() == null;
			});
			assertThat(monitor.totals().failures()).isZero();
			assertThat(this.sampler.sample(Instant.EPOCH.plusSeconds(10)).threads()).isNotEmpty();
		}
	}

	private WeakReference<ClassLoader> runAndCapture(ThreadLeakMonitor monitor) throws Exception {
		try (URLClassLoader loader = ThrowawayTask.loader()) {
			Runnable task = ThrowawayTask.of(loader);
			assertThat(task.getClass().getClassLoader()).isSameAs(loader);
			Thread thread = new Thread(task, "throwaway");
			thread.start();
			Awaitility.await().until(() -> thread.getState() == Thread.State.WAITING);
			captured(thread.getId());
			long samples = monitor.totals().samples();
			Awaitility.await().until(() -> monitor.totals().samples() >= samples + 2);
			assertThat(monitor.snapshot(SnapshotQuery.GROUPED).threads()).isPositive();
			((AutoCloseable) task).close();
			thread.join();
			return new WeakReference<>(loader);
		}
	}

	private void captured(long id) {
		this.sampler.sample(Instant.EPOCH);
		ThreadSample sample = this.sampler.sample(Instant.EPOCH.plusSeconds(5));
		SampledThread captured = sample.threads()
			.stream()
			.filter((thread) -> thread.id() == id)
			.findFirst()
			.orElseThrow();
		assertThat(captured.lock().type()).isEqualTo(ThrowawayTask.class.getName());
		assertThat(captured.stack().toString()).contains(ThrowawayTask.class.getName() + ".waitUntilClosed")
			.contains(ThrowawayTask.class.getName() + "$$Lambda.run")
			.doesNotContain("/0x");
	}

}
