// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.simulation.trace;

import java.util.ArrayList;
import java.util.List;

import io.github.threadleaks.simulation.Wait;

/**
 * What the workers of a servlet container do.
 */
final class TomcatShapes {

	private static final int SPARE = 10;

	private static final int MOST = 200;

	private static final List<Wait> BUSY = List.of(Waits.tomcatReads("org.postgresql.core.PGStream.receiveChar"),
			Waits.tomcatReads("org.apache.http.impl.io.SessionInputBufferImpl.streamRead"),
			Waits.tomcatLocks("com.acme.Stock.reserve"), Waits.tomcatBorrows("com.acme.Orders.save"),
			Waits.running("com.acme.Orders.price", "org.apache.tomcat.util.net.SocketProcessorBase.run",
					"org.apache.tomcat.util.threads.ThreadPoolExecutor$Worker.run",
					"org.apache.tomcat.util.threads.TaskThread$WrappingRunnable.run", "java.lang.Thread.run"));

	private static final Wait LONG_POLL = Waits.tomcatPolls("com.acme.Updates.next");

	private static final Wait OUTAGE = Waits.tomcatReads("com.acme.PaymentGateway.charge");

	static final List<HealthyShape> ALL = List.of(
			new HealthyShape("tomcat-load", "at most 200 workers on one queue, which serve again and again",
					TomcatShapes::load),
			new HealthyShape("tomcat-ramp-up", "grows to what the load needs, and stays there", TomcatShapes::rampUp),
			new HealthyShape("tomcat-long-polls", "each request ends by its timeout", TomcatShapes::longPolls),
			new HealthyShape("tomcat-outage", "all return when the downstream or the timeout answers",
					TomcatShapes::outages));

	private TomcatShapes() {
	}

	private static Workers workers(Scene scene) {
		Workers workers = new Workers(scene, "http-nio-" + (8_079 + scene.next("connector")) + "-exec-",
				Waits.IDLE_TOMCAT, MOST);
		for (int i = 0; i < SPARE; i++) {
			workers.fill();
		}
		return workers;
	}

	/** Requests come by load; at each moment some are being worked on. */
	private static void serve(Scene scene, Workers workers, double perSecond, double seconds, int needed) {
		List<TracedThread> busy = new ArrayList<>();
		scene.every(5, () -> {
			double rate = perSecond * scene.loadNow();
			busy.forEach(workers::finish);
			busy.clear();
			for (int i = scene.dice().poisson(rate * seconds); i > 0; i--) {
				workers.begin(scene.dice().oneOf(BUSY)).ifPresent(busy::add);
			}
			workers.serve(scene.dice().poisson(rate * 5));
			workers.endIdle(needed);
		});
	}

	private static void load(Scene scene) {
		Workers workers = workers(scene);
		double perSecond = scene.dice().magnitude(0.1, 20);
		double seconds = scene.dice().magnitude(0.02, 8);
		scene.after(scene.dice().between(1.0, 30.0), () -> serve(scene, workers, perSecond, seconds, SPARE));
	}

	private static void rampUp(Scene scene) {
		Workers workers = workers(scene);
		int needed = scene.dice().between(20, MOST);
		double minutes = scene.dice().magnitude(2, 60);
		boolean saturates = scene.dice().chance(0.5);
		double begin = scene.sometime();
		for (int i = SPARE; i < needed; i++) {
			double share = (i - SPARE) / (double) (needed - SPARE);
			double at = saturates ? -Math.log(1 - 0.98 * share) / 4 : share;
			scene.after(begin + at * minutes * 60, workers::fill);
		}
		serve(scene, workers, scene.dice().magnitude(1, 20), 0.1, needed);
	}

	private static void longPolls(Scene scene) {
		Workers workers = workers(scene);
		double seconds = scene.dice().between(10.0, 60.0);
		int clients = scene.dice().between(3, 60);
		scene.atRandom(seconds / clients, () -> {
			double until = scene.dice().chance(0.7) ? seconds : scene.dice().between(0.0, seconds);
			workers.work(LONG_POLL, until);
		});
		scene.every(20, () -> workers.endIdle(SPARE));
	}

	private static void outages(Scene scene) {
		Workers workers = workers(scene);
		double perSecond = scene.dice().magnitude(0.3, 10);
		serve(scene, workers, perSecond, 0.2, SPARE);
		scene.every(scene.dice().magnitude(3_600, 40_000), () -> {
			double lasts = scene.dice().between(20.0, 120.0);
			double timeout = scene.dice().between(10.0, 120.0);
			double requests = perSecond * lasts * Math.max(0.2, scene.loadNow());
			for (int i = scene.dice().poisson(requests); i > 0; i--) {
				double comes = scene.dice().between(0.0, lasts);
				scene.after(comes,
						() -> workers.work(OUTAGE, Math.min(timeout, lasts - comes + scene.dice().between(0.0, 3.0))));
			}
		});
	}

}
