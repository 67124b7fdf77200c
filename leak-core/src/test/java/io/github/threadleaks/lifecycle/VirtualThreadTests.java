// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.lifecycle;

import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Virtual threads of a real JVM, where it has them.
 */
class VirtualThreadTests {

	private static Thread startVirtual(Runnable task) {
		try {
			return (Thread) Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, task);
		}
		catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static void await(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@Test
	@EnabledForJreRange(max = JRE.JAVA_18)
	void beforeJdk21ThereAreNone() {
		try (Recording recording = Recording.start()) {
			assertThat(recording.recorder().virtualThreads()).isEqualTo(VirtualThreadCount.NONE);
		}
	}

	@Test
	@EnabledForJreRange(min = JRE.JAVA_21)
	void theyAreCountedByTheirEvents() throws InterruptedException {
		CountDownLatch end = new CountDownLatch(1);
		try (Recording recording = Recording.start()) {
			List<Thread> threads = new ArrayList<>();
			for (int i = 0; i < 500; i++) {
				threads.add(startVirtual(() -> await(end)));
			}
			Awaitility.await().until(() -> recording.recorder().virtualThreads().live() == 500);
			assertThat(recording.recorder().virtualThreads().available()).isTrue();
			assertThat(recording.recorder().virtualThreads().counted()).isTrue();
			end.countDown();
			for (Thread thread : threads) {
				thread.join();
			}
			Awaitility.await().until(() -> recording.recorder().virtualThreads().live() == 0);
		}
	}

	@Test
	@EnabledForJreRange(min = JRE.JAVA_21)
	void whatTheyStartIsTheirRequests() throws InterruptedException {
		CountDownLatch end = new CountDownLatch(1);
		BlockingQueue<Thread> started = new LinkedBlockingQueue<>();
		try (Recording recording = Recording.start()) {
			// carriers are started first: what is started within the request is told by
			// count
			startVirtual(() -> {
			}).join();
			ServedRequest request = new ServedRequest();
			startVirtual(() -> {
				StartContext context = new StartContext(Optional.of(request), Map.of());
				ContextScope scope = recording.contexts().enter(context, null);
				CountDownLatch runs = new CountDownLatch(1);
				Thread thread = new Thread(() -> {
					runs.countDown();
					await(end);
				});
				thread.start();
				await(runs);
				started.add(thread);
				scope.close();
			}).join();
			Thread thread = started.poll(30, TimeUnit.SECONDS);
			assertThat(thread).isNotNull();
			Origin origin = recording.origin(thread);
			assertThat(origin.site().frames().get(0).site()).startsWith(VirtualThreadTests.class.getName());
			assertThat(origin.context().request()).containsSame(request);
		}
		finally {
			end.countDown();
		}
	}

}
