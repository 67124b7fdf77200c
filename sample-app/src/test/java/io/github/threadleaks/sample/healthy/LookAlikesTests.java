// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.sample.healthy;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * How rounds wait for their turn.
 */
class LookAlikesTests {

	private final Semaphore turns = new Semaphore(0);

	private final CountDownLatch started = new CountDownLatch(1);

	private final LookAlike slow = new LookAlike() {

		@Override
		public About about() {
			return new About("slow", "Waits for its turn.");
		}

		@Override
		public void round() throws InterruptedException {
			LookAlikesTests.this.started.countDown();
			LookAlikesTests.this.turns.acquire();
		}

	};

	private final LookAlikes lookAlikes = new LookAlikes(List.of(this.slow));

	@AfterEach
	void stop() {
		this.lookAlikes.stop();
	}

	@Test
	void countsDownToNone() throws InterruptedException {
		this.lookAlikes.play(this.slow, 2);
		this.lookAlikes.play(this.slow, 1);
		this.started.await();
		assertThat(this.lookAlikes.rounds(this.slow)).isEqualTo(3);
		this.turns.release(1);
		await().until(() -> this.lookAlikes.rounds(this.slow) == 2);
		this.turns.release(2);
		await().until(() -> this.lookAlikes.rounds(this.slow) == 0);
	}

	@Test
	void keepsNoMoreThanItsLimitWaiting() {
		this.lookAlikes.play(this.slow, LookAlikes.MOST_ROUNDS);
		this.lookAlikes.play(this.slow, LookAlikes.MOST_ROUNDS);
		assertThat(this.lookAlikes.rounds(this.slow)).isEqualTo(LookAlikes.MOST_ROUNDS);
	}

}
