// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.simulation.trace;

import java.util.List;
import java.util.Set;

import io.github.threadleaks.judge.Pattern;
import io.github.threadleaks.simulation.Wait;

/**
 * Leaks of threads that an application starts itself.
 */
final class RawThreadLeaks {

	private static final String BASE_36 = "0123456789abcdefghijklmnopqrstuvwxyz";

	static final List<LeakShape> ALL = List
		.of(raw("take", Pattern.QUEUE_NEVER_FED, "mailer-", Waits.take("com.acme.Mailer.run")),
				raw("put", Pattern.QUEUE_NEVER_DRAINED, "exporter-", Waits.put("com.acme.Exporter.run")),
				raw("future", Pattern.NEVER_COMPLETED, "report-", Waits.future("com.acme.Report.run")),
				raw("latch-in-lambda", Pattern.NEVER_COMPLETED, "Thread-",
						Waits.latch("com.acme.OrderService.lambda$export$0")),
				raw("object-wait", Pattern.MISSED_SIGNAL, "waiter-", Waits.objectWait("com.acme.Signal.await")),
				raw("condition", Pattern.MISSED_SIGNAL, "gate-", Waits
					.condition("com.acme.Gate.pass")),
				raw("monitor", Pattern.LOCK_NEVER_RELEASED, "posting-",
						Waits.blocked("com.acme.Ledger.post", "com.acme.Posting.run")),
				raw("socket-read", Pattern.IO_WITHOUT_TIMEOUT, "sync-", Waits.read("com.acme.Partner.receive")),
				raw("connection-pool", Pattern.POOL_EXHAUSTED, "import-", Waits.borrow("com.acme.Import.run")),
				new LeakShape(
						"sleep-loop", 1, Set.of(Pattern.UNBOUNDED_THREADS),
						(scene) -> () -> scene.leak(scene.named("upload-"), Waits.sleep("com.acme.Upload.run"))
							.wakesEvery(scene.dice().oneOf(List.of(1.0, 10.0, 30.0)), scene.dice())),
				new LeakShape(
						"random-names", 1, Set.of(Pattern.QUEUE_NEVER_FED),
						(scene) -> () -> scene.leak("rx-" + scene.dice().token(BASE_36, 10),
								Waits.take("com.acme.Subscription.run"))),
				new LeakShape(
						"address-in-name", 1, Set.of(Pattern.IO_WITHOUT_TIMEOUT),
						(scene) -> () -> scene.leak(
								"feed (10.0.3." + scene.dice().between(1, 250) + ":"
										+ scene.dice().between(1_024, 60_000) + ")",
								Waits.read("com.acme.Feed.receive"))),
				new LeakShape("flipping-wait", 1, Set.of(Pattern.QUEUE_NEVER_FED, Pattern.UNBOUNDED_THREADS),
						(scene) -> () -> flip(scene)),
				new LeakShape("busy-loop", 1, Set.of(Pattern.BUSY_LOOP),
						(scene) -> () -> scene.leak(scene.named("poller-"), Waits.spin("com.acme.Poller.run"))
							.restless()));

	private static final Wait FLIP_TIMED = Waits.poll("com.acme.Consumer.run");

	private static final Wait FLIP_UNTIMED = Waits.take("com.acme.Consumer.run");

	private RawThreadLeaks() {
	}

	private static LeakShape raw(String name, Pattern pattern, String prefix, Wait wait) {
		return new LeakShape(name, 1, Set.of(pattern), (scene) -> () -> scene.leak(scene.named(prefix), wait));
	}

	private static void flip(Scene scene) {
		int lock = scene.jvm().newLock();
		TracedThread thread = scene.leak(scene.named("consumer-"), FLIP_UNTIMED, lock);
		scene.after(scene.dice().between(5.0, 40.0), () -> flipAgain(scene, thread, lock, true));
	}

	private static void flipAgain(Scene scene, TracedThread thread, int lock, boolean timed) {
		thread.waits(timed ? FLIP_TIMED : FLIP_UNTIMED, lock);
		scene.after(scene.dice().between(20.0, 60.0), () -> flipAgain(scene, thread, lock, !timed));
	}

}
