// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.simulation.trace;

import java.util.List;

/**
 * Sets up a JVM: what every service has, the healthy shapes of the plan, and its leak.
 */
final class Stage {

	private static final List<String> OF_THE_JVM = List.of("Reference Handler", "Finalizer", "Signal Dispatcher",
			"Common-Cleaner", "Notification Thread", "DestroyJavaVM");

	/** The origin of what leaks. */
	static final String LEAK = "leak";

	private Stage() {
	}

	static TraceJvm set(TracePlan plan, Dice dice) {
		TraceJvm jvm = new TraceJvm();
		Load load = Load.of(dice.another());
		everyService(new Scene(jvm, dice.another(), load, "every service"));
		for (HealthyShape shape : plan.healthy()) {
			shape.script().play(new Scene(jvm, dice.another(), load, shape.name()));
		}
		plan.leak().ifPresent((leak) -> leak(leak, new Scene(jvm, dice.another(), load, LEAK)));
		return jvm;
	}

	private static void everyService(Scene scene) {
		for (String name : OF_THE_JVM) {
			scene.start(name, Waits.objectWait("java.lang.ref.ReferenceQueue.remove")).wakesEvery(60, scene.dice());
		}
		scene.after(scene.dice().between(3.0, 15.0), () -> {
			scene
				.start("http-nio-8080-Acceptor", Waits.running("sun.nio.ch.Net.accept",
						"org.apache.tomcat.util.net.Acceptor.run", "java.lang.Thread.run"))
				.wakesEvery(5, scene.dice());
			scene.start("container-0", Waits.sleep("org.apache.catalina.core.StandardServer.await"))
				.wakesEvery(10, scene.dice());
			scene.start("Catalina-utility-1", Waits.SCHEDULED).wakesEvery(10, scene.dice());
		});
		for (int i = scene.dice().between(1, 4); i > 0; i--) {
			steadyPool(scene.elsewhere(), scene.dice().between(2, 60));
		}
	}

	/** A pool that is filled while the service starts. */
	private static void steadyPool(Scene scene, int size) {
		Workers workers = new Workers(scene, "pool-" + scene.next("pool") + "-thread-", Waits.IDLE, size);
		scene.times(size, scene.dice().between(1.0, 30.0), 0.5, workers::fill);
		double pause = scene.dice().magnitude(1, 60);
		scene.after(30, () -> scene.atRandom(pause, () -> workers.serve(1)));
	}

	private static void leak(TracePlan.Leaking leak, Scene scene) {
		Runnable once = leak.shape().script().prepare(scene);
		double begins = scene.dice().chance(0.3) ? scene.dice().between(0.0, 120.0)
				: scene.dice().magnitude(120, 7_200);
		scene.after(begins, () -> leak.arrivals().begin(scene, 3_600 / leak.perHour(), once));
	}

}
