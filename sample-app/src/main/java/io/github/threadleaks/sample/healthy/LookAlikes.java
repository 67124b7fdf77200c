// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.sample.healthy;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

import io.github.threadleaks.sample.web.Problems;
import jakarta.annotation.PreDestroy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.stereotype.Component;

/**
 * All look-alikes by name. Plays their rounds one after the other, each look-alike on one
 * thread that ends with them.
 */
@Component
final class LookAlikes {

	/**
	 * Rounds that may wait for their turn, of each look-alike; more are dropped, so that
	 * the work stays bounded.
	 */
	static final int MOST_ROUNDS = 1000;

	private static final Logger logger = LoggerFactory.getLogger(LookAlikes.class);

	private final Map<String, LookAlike> byName = new TreeMap<>();

	private final Map<String, Integer> rounds = new ConcurrentHashMap<>();

	private final ThreadPoolTaskExecutor players = new ThreadPoolTaskExecutor();

	LookAlikes(List<LookAlike> lookAlikes) {
		lookAlikes.forEach((lookAlike) -> this.byName.put(lookAlike.about().name(), lookAlike));
		this.players.setThreadNamePrefix("look-alike-");
		this.players.setCorePoolSize(lookAlikes.size());
		this.players.setAllowCoreThreadTimeOut(true);
		this.players.setKeepAliveSeconds(1);
		this.players.initialize();
	}

	Collection<LookAlike> all() {
		return this.byName.values();
	}

	LookAlike get(String name) {
		LookAlike lookAlike = this.byName.get(name);
		if (lookAlike == null) {
			throw Problems
				.notFound("There is no such look-alike. There are " + String.join(", ", this.byName.keySet()) + ".");
		}
		return lookAlike;
	}

	/** How many rounds of it are still to be finished. */
	int rounds(LookAlike lookAlike) {
		return this.rounds.getOrDefault(lookAlike.about().name(), 0);
	}

	void play(LookAlike lookAlike, int times) {
		int waiting = this.rounds.merge(lookAlike.about().name(), times, (a, b) -> Math.min(a + b, MOST_ROUNDS));
		if (waiting == times) {
			start(lookAlike);
		}
	}

	private void start(LookAlike lookAlike) {
		try {
			this.players.execute(() -> playAll(lookAlike));
		}
		catch (RuntimeException | OutOfMemoryError ex) {
			this.rounds.remove(lookAlike.about().name());
			throw ex;
		}
	}

	private void playAll(LookAlike lookAlike) {
		try {
			do {
				lookAlike.round();
			}
			while (this.rounds.computeIfPresent(lookAlike.about().name(), (name, n) -> (n > 1) ? n - 1 : null) != null);
		}
		catch (Exception | OutOfMemoryError ex) {
			this.rounds.remove(lookAlike.about().name());
			logger.warn("{} ended early", lookAlike.about().name(), ex);
		}
	}

	@PreDestroy
	void stop() {
		this.players.shutdown();
	}

}
