// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.lifecycle;

import java.util.ArrayList;
import java.util.List;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RecursiveAction;
import java.util.concurrent.TimeUnit;

import io.github.threadleaks.sample.Frame;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whoever starts a thread is named, in whatever way it is started.
 */
class CreationSiteTests {

	private static final String HERE = CreationSiteTests.class.getName();

	private static Recording recording;

	private final CountDownLatch end = new CountDownLatch(1);

	private final BlockingQueue<Thread> running = new LinkedBlockingQueue<>();

	private final List<ExecutorService> executors = new ArrayList<>();

	@BeforeAll
	static void record() {
		recording = Recording.start();
	}

	@AfterAll
	static void close() {
		recording.close();
	}

	@AfterEach
	void letGo() {
		this.end.countDown();
		this.executors.forEach(ExecutorService::shutdownNow);
	}

	/** What every thread does: it says that it runs, and stays. */
	private void stay() {
		this.running.add(Thread.currentThread());
		await(this.end);
	}

	private static void await(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private Thread next() throws InterruptedException {
		Thread thread = this.running.poll(30, TimeUnit.SECONDS);
		assertThat(thread).isNotNull();
		return thread;
	}

	private <E extends ExecutorService> E using(E executor) {
		this.executors.add(executor);
		return executor;
	}

	private void assertCreatedBy(String method) throws InterruptedException {
		Origin origin = recording.origin(next());
		assertThat(origin.knowledge()).isEqualTo(Origin.Knowledge.RECORDED);
		assertThat(origin.site().frames()).isNotEmpty().hasSizeLessThanOrEqualTo(CreationSite.MAX_FRAMES);
		Frame first = origin.site().frames().get(0);
		assertThat(first.site()).isEqualTo(HERE + "." + method);
		assertThat(first.toString()).matches(".*\\(CreationSiteTests\\.java:\\d+\\)");
	}

	@Test
	void aThreadOfOnesOwn() throws InterruptedException {
		new Thread(this::stay).start();
		assertCreatedBy("aThreadOfOnesOwn");
	}

	@Test
	void anExecutor() throws InterruptedException {
		using(Executors.newCachedThreadPool()).execute(this::stay);
		assertCreatedBy("anExecutor");
	}

	@Test
	void aScheduledExecutor() throws InterruptedException {
		Future<?> future = using(Executors.newScheduledThreadPool(2)).schedule(this::stay, 1, TimeUnit.MILLISECONDS);
		assertCreatedBy("aScheduledExecutor");
		assertThat(future).isNotDone();
	}

	@Test
	void aTimer() throws InterruptedException {
		Timer timer = new Timer();
		timer.schedule(new TimerTask() {
			@Override
			public void run() {
				stay();
			}
		}, 1);
		assertCreatedBy("aTimer");
		timer.cancel();
	}

	@Test
	void aFirstWorkerOfACompletableFuture() throws InterruptedException {
		ForkJoinPool pool = using(new ForkJoinPool(1));
		CompletableFuture<Void> future = CompletableFuture.runAsync(this::stay, pool);
		assertCreatedBy("aFirstWorkerOfACompletableFuture");
		assertThat(future).isNotDone();
	}

	@Test
	void aThreadFactory() throws InterruptedException {
		ExecutorService executor = using(
				Executors.newSingleThreadExecutor((task) -> new Thread(task, "made-by-a-factory")));
		executor.execute(this::stay);
		assertCreatedBy("aThreadFactory");
	}

	@Test
	void aHelperAndItsCallers() throws InterruptedException {
		helper();
		Origin origin = recording.origin(next());
		assertThat(origin.site().frames()).extracting(Frame::site)
			.startsWith(HERE + ".helperOfHelper", HERE + ".helper", HERE + ".aHelperAndItsCallers");
	}

	private void helper() {
		helperOfHelper();
	}

	private void helperOfHelper() {
		new Thread(this::stay).start();
	}

	@Test
	void aLambdaAndNotTheHiddenClassBeforeIt() throws InterruptedException {
		Runnable starter = () -> new Thread(this::stay).start();
		starter.run();
		Origin origin = recording.origin(next());
		assertThat(origin.site().frames().get(0).site()).startsWith(HERE + ".lambda$");
		assertThat(origin.site().frames().get(1).site()).isEqualTo(HERE + ".aLambdaAndNotTheHiddenClassBeforeIt");
	}

	@Test
	void aReplacedWorkerInheritsItsPredecessors() throws InterruptedException {
		ExecutorService executor = using(Executors.newFixedThreadPool(1, (task) -> {
			Thread thread = new Thread(task);
			thread.setUncaughtExceptionHandler((dying, ex) -> {
			});
			return thread;
		}));
		CountDownLatch queued = new CountDownLatch(1);
		executor.execute(() -> {
			await(queued);
			throw new IllegalStateException("planted");
		});
		executor.execute(this::stay);
		queued.countDown();
		Origin origin = recording.origin(next());
		assertThat(origin.knowledge()).isEqualTo(Origin.Knowledge.INHERITED);
		assertThat(origin.site().frames().get(0).site()).isEqualTo(HERE + ".aReplacedWorkerInheritsItsPredecessors");
	}

	/** Forks until the pool is full: workers start workers. */
	private final class Fork extends RecursiveAction {

		private static final long serialVersionUID = 1L;

		private final int depth;

		Fork(int depth) {
			this.depth = depth;
		}

		@Override
		protected void compute() {
			if (this.depth > 0) {
				new Fork(this.depth - 1).fork();
			}
			stay();
		}

	}

	@Test
	void forkJoinWorkersThatWorkersStart() throws InterruptedException {
		ForkJoinPool pool = using(new ForkJoinPool(4));
		pool.execute(new Fork(3));
		for (int i = 0; i < 4; i++) {
			Origin origin = recording.origin(next());
			assertThat(origin.site().frames().get(0).site()).isIn(HERE + ".forkJoinWorkersThatWorkersStart",
					HERE + "$Fork.compute");
		}
	}

	@Test
	void sitesCountBirthsAndDeaths() throws InterruptedException {
		for (int i = 0; i < 3; i++) {
			new Thread(this::stay).start();
		}
		Origin origin = recording.origin(next());
		recording.origin(next());
		recording.origin(next());
		assertThat(recording.recorder().sites().get(origin.site())).extracting("started", "ended")
			.containsExactly(3L, 0L);
		this.end.countDown();
		Awaitility.await()
			.untilAsserted(
					() -> assertThat(recording.recorder().sites().get(origin.site())).extracting("started", "ended")
						.containsExactly(3L, 3L));
	}

}
