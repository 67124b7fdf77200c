// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.lifecycle;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

import io.github.threadleaks.sample.Frame;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which scope a thread was started in, in simulated time.
 */
class ContextMatcherTests {

	private static final long MILLI = 1_000_000;

	private static final CreationSite SITE = new CreationSite(
			List.of(new Frame("com.acme.Exporter", "export", "Exporter.java", 1, false)));

	private static final String HANDLER = "com.acme.OrderController.export";

	private static final String FILTER = "com.acme.OrderFilter.doFilter";

	private static final Map<String, String> ACME = Map.of("tenant", "acme");

	private static final Map<String, String> EMCA = Map.of("tenant", "emca");

	private long now = 100_000 * MILLI;

	private long started;

	private long ids = 1_000;

	private final ThreadContexts contexts = new ThreadContexts(() -> this.now);

	private final ContextMatcher matcher = new ContextMatcher(this.contexts);

	@BeforeEach
	void attach() {
		this.contexts.attach(() -> this.started, () -> ++this.ids);
	}

	private ContextScope label(Map<String, String> labels) {
		this.now += MILLI;
		return this.contexts.label(labels, null);
	}

	private void close(ContextScope scope) {
		this.now += MILLI;
		scope.close();
	}

	/** Makes a thread; returns its id. */
	private long make() {
		return ++this.ids;
	}

	private void start() {
		this.now += MILLI;
		this.started++;
	}

	private long makeAndStart() {
		long id = make();
		start();
		return id;
	}

	private StartContext born(long id, long at, boolean inVirtualThread) {
		Birthplace place = new Birthplace(SITE, false, Set.of(HANDLER, FILTER), true, inVirtualThread);
		return this.matcher.match(new Site(SITE), id, place, Thread.currentThread().getId(), null, at);
	}

	private StartContext born(long id) {
		return born(id, this.now, false);
	}

	@Test
	void itIsTheScopeInWhichItWasMadeHoweverLateItIsBorn() {
		ContextScope first = label(ACME);
		long one = makeAndStart();
		close(first);
		ContextScope second = label(EMCA);
		long other = makeAndStart();
		this.now += 1_000 * MILLI;
		assertThat(born(one).labels()).isEqualTo(ACME);
		close(second);
		assertThat(born(other).labels()).isEqualTo(EMCA);
		assertThat(born(one).labels()).isEqualTo(ACME);
	}

	@Test
	void itIsThatScopeThoughTheClocksSayThatItWasBornBefore() {
		ContextScope scope = label(ACME);
		long id = makeAndStart();
		close(scope);
		assertThat(born(id, this.now - 4 * MILLI, false).labels()).isEqualTo(ACME);
		assertThat(born(make(), this.now - 4 * MILLI, false)).isEqualTo(StartContext.NONE);
	}

	@Test
	void itIsNoScopeThatHadEndedBeforeItWasMade() {
		ContextScope scope = label(ACME);
		start();
		close(scope);
		assertThat(born(makeAndStart())).isEqualTo(StartContext.NONE);
	}

	@Test
	void whereAScopeWithinMayBeLostTheOuterOneIsNotSure() {
		ContextScope outer = label(Map.of("job", "import"));
		long first = 0;
		long last = 0;
		for (int i = 0; i < 400; i++) {
			start();
			ContextScope inner = label(Map.of("tenant", "tenant-" + i));
			last = makeAndStart();
			first = (i == 0) ? last : first;
			this.now -= 2 * MILLI;
			inner.close();
		}
		close(outer);
		assertThat(born(first)).isEqualTo(StartContext.NONE);
		assertThat(born(last).labels()).isEqualTo(Map.of("job", "import", "tenant", "tenant-399"));
	}

	@Test
	void inAVirtualThreadItMayBeTheScopeOfAnother() throws InterruptedException {
		CountDownLatch labelled = new CountDownLatch(1);
		CountDownLatch end = new CountDownLatch(1);
		Thread other = new Thread(() -> {
			ContextScope scope = label(ACME);
			labelled.countDown();
			try {
				end.await();
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
			scope.close();
		});
		other.start();
		labelled.await();
		ContextScope own = this.contexts.enter(new ServedRequest(), FILTER);
		long id = makeAndStart();
		assertThat(born(id, this.now, true)).isEqualTo(StartContext.NONE);
		own.close();
		end.countDown();
		other.join();
	}

	@Test
	void theRequestOfAHandlerIsTheRealOneThoughItWasMadeInAScopeWithin() {
		this.contexts.end(new ServedRequest(), "POST /orders", HANDLER);
		ServedRequest request = new ServedRequest();
		ContextScope labels = label(ACME);
		ContextScope served = this.contexts.enter(request, FILTER);
		start();
		ContextScope task = this.contexts.enter(StartContext.NONE, null);
		long id = makeAndStart();
		close(task);
		close(served);
		close(labels);
		this.contexts.end(request, "POST /orders", HANDLER);
		assertThat(born(id).request()).containsSame(request);
	}

	@Test
	void idsAreAskedForOnlyWhereThereAreLabels() {
		ContextScope served = this.contexts.enter(new ServedRequest(), FILTER);
		start();
		served.close();
		assertThat(this.ids).isEqualTo(1_000);
		ContextScope labels = label(ACME);
		ContextScope task = this.contexts.enter(new StartContext(Optional.empty(), Map.of()), null);
		assertThat(this.ids).isEqualTo(1_002);
		task.close();
		labels.close();
		assertThat(this.ids).as("none was started").isEqualTo(1_002);
	}

}
