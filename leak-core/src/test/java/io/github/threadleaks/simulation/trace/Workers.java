// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.simulation.trace;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import io.github.threadleaks.simulation.Wait;

/**
 * The workers of one pool, which wait for work on one queue.
 */
final class Workers {

	private static final double KEEP_ALIVE_MILLIS = 60_000;

	private final Scene scene;

	private final String prefix;

	private final Wait idleWait;

	private final int lock;

	private final int max;

	private final Deque<TracedThread> idle = new ArrayDeque<>();

	private final Map<TracedThread, Long> usedAt = new HashMap<>();

	private int started;

	private int size;

	Workers(Scene scene, String prefix, Wait idleWait, int max) {
		this.scene = scene;
		this.prefix = prefix;
		this.idleWait = idleWait;
		this.lock = scene.jvm().newLock();
		this.max = max;
	}

	int size() {
		return this.size;
	}

	int idle() {
		return this.idle.size();
	}

	/** Starts one more, unless the pool is full. */
	void fill() {
		if (this.size < this.max) {
			this.idle.add(startOne());
		}
	}

	private TracedThread startOne() {
		this.size++;
		this.started++;
		return this.scene.start(this.prefix + this.started, this.idleWait, this.lock);
	}

	/** Some idle ones, the longest idle first, run for a moment. */
	void serve(int requests) {
		for (int i = Math.min(requests, this.idle.size()); i > 0; i--) {
			TracedThread worker = this.idle.remove();
			worker.wakes();
			used(worker);
		}
	}

	private void used(TracedThread worker) {
		this.usedAt.put(worker, this.scene.jvm().now());
		this.idle.add(worker);
	}

	/** One works for a while; a new one if all are busy and the pool is not full. */
	void work(Wait wait, double seconds) {
		begin(wait).ifPresent((worker) -> this.scene.after(seconds, () -> finish(worker)));
	}

	Optional<TracedThread> begin(Wait wait) {
		TracedThread worker = this.idle.poll();
		if (worker == null) {
			if (this.size >= this.max) {
				return Optional.empty();
			}
			worker = startOne();
		}
		worker.waits(wait, this.scene.jvm().newLock());
		return Optional.of(worker);
	}

	void finish(TracedThread worker) {
		worker.waits(this.idleWait, this.lock);
		used(worker);
	}

	/** Those above a minimum that were idle for a minute end. */
	void endIdle(int keep) {
		long before = Math.round(this.scene.jvm().now() - KEEP_ALIVE_MILLIS);
		while (this.size > keep && !this.idle.isEmpty() && this.usedAt.getOrDefault(this.idle.peek(), 0L) < before) {
			TracedThread worker = this.idle.remove();
			this.usedAt.remove(worker);
			this.size--;
			worker.ends();
		}
	}

}
