// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.lifecycle;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A thread was started in the request and with the labels that its parent had then.
 */
class ContextTests {

	/** Counts are some seconds old, more on a busy machine. */
	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private final Recording recording = Recording.start();

	private final ThreadContexts contexts = this.recording.contexts();

	private final CountDownLatch end = new CountDownLatch(1);

	private final BlockingQueue<Thread> running = new LinkedBlockingQueue<>();

	@AfterEach
	void close() {
		this.end.countDown();
		this.recording.close();
	}

	private void stay() {
		this.running.add(Thread.currentThread());
		try {
			this.end.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/** Starts a thread and waits until it runs. */
	private Thread begin() {
		new Thread(this::stay).start();
		return next();
	}

	private Thread next() {
		try {
			Thread thread = this.running.poll(30, TimeUnit.SECONDS);
			assertThat(thread).isNotNull();
			return thread;
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private StartContext contextOf(Thread thread) {
		return this.recording.origin(thread).context();
	}

	private Thread within(ServedRequest request, String route) {
		Thread thread = during(request);
		this.contexts.end(request, route, "");
		return thread;
	}

	/** A thread of a request that goes on. */
	private Thread during(ServedRequest request) {
		ContextScope scope = this.contexts.enter(request, getClass().getName() + ".during");
		Thread thread = begin();
		scope.close();
		return thread;
	}

	private void export() {
		new Thread(this::stay).start();
	}

	private void print() {
		new Thread(Thread::yield).start();
	}

	private static void join(Thread thread) {
		try {
			thread.join();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private void serve(String route, String handler, Runnable body) {
		ServedRequest request = new ServedRequest();
		ContextScope scope = this.contexts.enter(request, getClass().getName() + ".serve");
		body.run();
		scope.close();
		this.contexts.end(request, route, getClass().getName() + "." + handler);
	}

	@Test
	void aHandlerInTheStackTellsMoreThanTheTime() {
		List<Thread> exports = new ArrayList<>();
		for (int i = 0; i < 100; i++) {
			serve("POST /export", "export", this::export);
			serve("POST /print", "print", this::print);
		}
		for (int i = 0; i < 100; i++) {
			exports.add(next());
		}
		assertThat(exports).allSatisfy((thread) -> assertThat(contextOf(thread).request()).isPresent());
		Awaitility.await()
			.atMost(PATIENCE)
			.untilAsserted(() -> assertThat(this.recording.recorder().outlivedRequests())
				.isEqualTo(Map.of("POST /export", 100)));
	}

	@Test
	void aThreadIsStartedWithinItsRequest() {
		Thread before = begin();
		ServedRequest request = new ServedRequest();
		Thread during = within(request, "POST /orders");
		Thread after = begin();
		assertThat(contextOf(during).request()).containsSame(request);
		assertThat(contextOf(before)).isEqualTo(StartContext.NONE);
		assertThat(contextOf(after)).isEqualTo(StartContext.NONE);
	}

	@Test
	void whatIsStartedRightAfterARequestIsNotItsWhateverElseWasStartedMeanwhile() throws Exception {
		// its stacks are not so deep that Flight Recorder cuts them
		ExecutorService server = Executors.newSingleThreadExecutor();
		List<Thread> after = new ArrayList<>();
		for (int i = 0; i < 20; i++) {
			Thread starter = new Thread(this::print);
			server.submit(() -> serve("POST /orders", "print", () -> {
				starter.start();
				join(starter);
			})).get();
			after.add(server.submit(this::begin).get());
		}
		server.shutdown();
		assertThat(server.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
		assertThat(after).allSatisfy((thread) -> assertThat(contextOf(thread)).isEqualTo(StartContext.NONE));
	}

	@Test
	void twoRequestsOneAfterTheOtherAreToldApart() {
		List<ServedRequest> requests = new ArrayList<>();
		List<Thread> threads = new ArrayList<>();
		for (int i = 0; i < 20; i++) {
			ServedRequest request = new ServedRequest();
			requests.add(request);
			threads.add(within(request, "GET /" + i));
		}
		for (int i = 0; i < 20; i++) {
			assertThat(contextOf(threads.get(i)).request()).as("request " + i).containsSame(requests.get(i));
		}
	}

	@Test
	void labelsAreInnerOnesBeforeOuterOnesAndTheRequestStays() {
		ServedRequest request = new ServedRequest();
		ContextScope outer = this.contexts.enter(request,
				getClass().getName() + ".labelsAreInnerOnesBeforeOuterOnesAndTheRequestStays");
		ContextScope labels = this.contexts.label(Map.of("tenant", "acme"), null);
		Thread inner = begin();
		labels.close();
		Thread afterwards = begin();
		outer.close();
		assertThat(contextOf(inner)).isEqualTo(new StartContext(Optional.of(request), Map.of("tenant", "acme")));
		assertThat(contextOf(afterwards)).isEqualTo(new StartContext(Optional.of(request), Map.of()));
	}

	@Test
	void labelsInQuickSuccessionAreToldApart() {
		List<String> tenants = new ArrayList<>();
		List<Thread> threads = new ArrayList<>();
		for (int i = 0; i < 200; i++) {
			String tenant = "tenant-" + i * i % 7;
			tenants.add(tenant);
			ContextScope scope = this.contexts.label(Map.of("tenant", tenant), null);
			Thread thread = new Thread(this::stay);
			thread.start();
			scope.close();
			threads.add(thread);
		}
		assertThat(threads).extracting((thread) -> contextOf(thread).labels().get("tenant")).isEqualTo(tenants);
	}

	@Test
	void labelsWithinLabelsInQuickSuccessionAreToldApart() {
		List<Map<String, String>> labels = new ArrayList<>();
		List<Thread> threads = new ArrayList<>();
		for (int i = 0; i < 20; i++) {
			ContextScope outer = this.contexts.label(Map.of("tenant", "tenant-" + i), null);
			ContextScope inner = this.contexts.label(Map.of("job", "export"), null);
			threads.add(new Thread(this::stay));
			labels.add(Map.of("tenant", "tenant-" + i, "job", "export"));
			threads.get(2 * i).start();
			inner.close();
			threads.add(new Thread(this::stay));
			labels.add(Map.of("tenant", "tenant-" + i));
			threads.get(2 * i + 1).start();
			outer.close();
		}
		assertThat(threads).extracting((thread) -> contextOf(thread).labels()).isEqualTo(labels);
	}

	@Test
	void aTaskWithoutLabelsWithinLabelsStartsThreadsWithoutAny() {
		ContextScope outer = this.contexts.label(Map.of("tenant", "acme"), null);
		List<Thread> threads = new ArrayList<>();
		for (int i = 0; i < 10; i++) {
			print();
			ContextScope inner = this.contexts.enter(StartContext.NONE, null);
			threads.add(begin());
			inner.close();
		}
		outer.close();
		assertThat(threads).extracting(this::contextOf).containsOnly(StartContext.NONE);
	}

	@Test
	void aThreadThatWasMadeBeforeItsLabelsHasThem() {
		Thread made = new Thread(this::stay);
		ContextScope scope = this.contexts.label(Map.of("tenant", "acme"), null);
		made.start();
		next();
		scope.close();
		assertThat(contextOf(made).labels()).isEqualTo(Map.of("tenant", "acme"));
	}

	@Test
	void aThreadThatIsBornLateInLabelsDoesNotTakeThePlaceOfOneThatWasMadeThere() {
		List<Thread> early = new ArrayList<>();
		List<Thread> threads = new ArrayList<>();
		for (int i = 0; i < 30; i++) {
			early.add(new Thread(this::stay));
			early.get(i).start();
			ContextScope scope = this.contexts.label(Map.of("tenant", "tenant-" + i), null);
			threads.add(new Thread(this::stay));
			threads.get(i).start();
			scope.close();
		}
		for (int i = 0; i < 30; i++) {
			assertThat(contextOf(threads.get(i)).labels()).isEqualTo(Map.of("tenant", "tenant-" + i));
		}
	}

	@Test
	void whatIsMadeAndStartedRightAfterLabelsHasNoneWhateverElseWasStartedMeanwhile() throws Exception {
		ExecutorService others = Executors.newSingleThreadExecutor();
		List<Thread> after = new ArrayList<>();
		for (int i = 0; i < 20; i++) {
			ContextScope scope = this.contexts.label(Map.of("tenant", "acme"), null);
			others.submit(this::print).get();
			scope.close();
			after.add(begin());
		}
		others.shutdown();
		assertThat(others.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
		assertThat(after).extracting(this::contextOf).containsOnly(StartContext.NONE);
	}

	@Test
	void whatAThreadOfARequestStartsLaterHasItsLabelsAndNotItsRequest() throws InterruptedException {
		ServedRequest request = new ServedRequest();
		ExecutorService worker = Executors.newSingleThreadExecutor();
		ContextScope scope = this.contexts.enter(new StartContext(Optional.of(request), Map.of()), null);
		ContextScope labels = this.contexts.label(Map.of("tenant", "acme"), null);
		CountDownLatch runs = new CountDownLatch(1);
		worker.execute(runs::countDown);
		runs.await();
		labels.close();
		scope.close();
		worker.execute(() -> new Thread(this::stay).start());
		Thread grandchild = next();
		assertThat(contextOf(grandchild)).isEqualTo(new StartContext(Optional.empty(), Map.of("tenant", "acme")));
		worker.shutdown();
		assertThat(worker.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
	}

	@Test
	void aLiveThreadHasItsOwnLabelsElseThoseOfItsBirth() {
		ContextScope scope = this.contexts.label(Map.of("tenant", "acme"), null);
		Thread born = begin();
		long self = Thread.currentThread().getId();
		assertThat(this.recording.recorder().labels(self)).isEqualTo(Map.of("tenant", "acme"));
		scope.close();
		assertThat(this.recording.recorder().labels(self)).isEmpty();
		assertThat(contextOf(born).labels()).isEqualTo(Map.of("tenant", "acme"));
		assertThat(this.recording.recorder().labels(born.getId())).isEqualTo(Map.of("tenant", "acme"));
	}

	@Test
	void threadsThatOutliveTheirRequestAreCountedByRoute() {
		ServedRequest open = new ServedRequest();
		Thread young = during(open);
		Thread old = within(new ServedRequest(), "POST /orders");
		assertThat(contextOf(old).request()).isPresent();
		assertThat(contextOf(young).request()).containsSame(open);
		Awaitility.await().atMost(PATIENCE).until(() -> !this.recording.recorder().outlivedRequests().isEmpty());
		assertThat(this.recording.recorder().outlivedRequests()).isEqualTo(Map.of("POST /orders", 1));
		this.contexts.end(open, "", "");
		Awaitility.await().atMost(PATIENCE).until(() -> this.recording.recorder().outlivedRequests().size() == 2);
		this.end.countDown();
		Awaitility.await()
			.atMost(PATIENCE)
			.untilAsserted(
					() -> assertThat(this.recording.recorder().outlivedRequests()).doesNotContainKey("POST /orders"));
	}

	@Test
	void aScopeThatIsNeverClosedGoesWithItsThread() throws InterruptedException {
		Thread careless = new Thread(() -> this.contexts.label(Map.of("tenant", "acme"), null));
		careless.start();
		careless.join();
		long id = careless.getId();
		Awaitility.await().atMost(PATIENCE).until(() -> this.contexts.labels(id).isEmpty());
	}

}
