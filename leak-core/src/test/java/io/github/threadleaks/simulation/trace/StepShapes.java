// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.simulation.trace;

import java.util.List;
import java.util.function.IntConsumer;

/**
 * Threads that come at once or one by one until there are enough, and stay.
 */
final class StepShapes {

	static final List<HealthyShape> ALL = List.of(
			new HealthyShape("step", "threads of a kind start together, and that is all", StepShapes::step),
			new HealthyShape("steps-in-a-day", "two or three times a day something is deployed", StepShapes::steps),
			new HealthyShape("lazy-executors", "three to eight executors, each made when first needed",
					StepShapes::lazyExecutors));

	private StepShapes() {
	}

	/** Starts one more of a kind. */
	private static IntConsumer kind(Scene scene) {
		String word = "module" + scene.dice().token("ghijk", 3);
		int lock = scene.jvm().newLock();
		String pool = "pool-" + scene.next("pool") + "-thread-";
		return scene.dice()
			.<IntConsumer>oneOf(
					List.of((i) -> scene.start(word + "-listener-" + i, Waits.take("com.acme." + word + ".listen")),
							(i) -> scene.start("pool-" + scene.next("pool") + "-thread-1", Waits.IDLE),
							(i) -> scene.start(pool + i, Waits.IDLE, lock),
							(i) -> scene.start(word + "-" + i, Waits.sleep("com.acme." + word + ".run"))
								.wakesEvery(10, scene.dice()),
							(i) -> scene.start("pool-" + scene.next("pool") + "-thread-1", Waits.SCHEDULED)
								.wakesEvery(30, scene.dice())));
	}

	private static void rise(Scene scene, IntConsumer kind, double at) {
		int threads = scene.dice().between(3, 40);
		double within = scene.dice().magnitude(0.1, 30);
		for (int i = 0; i < threads; i++) {
			int number = i;
			scene.after(at + scene.dice().between(0.0, within), () -> kind.accept(number));
		}
	}

	private static void step(Scene scene) {
		rise(scene, kind(scene), scene.sometime());
	}

	private static void steps(Scene scene) {
		IntConsumer kind = kind(scene);
		for (int i = scene.dice().between(2, 3); i > 0; i--) {
			rise(scene, kind, scene.dice().between(60.0, 86_400.0));
		}
	}

	private static void lazyExecutors(Scene scene) {
		scene.times(scene.dice().between(3, 8), scene.sometime(), scene.dice().magnitude(20, 3_600),
				() -> scene.elsewhere()
					.start("pool-" + scene.next("pool") + "-thread-1", Waits.IDLE)
					.wakesEvery(scene.dice().magnitude(10, 3_600), scene.dice()));
	}

}
