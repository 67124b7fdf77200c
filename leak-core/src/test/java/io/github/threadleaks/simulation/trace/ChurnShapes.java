// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.simulation.trace;

import java.util.List;

import io.github.threadleaks.simulation.Wait;

/**
 * Threads that come and go.
 */
final class ChurnShapes {

	static final List<HealthyShape> ALL = List.of(
			new HealthyShape("timer-recreated", "the old one is cancelled when a new one starts", ChurnShapes::timer),
			new HealthyShape("executors-shut-down", "an executor a request, each shut down", ChurnShapes::executors),
			new HealthyShape("sessions", "a thread a connection, which ends with it", ChurnShapes::sessions),
			new HealthyShape("scheduled-jobs", "each run starts threads and joins them", ChurnShapes::jobs),
			new HealthyShape("rmi-connections", "end when the JMX client is gone", ChurnShapes::rmi));

	private ChurnShapes() {
	}

	private static void timer(Scene scene) {
		TracedThread[] current = { scene.start(scene.named("Timer-"), Waits.TICKING_TIMER) };
		double every = scene.dice().oneOf(List.of(10.0, 10.0, 60.0));
		double overlap = scene.dice().between(0.0, 3.0);
		scene.every(every, () -> {
			TracedThread old = current[0];
			current[0] = scene.start(scene.named("Timer-"), Waits.TICKING_TIMER);
			scene.after(overlap, old::ends);
		});
	}

	private static void executors(Scene scene) {
		double perMinute = scene.dice().magnitude(1, 60);
		double lifetime = scene.dice().between(0.1, 30.0);
		int workers = scene.dice().oneOf(List.of(1, 1, 1, 2, 4));
		scene.atRandom(60 / perMinute, () -> {
			String pool = "pool-" + scene.next("pool") + "-thread-";
			int lock = scene.jvm().newLock();
			double ends = Math.min(30, scene.dice().exponential(lifetime));
			for (int i = 1; i <= workers; i++) {
				TracedThread worker = scene.start(pool + i, Waits.IDLE, lock);
				scene.after(ends, worker::ends);
			}
		});
	}

	private static void sessions(Scene scene) {
		double lifetime = scene.dice().magnitude(30, 300);
		double size = scene.dice().magnitude(3, 60);
		Wait read = Waits.read("com.acme.Session.readCommand");
		double wakes = scene.dice().magnitude(5, 600);
		scene.after(scene.dice().chance(0.5) ? 0 : scene.sometime(), () -> scene.atRandom(lifetime / size, () -> {
			TracedThread session = scene.start(scene.named("session-"), read).wakesEvery(wakes, scene.dice());
			scene.after(scene.dice().exponential(lifetime), session::ends);
		}));
	}

	private static void jobs(Scene scene) {
		double every = scene.dice().oneOf(List.of(600.0, 3_600.0));
		int threads = scene.dice().between(4, 16);
		double lasts = scene.dice().magnitude(60, 500);
		Wait sleep = Waits.sleep("com.acme.Batch.throttle");
		boolean restless = scene.dice().chance(0.5);
		String prefix = scene.named("batch-") + "-";
		scene.every(every, () -> {
			for (int i = 0; i < threads; i++) {
				scene.after(scene.dice().between(0.0, lasts / 10), () -> {
					TracedThread job = scene.start(scene.named(prefix), sleep);
					if (restless) {
						job.restless();
					}
					scene.after(lasts * scene.dice().between(0.7, 1.0), job::ends);
				});
			}
		});
	}

	private static void rmi(Scene scene) {
		Wait read = Waits.workerReads("sun.rmi.transport.tcp.TCPTransport.handleMessages");
		scene.start("RMI TCP Accept-0", Waits.running("sun.nio.ch.NioSocketImpl.accept",
				"sun.rmi.transport.tcp.TCPTransport$AcceptLoop.run", "java.lang.Thread.run"));
		scene.atRandom(scene.dice().magnitude(30, 600), () -> {
			TracedThread connection = scene.start(scene.named("RMI TCP Connection(") + ")-10.0.0.9", read)
				.wakesEvery(20, scene.dice());
			scene.after(scene.dice().exponential(300), connection::ends);
		});
	}

}
