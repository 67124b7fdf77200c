// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.simulation.trace;

/**
 * When a leak leaks, at a mean rate.
 */
public enum Arrivals {

	/** Evenly. */
	REGULAR {
		@Override
		void begin(Scene scene, double pause, Runnable leak) {
			leak.run();
			scene.after(pause, () -> begin(scene, pause, leak));
		}
	},

	/** At random. */
	POISSON {
		@Override
		void begin(Scene scene, double pause, Runnable leak) {
			leak.run();
			scene.after(scene.dice().exponential(pause), () -> begin(scene, pause, leak));
		}
	},

	/** Two to six at once, and nothing for so much longer. */
	BURSTS {
		@Override
		void begin(Scene scene, double pause, Runnable leak) {
			int size = scene.dice().between(2, 6);
			for (int i = 0; i < size; i++) {
				scene.after(scene.dice().between(0.0, Math.min(5, pause)), leak);
			}
			scene.after(size * pause * scene.dice().between(0.7, 1.3), () -> begin(scene, pause, leak));
		}
	},

	/** With the hours of the day, at random. */
	DAILY {
		@Override
		void begin(Scene scene, double pause, Runnable leak) {
			leak.run();
			double hours = scene.jvm().now() / 3_600_000.0;
			double load = 1 + 0.8 * Math.sin(2 * Math.PI * hours / 24);
			scene.after(scene.dice().exponential(pause / load), () -> begin(scene, pause, leak));
		}
	},

	/** Twice the rate for the time of 20 leaks, then nothing for as long. */
	ON_OFF {
		@Override
		void begin(Scene scene, double pause, Runnable leak) {
			for (int i = 0; i < 20; i++) {
				scene.after(i * pause / 2, leak);
			}
			scene.after(20 * pause, () -> begin(scene, pause, leak));
		}
	};

	/** Leaks for ever. */
	abstract void begin(Scene scene, double pause, Runnable leak);

}
